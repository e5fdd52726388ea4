// swift-format-ignore-file
// Generated from danhba/imports/v1/imports.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ImportsV1 {
    /// Where a job stands.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum ImportState: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// Waits for its file.
        case created = 1
        /// Has a part of its file.
        case uploading = 2
        /// Has its file; waits for StartImport or PlanImport. With an `error_number` where it could not be planned.
        case uploaded = 3
        /// Waits for its turn.
        case queued = 4
        case running = 5
        /// Final: every row was created, updated, unchanged, skipped or blank.
        case completed = 6
        /// Final: as COMPLETED, but some rows were rejected.
        case completedWithErrors = 7
        /// Final: stopped for a reason that concerns the whole file; see `error_number`.
        case failed = 8
        /// Final: stopped by CancelImport, or by the service because nobody went on with it: 7 days after the last piece of a
        /// file that is not whole, 30 days after that of one that was never started.
        case cancelled = 9
        /// Waits for its turn to be planned, or is being planned; the counts are those of the plan.
        case planning = 10
        /// Waits for StartImport, PlanImport or CancelImport.
        case planned = 11
        /// Held back by PauseImport, between two chunks or before the first one.
        case paused = 20
        /// Being taken back; see ImportUndo.
        case undoing = 30
        /// Final until RedoImport: what its rows did is taken back.
        case undone = 31
        /// Final until RedoImport: as UNDONE, but for what was changed since.
        case partlyUndone = 32
        /// Being done again.
        case redoing = 33

        init(c: Danhba__Imports__V1__ImportState) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__ImportState { Danhba__Imports__V1__ImportState(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What the rows of a file become.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum ImportKind: Int32, CaseIterable, Sendable {
        /// As CONTACTS.
        case unspecified = 0
        case contacts = 1
        case companies = 2
        /// Contacts, as CONTACTS, which then become members of a customer list, in the order of the rows: those of created,
        /// updated and unchanged rows. One that is a member already stays where it is; one that was deleted meanwhile is not added,
        /// and its row is told so (3009 MEMBER_NOT_ADDED), as is that of one that was a member before the import (3015
        /// ALREADY_MEMBER). Undoing the import takes those out of the list that it added.
        case listMembers = 3

        init(c: Danhba__Imports__V1__ImportKind) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__ImportKind { Danhba__Imports__V1__ImportKind(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What a column of the file means. Each kind of record has its own fields; one that its kind does not have is 1009
    /// MAPPING_UNKNOWN_FIELD.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum ImportField: Int32, CaseIterable, Sendable {
        /// The column is not imported.
        case unspecified = 0
        case name = 1
        case phone = 2
        case email = 3
        case position = 4
        /// Of a contact: its company's exact name or tax code.
        case company = 5
        /// The manager's e-mail.
        case manager = 6
        /// 0–5.
        case rating = 7
        case address = 8
        case city = 9
        case postalCode = 10
        case description = 11
        case facebook = 12
        case utmSource = 13
        case utmMedium = 14
        case utmCampaign = 15
        case utmTerm = 16
        case utmContent = 17
        /// The contact that the row is about.
        case contactID = 18
        /// Of a company, which has NAME, PHONE (one text), EMAIL (one), ADDRESS and DESCRIPTION, too.
        case taxCode = 19
        case website = 20
        /// The company that the row is about.
        case companyID = 21

        init(c: Danhba__Imports__V1__ImportField) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__ImportField { Danhba__Imports__V1__ImportField(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// What the first number of a written date is. A date that begins with a year of four digits is always read so.
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum DateOrder: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// 31/05/2026
        case dayFirst = 1
        /// 05/31/2026
        case monthFirst = 2

        init(c: Danhba__Imports__V1__DateOrder) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__DateOrder { Danhba__Imports__V1__DateOrder(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.imports.v1.ColumnMapping`
    public struct ColumnMapping: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ColumnMapping"

        /// From 1: column A is 1.
        public var column: Int32 = 0
        public var field: ImportsV1.ImportField = .unspecified
        /// Key of a custom field of the kind of record, in place of `field`.
        public var customField: String = ""

        public init() {}

        public init(
            column: Int32 = 0,
            field: ImportsV1.ImportField = .unspecified,
            customField: String = ""
        ) {
            self.column = column
            self.field = field
            self.customField = customField
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__column_mapping__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ColumnMapping>) throws {
            column = c.pointee.column
            field = ImportsV1.ImportField(c: c.pointee.field)
            customField = try Unpacking.string(c.pointee.custom_field, "danhba.imports.v1.ColumnMapping.custom_field")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ColumnMapping> {
            let c = arena.allocate(Danhba__Imports__V1__ColumnMapping.self)
            danhba__imports__v1__column_mapping__init(c)
            c.pointee.column = self.column
            c.pointee.field = self.field.c
            c.pointee.custom_field = arena.string(self.customField)
            return c
        }
    }

    /// `danhba.imports.v1.ImportOptions`
    public struct ImportOptions: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ImportOptions"

        /// Unspecified: UPSERT_FILL.
        public var mode: ContactsV1.WriteMode = .unspecified
        /// Of contacts; empty: phone.
        public var keys: [ContactsV1.DuplicateKey] = []
        /// Empty: as suggested by AnalyseImport. Of contacts several columns may hold phones or e-mails; any other field at most
        /// one, custom ones included.
        public var mapping: [ImportsV1.ColumnMapping] = []
        /// Name of the sheet; empty: the first visible one (1013 SHEET_MULTIPLE when there are several with data).
        public var sheet: String = ""
        /// Row of the header as the spreadsheet program shows it; 0: found by known names in the first 20 rows.
        public var headerRow: Int32 = 0
        /// Of contacts: create companies that do not exist, for rows that are written. Otherwise such a row is rejected (2050).
        public var createMissingCompanies: Bool = false
        /// Import a row without a field whose value is wrong, with a warning, instead of rejecting the row. Never for keys.
        public var dropWrongFields: Bool = false
        /// Of contacts; see BulkWriteOptions.
        public var groupID: Int64 = 0
        /// Fields that every resulting record must have, in addition to the name.
        public var requiredFields: [ImportsV1.ImportField] = []
        /// Import although the same content was imported in the last 24 hours.
        public var allowRepeated: Bool = false
        /// Do not import rows that are hidden, by hand or by a filter: they are SKIPPED (3008 ROW_HIDDEN).
        public var skipHiddenRows: Bool = false
        /// For .csv: IANA name of the encoding (`utf-8`, `utf-16`, `windows-1258`, …); empty: detected.
        public var encoding: String = ""
        /// For .csv: one of `,` `;` `|` or a tab; empty: detected.
        public var delimiter: String = ""
        /// Keys of custom fields by which duplicates are found, beside `keys`; see BulkWriteOptions.
        public var customKeys: [String] = []
        /// Keys of custom fields that every resulting record must have, beside `required_fields`.
        public var requiredCustomFields: [String] = []
        /// How dates such as `03/04/2026` are read, in every row; cells that the spreadsheet program knows as dates need no
        /// order. Unspecified: day first.
        public var dateOrder: ImportsV1.DateOrder = .unspecified
        /// What the rows become. INVALID_ARGUMENT for an option above or below that is of another kind only.
        public var kind: ImportsV1.ImportKind = .unspecified
        /// Of companies; empty: tax code where a column is mapped to it, else name.
        public var companyKeys: [CompaniesV1.CompanyKey] = []
        /// Whether each of several keys has to match; unspecified: any.
        public var keyMatch: ContactsV1.KeyMatch = .unspecified
        /// Which of several matches are changed; unspecified: the oldest.
        public var matchTarget: ContactsV1.MatchTarget = .unspecified
        /// Of list members: the customer list. NOT_FOUND when there is none.
        public var listID: Int64 = 0
        /// Name of a saved mapping, whose mapping and options are used; what is set here beside it counts more, a switch that is
        /// set there stays set. `mapping` must be empty, `kind` that of the saved one or unspecified. Columns of custom fields that
        /// were retired since are left out, and StartImport says so; a retired key is 1009.
        public var savedMapping: String = ""
        /// Who is told by e-mail when the job is over, at most 10; empty: who created the job, where its name is an address. See
        /// danhba.imports.v1.Notifications.
        public var notifyAddresses: [String] = []
        /// Of those e-mails; unspecified: as the service is configured for the workspace.
        public var notifyLanguage: ImportsV1.Language = .unspecified

        public init() {}

        public init(
            mode: ContactsV1.WriteMode = .unspecified,
            keys: [ContactsV1.DuplicateKey] = [],
            mapping: [ImportsV1.ColumnMapping] = [],
            sheet: String = "",
            headerRow: Int32 = 0,
            createMissingCompanies: Bool = false,
            dropWrongFields: Bool = false,
            groupID: Int64 = 0,
            requiredFields: [ImportsV1.ImportField] = [],
            allowRepeated: Bool = false,
            skipHiddenRows: Bool = false,
            encoding: String = "",
            delimiter: String = "",
            customKeys: [String] = [],
            requiredCustomFields: [String] = [],
            dateOrder: ImportsV1.DateOrder = .unspecified,
            kind: ImportsV1.ImportKind = .unspecified,
            companyKeys: [CompaniesV1.CompanyKey] = [],
            keyMatch: ContactsV1.KeyMatch = .unspecified,
            matchTarget: ContactsV1.MatchTarget = .unspecified,
            listID: Int64 = 0,
            savedMapping: String = "",
            notifyAddresses: [String] = [],
            notifyLanguage: ImportsV1.Language = .unspecified
        ) {
            self.mode = mode
            self.keys = keys
            self.mapping = mapping
            self.sheet = sheet
            self.headerRow = headerRow
            self.createMissingCompanies = createMissingCompanies
            self.dropWrongFields = dropWrongFields
            self.groupID = groupID
            self.requiredFields = requiredFields
            self.allowRepeated = allowRepeated
            self.skipHiddenRows = skipHiddenRows
            self.encoding = encoding
            self.delimiter = delimiter
            self.customKeys = customKeys
            self.requiredCustomFields = requiredCustomFields
            self.dateOrder = dateOrder
            self.kind = kind
            self.companyKeys = companyKeys
            self.keyMatch = keyMatch
            self.matchTarget = matchTarget
            self.listID = listID
            self.savedMapping = savedMapping
            self.notifyAddresses = notifyAddresses
            self.notifyLanguage = notifyLanguage
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__import_options__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ImportOptions>) throws {
            mode = ContactsV1.WriteMode(c: c.pointee.mode)
            keys = Unpacking.array(c.pointee.n_keys, c.pointee.keys) { ContactsV1.DuplicateKey(c: $0) }
            mapping = try Unpacking.messages(c.pointee.n_mapping, c.pointee.mapping) { try ImportsV1.ColumnMapping(c: $0) }
            sheet = try Unpacking.string(c.pointee.sheet, "danhba.imports.v1.ImportOptions.sheet")
            headerRow = c.pointee.header_row
            createMissingCompanies = c.pointee.create_missing_companies != 0
            dropWrongFields = c.pointee.drop_wrong_fields != 0
            groupID = c.pointee.group_id
            requiredFields = Unpacking.array(c.pointee.n_required_fields, c.pointee.required_fields) { ImportsV1.ImportField(c: $0) }
            allowRepeated = c.pointee.allow_repeated != 0
            skipHiddenRows = c.pointee.skip_hidden_rows != 0
            encoding = try Unpacking.string(c.pointee.encoding, "danhba.imports.v1.ImportOptions.encoding")
            delimiter = try Unpacking.string(c.pointee.delimiter, "danhba.imports.v1.ImportOptions.delimiter")
            customKeys = try Unpacking.strings(c.pointee.n_custom_keys, c.pointee.custom_keys, "danhba.imports.v1.ImportOptions.custom_keys")
            requiredCustomFields = try Unpacking.strings(c.pointee.n_required_custom_fields, c.pointee.required_custom_fields, "danhba.imports.v1.ImportOptions.required_custom_fields")
            dateOrder = ImportsV1.DateOrder(c: c.pointee.date_order)
            kind = ImportsV1.ImportKind(c: c.pointee.kind)
            companyKeys = Unpacking.array(c.pointee.n_company_keys, c.pointee.company_keys) { CompaniesV1.CompanyKey(c: $0) }
            keyMatch = ContactsV1.KeyMatch(c: c.pointee.key_match)
            matchTarget = ContactsV1.MatchTarget(c: c.pointee.match_target)
            listID = c.pointee.list_id
            savedMapping = try Unpacking.string(c.pointee.saved_mapping, "danhba.imports.v1.ImportOptions.saved_mapping")
            notifyAddresses = try Unpacking.strings(c.pointee.n_notify_addresses, c.pointee.notify_addresses, "danhba.imports.v1.ImportOptions.notify_addresses")
            notifyLanguage = ImportsV1.Language(c: c.pointee.notify_language)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ImportOptions> {
            let c = arena.allocate(Danhba__Imports__V1__ImportOptions.self)
            danhba__imports__v1__import_options__init(c)
            c.pointee.mode = self.mode.c
            (c.pointee.n_keys, c.pointee.keys) = arena.array(self.keys) { value, _ in value.c }
            (c.pointee.n_mapping, c.pointee.mapping) = arena.array(self.mapping) { value, arena in value.build(in: arena) }
            c.pointee.sheet = arena.string(self.sheet)
            c.pointee.header_row = self.headerRow
            c.pointee.create_missing_companies = self.createMissingCompanies ? 1 : 0
            c.pointee.drop_wrong_fields = self.dropWrongFields ? 1 : 0
            c.pointee.group_id = self.groupID
            (c.pointee.n_required_fields, c.pointee.required_fields) = arena.array(self.requiredFields) { value, _ in value.c }
            c.pointee.allow_repeated = self.allowRepeated ? 1 : 0
            c.pointee.skip_hidden_rows = self.skipHiddenRows ? 1 : 0
            c.pointee.encoding = arena.string(self.encoding)
            c.pointee.delimiter = arena.string(self.delimiter)
            (c.pointee.n_custom_keys, c.pointee.custom_keys) = arena.array(self.customKeys) { value, arena in arena.presentString(value) }
            (c.pointee.n_required_custom_fields, c.pointee.required_custom_fields) = arena.array(self.requiredCustomFields) { value, arena in arena.presentString(value) }
            c.pointee.date_order = self.dateOrder.c
            c.pointee.kind = self.kind.c
            (c.pointee.n_company_keys, c.pointee.company_keys) = arena.array(self.companyKeys) { value, _ in value.c }
            c.pointee.key_match = self.keyMatch.c
            c.pointee.match_target = self.matchTarget.c
            c.pointee.list_id = self.listID
            c.pointee.saved_mapping = arena.string(self.savedMapping)
            (c.pointee.n_notify_addresses, c.pointee.notify_addresses) = arena.array(self.notifyAddresses) { value, arena in arena.presentString(value) }
            c.pointee.notify_language = self.notifyLanguage.c
            return c
        }
    }

    /// `danhba.imports.v1.ImportCounts`
    public struct ImportCounts: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ImportCounts"

        public var created: Int64 = 0
        public var updated: Int64 = 0
        public var unchanged: Int64 = 0
        public var skipped: Int64 = 0
        public var rejected: Int64 = 0
        /// Every mapped cell was blank.
        public var ignoredEmpty: Int64 = 0
        /// The job ended before the row.
        public var notReached: Int64 = 0

        public init() {}

        public init(
            created: Int64 = 0,
            updated: Int64 = 0,
            unchanged: Int64 = 0,
            skipped: Int64 = 0,
            rejected: Int64 = 0,
            ignoredEmpty: Int64 = 0,
            notReached: Int64 = 0
        ) {
            self.created = created
            self.updated = updated
            self.unchanged = unchanged
            self.skipped = skipped
            self.rejected = rejected
            self.ignoredEmpty = ignoredEmpty
            self.notReached = notReached
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__import_counts__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ImportCounts>) throws {
            created = c.pointee.created
            updated = c.pointee.updated
            unchanged = c.pointee.unchanged
            skipped = c.pointee.skipped
            rejected = c.pointee.rejected
            ignoredEmpty = c.pointee.ignored_empty
            notReached = c.pointee.not_reached
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ImportCounts> {
            let c = arena.allocate(Danhba__Imports__V1__ImportCounts.self)
            danhba__imports__v1__import_counts__init(c)
            c.pointee.created = self.created
            c.pointee.updated = self.updated
            c.pointee.unchanged = self.unchanged
            c.pointee.skipped = self.skipped
            c.pointee.rejected = self.rejected
            c.pointee.ignored_empty = self.ignoredEmpty
            c.pointee.not_reached = self.notReached
            return c
        }
    }

    /// `danhba.imports.v1.Import`
    public struct Import: Message, Equatable {
        public static let fullName = "danhba.imports.v1.Import"

        public var id: Int64 = 0
        public var version: Int64 = 0
        public var state: ImportsV1.ImportState = .unspecified
        public var fileName: String = ""
        /// As announced; 0: not said.
        public var size: Int64 = 0
        public var receivedBytes: Int64 = 0
        /// Of the whole content, lower-case hex; empty before the upload is complete.
        public var sha256: String = ""
        public var options: ImportsV1.ImportOptions? = nil
        /// Data rows dealt with so far: the sum of `counts`.
        public var rowsDone: Int64 = 0
        public var counts: ImportsV1.ImportCounts? = nil
        /// Part of the file that has been dealt with, 0–1,000; while UNDOING or REDOING, part of the changes that are taken back.
        public var progressPerMille: Int32 = 0
        /// Rows a second of the time in which it was running.
        public var rowsPerSecond: Int64 = 0
        /// Warnings and errors by number, at most 100 numbers.
        public var codes: [ImportsV1.CodeCount] = []
        /// Why it failed, or, while it runs, OWNER_UNAVAILABLE (5001) when another service does not answer: it goes on as soon
        /// as that does; also why it could not be planned, until it is planned or started again, and why an undo came to nothing,
        /// as 4004 UNDO_EXPIRED. 0 and empty otherwise.
        public var errorNumber: Int32 = 0
        public var errorName: String = ""
        public var errorMessage: String = ""
        public var createdAtMs: Int64 = 0
        public var startedAtMs: Int64 = 0
        public var finishedAtMs: Int64 = 0
        public var createdBy: String = ""
        /// The operation id of every change the job made in contacts and companies.
        public var operationID: String = ""
        /// Rows that a filter hides in the spreadsheet program; they are imported unless `skip_hidden_rows`.
        public var hiddenRows: Int64 = 0
        /// SHA-256 over the file, the options and what every row would become, lower-case hex; empty when it was never planned.
        public var planHash: String = ""
        public var plannedAtMs: Int64 = 0
        /// Of a running job, and of one that is UNDOING or REDOING: how long it will go on, by what it has done so far; 0: not
        /// known yet.
        public var remainingMs: Int64 = 0
        /// When its file and the results of its rows were removed; 0: they are there. Counts and codes are kept.
        public var removedAtMs: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            version: Int64 = 0,
            state: ImportsV1.ImportState = .unspecified,
            fileName: String = "",
            size: Int64 = 0,
            receivedBytes: Int64 = 0,
            sha256: String = "",
            options: ImportsV1.ImportOptions? = nil,
            rowsDone: Int64 = 0,
            counts: ImportsV1.ImportCounts? = nil,
            progressPerMille: Int32 = 0,
            rowsPerSecond: Int64 = 0,
            codes: [ImportsV1.CodeCount] = [],
            errorNumber: Int32 = 0,
            errorName: String = "",
            errorMessage: String = "",
            createdAtMs: Int64 = 0,
            startedAtMs: Int64 = 0,
            finishedAtMs: Int64 = 0,
            createdBy: String = "",
            operationID: String = "",
            hiddenRows: Int64 = 0,
            planHash: String = "",
            plannedAtMs: Int64 = 0,
            remainingMs: Int64 = 0,
            removedAtMs: Int64 = 0
        ) {
            self.id = id
            self.version = version
            self.state = state
            self.fileName = fileName
            self.size = size
            self.receivedBytes = receivedBytes
            self.sha256 = sha256
            self.options = options
            self.rowsDone = rowsDone
            self.counts = counts
            self.progressPerMille = progressPerMille
            self.rowsPerSecond = rowsPerSecond
            self.codes = codes
            self.errorNumber = errorNumber
            self.errorName = errorName
            self.errorMessage = errorMessage
            self.createdAtMs = createdAtMs
            self.startedAtMs = startedAtMs
            self.finishedAtMs = finishedAtMs
            self.createdBy = createdBy
            self.operationID = operationID
            self.hiddenRows = hiddenRows
            self.planHash = planHash
            self.plannedAtMs = plannedAtMs
            self.remainingMs = remainingMs
            self.removedAtMs = removedAtMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__import__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__Import>) throws {
            id = c.pointee.id
            version = c.pointee.version
            state = ImportsV1.ImportState(c: c.pointee.state)
            fileName = try Unpacking.string(c.pointee.file_name, "danhba.imports.v1.Import.file_name")
            size = c.pointee.size
            receivedBytes = c.pointee.received_bytes
            sha256 = try Unpacking.string(c.pointee.sha256, "danhba.imports.v1.Import.sha256")
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
            rowsDone = c.pointee.rows_done
            counts = try c.pointee.counts.map { try ImportsV1.ImportCounts(c: $0) }
            progressPerMille = c.pointee.progress_per_mille
            rowsPerSecond = c.pointee.rows_per_second
            codes = try Unpacking.messages(c.pointee.n_codes, c.pointee.codes) { try ImportsV1.CodeCount(c: $0) }
            errorNumber = c.pointee.error_number
            errorName = try Unpacking.string(c.pointee.error_name, "danhba.imports.v1.Import.error_name")
            errorMessage = try Unpacking.string(c.pointee.error_message, "danhba.imports.v1.Import.error_message")
            createdAtMs = c.pointee.created_at_ms
            startedAtMs = c.pointee.started_at_ms
            finishedAtMs = c.pointee.finished_at_ms
            createdBy = try Unpacking.string(c.pointee.created_by, "danhba.imports.v1.Import.created_by")
            operationID = try Unpacking.string(c.pointee.operation_id, "danhba.imports.v1.Import.operation_id")
            hiddenRows = c.pointee.hidden_rows
            planHash = try Unpacking.string(c.pointee.plan_hash, "danhba.imports.v1.Import.plan_hash")
            plannedAtMs = c.pointee.planned_at_ms
            remainingMs = c.pointee.remaining_ms
            removedAtMs = c.pointee.removed_at_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__Import> {
            let c = arena.allocate(Danhba__Imports__V1__Import.self)
            danhba__imports__v1__import__init(c)
            c.pointee.id = self.id
            c.pointee.version = self.version
            c.pointee.state = self.state.c
            c.pointee.file_name = arena.string(self.fileName)
            c.pointee.size = self.size
            c.pointee.received_bytes = self.receivedBytes
            c.pointee.sha256 = arena.string(self.sha256)
            c.pointee.options = self.options?.build(in: arena)
            c.pointee.rows_done = self.rowsDone
            c.pointee.counts = self.counts?.build(in: arena)
            c.pointee.progress_per_mille = self.progressPerMille
            c.pointee.rows_per_second = self.rowsPerSecond
            (c.pointee.n_codes, c.pointee.codes) = arena.array(self.codes) { value, arena in value.build(in: arena) }
            c.pointee.error_number = self.errorNumber
            c.pointee.error_name = arena.string(self.errorName)
            c.pointee.error_message = arena.string(self.errorMessage)
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.started_at_ms = self.startedAtMs
            c.pointee.finished_at_ms = self.finishedAtMs
            c.pointee.created_by = arena.string(self.createdBy)
            c.pointee.operation_id = arena.string(self.operationID)
            c.pointee.hidden_rows = self.hiddenRows
            c.pointee.plan_hash = arena.string(self.planHash)
            c.pointee.planned_at_ms = self.plannedAtMs
            c.pointee.remaining_ms = self.remainingMs
            c.pointee.removed_at_ms = self.removedAtMs
            return c
        }
    }

    /// `danhba.imports.v1.CodeCount`
    public struct CodeCount: Message, Equatable {
        public static let fullName = "danhba.imports.v1.CodeCount"

        public var number: Int32 = 0
        /// For example PHONE_ZERO_RESTORED.
        public var name: String = ""
        public var rows: Int64 = 0

        public init() {}

        public init(
            number: Int32 = 0,
            name: String = "",
            rows: Int64 = 0
        ) {
            self.number = number
            self.name = name
            self.rows = rows
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__code_count__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__CodeCount>) throws {
            number = c.pointee.number
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.CodeCount.name")
            rows = c.pointee.rows
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__CodeCount> {
            let c = arena.allocate(Danhba__Imports__V1__CodeCount.self)
            danhba__imports__v1__code_count__init(c)
            c.pointee.number = self.number
            c.pointee.name = arena.string(self.name)
            c.pointee.rows = self.rows
            return c
        }
    }

    /// `danhba.imports.v1.CreateImportRequest`
    public struct CreateImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.CreateImportRequest"

        /// As the user knows it; shown, never used as a path. At most 255 characters.
        public var fileName: String = ""
        /// 0: not known.
        public var size: Int64 = 0
        /// Chosen by the caller, at most 64 characters; empty: none.
        public var clientToken: String = ""

        public init() {}

        public init(
            fileName: String = "",
            size: Int64 = 0,
            clientToken: String = ""
        ) {
            self.fileName = fileName
            self.size = size
            self.clientToken = clientToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__create_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__CreateImportRequest>) throws {
            fileName = try Unpacking.string(c.pointee.file_name, "danhba.imports.v1.CreateImportRequest.file_name")
            size = c.pointee.size
            clientToken = try Unpacking.string(c.pointee.client_token, "danhba.imports.v1.CreateImportRequest.client_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__CreateImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__CreateImportRequest.self)
            danhba__imports__v1__create_import_request__init(c)
            c.pointee.file_name = arena.string(self.fileName)
            c.pointee.size = self.size
            c.pointee.client_token = arena.string(self.clientToken)
            return c
        }
    }

    /// `danhba.imports.v1.CreateImportResponse`
    public struct CreateImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.CreateImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__create_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__CreateImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__CreateImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__CreateImportResponse.self)
            danhba__imports__v1__create_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.UploadFileRequest`
    public struct UploadFileRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.UploadFileRequest"

        /// First message: which job, and where the first piece starts.
        public var importID: Int64 = 0
        /// Offset of `data` in the file.
        public var offset: Int64 = 0
        /// At most 1 MiB. May be empty.
        public var data: [UInt8] = []
        /// CRC-32 (as in zip) of `data`.
        public var crc32: UInt32 = 0
        /// The file ends after this piece.
        public var last: Bool = false

        public init() {}

        public init(
            importID: Int64 = 0,
            offset: Int64 = 0,
            data: [UInt8] = [],
            crc32: UInt32 = 0,
            last: Bool = false
        ) {
            self.importID = importID
            self.offset = offset
            self.data = data
            self.crc32 = crc32
            self.last = last
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__upload_file_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__UploadFileRequest>) throws {
            importID = c.pointee.import_id
            offset = c.pointee.offset
            data = Unpacking.bytes(c.pointee.data)
            crc32 = c.pointee.crc32
            last = c.pointee.last != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__UploadFileRequest> {
            let c = arena.allocate(Danhba__Imports__V1__UploadFileRequest.self)
            danhba__imports__v1__upload_file_request__init(c)
            c.pointee.import_id = self.importID
            c.pointee.offset = self.offset
            c.pointee.data = arena.bytes(self.data)
            c.pointee.crc32 = self.crc32
            c.pointee.last = self.last ? 1 : 0
            return c
        }
    }

    /// `danhba.imports.v1.UploadFileResponse`
    public struct UploadFileResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.UploadFileResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__upload_file_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__UploadFileResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__UploadFileResponse> {
            let c = arena.allocate(Danhba__Imports__V1__UploadFileResponse.self)
            danhba__imports__v1__upload_file_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.AnalyseImportRequest`
    public struct AnalyseImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.AnalyseImportRequest"

        public var id: Int64 = 0
        /// Sheet, header row, encoding and delimiter are used; empty: found.
        public var options: ImportsV1.ImportOptions? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            options: ImportsV1.ImportOptions? = nil
        ) {
            self.id = id
            self.options = options
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__analyse_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__AnalyseImportRequest>) throws {
            id = c.pointee.id
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__AnalyseImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__AnalyseImportRequest.self)
            danhba__imports__v1__analyse_import_request__init(c)
            c.pointee.id = self.id
            c.pointee.options = self.options?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.AnalyseImportResponse`
    public struct AnalyseImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.AnalyseImportResponse"

        /// `xlsx` or `csv`.
        public var format: String = ""
        public var sheets: [ImportsV1.SheetDescription] = []
        /// The sheet that would be imported.
        public var sheet: String = ""
        /// 0: none was found.
        public var headerRow: Int32 = 0
        /// The columns of the header, with what they seem to mean: as the first of `saved_mappings` says, where there is one.
        public var columns: [ImportsV1.ColumnDescription] = []
        /// The mappings saved for such a header and kind, the last saved first, at most 20; the one that the options name alone.
        public var savedMappings: [ImportsV1.SuggestedMapping] = []

        public init() {}

        public init(
            format: String = "",
            sheets: [ImportsV1.SheetDescription] = [],
            sheet: String = "",
            headerRow: Int32 = 0,
            columns: [ImportsV1.ColumnDescription] = [],
            savedMappings: [ImportsV1.SuggestedMapping] = []
        ) {
            self.format = format
            self.sheets = sheets
            self.sheet = sheet
            self.headerRow = headerRow
            self.columns = columns
            self.savedMappings = savedMappings
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__analyse_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__AnalyseImportResponse>) throws {
            format = try Unpacking.string(c.pointee.format, "danhba.imports.v1.AnalyseImportResponse.format")
            sheets = try Unpacking.messages(c.pointee.n_sheets, c.pointee.sheets) { try ImportsV1.SheetDescription(c: $0) }
            sheet = try Unpacking.string(c.pointee.sheet, "danhba.imports.v1.AnalyseImportResponse.sheet")
            headerRow = c.pointee.header_row
            columns = try Unpacking.messages(c.pointee.n_columns, c.pointee.columns) { try ImportsV1.ColumnDescription(c: $0) }
            savedMappings = try Unpacking.messages(c.pointee.n_saved_mappings, c.pointee.saved_mappings) { try ImportsV1.SuggestedMapping(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__AnalyseImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__AnalyseImportResponse.self)
            danhba__imports__v1__analyse_import_response__init(c)
            c.pointee.format = arena.string(self.format)
            (c.pointee.n_sheets, c.pointee.sheets) = arena.array(self.sheets) { value, arena in value.build(in: arena) }
            c.pointee.sheet = arena.string(self.sheet)
            c.pointee.header_row = self.headerRow
            (c.pointee.n_columns, c.pointee.columns) = arena.array(self.columns) { value, arena in value.build(in: arena) }
            (c.pointee.n_saved_mappings, c.pointee.saved_mappings) = arena.array(self.savedMappings) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// A saved mapping that fits a file.
    public struct SuggestedMapping: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SuggestedMapping"

        public var name: String = ""
        /// With what they say of the file filled in or left out as StartImport would.
        public var options: ImportsV1.ImportOptions? = nil
        /// What was left out because it is there no more, in sentences for people.
        public var notes: [String] = []

        public init() {}

        public init(
            name: String = "",
            options: ImportsV1.ImportOptions? = nil,
            notes: [String] = []
        ) {
            self.name = name
            self.options = options
            self.notes = notes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__suggested_mapping__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SuggestedMapping>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.SuggestedMapping.name")
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
            notes = try Unpacking.strings(c.pointee.n_notes, c.pointee.notes, "danhba.imports.v1.SuggestedMapping.notes")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SuggestedMapping> {
            let c = arena.allocate(Danhba__Imports__V1__SuggestedMapping.self)
            danhba__imports__v1__suggested_mapping__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.options = self.options?.build(in: arena)
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in arena.presentString(value) }
            return c
        }
    }

    /// `danhba.imports.v1.SheetDescription`
    public struct SheetDescription: Message, Equatable {
        public static let fullName = "danhba.imports.v1.SheetDescription"

        public var name: String = ""
        public var hidden: Bool = false

        public init() {}

        public init(
            name: String = "",
            hidden: Bool = false
        ) {
            self.name = name
            self.hidden = hidden
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__sheet_description__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__SheetDescription>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.SheetDescription.name")
            hidden = c.pointee.hidden != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__SheetDescription> {
            let c = arena.allocate(Danhba__Imports__V1__SheetDescription.self)
            danhba__imports__v1__sheet_description__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.hidden = self.hidden ? 1 : 0
            return c
        }
    }

    /// `danhba.imports.v1.ColumnDescription`
    public struct ColumnDescription: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ColumnDescription"

        /// From 1.
        public var column: Int32 = 0
        public var header: String = ""
        /// Unspecified: not recognised, or a custom field.
        public var suggestedField: ImportsV1.ImportField = .unspecified
        /// The first non-blank values below the header, at most 5.
        public var samples: [String] = []
        /// Key of the custom field that it seems to be, whose label or key is the header; empty otherwise.
        public var suggestedCustomField: String = ""

        public init() {}

        public init(
            column: Int32 = 0,
            header: String = "",
            suggestedField: ImportsV1.ImportField = .unspecified,
            samples: [String] = [],
            suggestedCustomField: String = ""
        ) {
            self.column = column
            self.header = header
            self.suggestedField = suggestedField
            self.samples = samples
            self.suggestedCustomField = suggestedCustomField
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__column_description__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ColumnDescription>) throws {
            column = c.pointee.column
            header = try Unpacking.string(c.pointee.header, "danhba.imports.v1.ColumnDescription.header")
            suggestedField = ImportsV1.ImportField(c: c.pointee.suggested_field)
            samples = try Unpacking.strings(c.pointee.n_samples, c.pointee.samples, "danhba.imports.v1.ColumnDescription.samples")
            suggestedCustomField = try Unpacking.string(c.pointee.suggested_custom_field, "danhba.imports.v1.ColumnDescription.suggested_custom_field")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ColumnDescription> {
            let c = arena.allocate(Danhba__Imports__V1__ColumnDescription.self)
            danhba__imports__v1__column_description__init(c)
            c.pointee.column = self.column
            c.pointee.header = arena.string(self.header)
            c.pointee.suggested_field = self.suggestedField.c
            (c.pointee.n_samples, c.pointee.samples) = arena.array(self.samples) { value, arena in arena.presentString(value) }
            c.pointee.suggested_custom_field = arena.string(self.suggestedCustomField)
            return c
        }
    }

    /// `danhba.imports.v1.PlanImportRequest`
    public struct PlanImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.PlanImportRequest"

        public var id: Int64 = 0
        public var options: ImportsV1.ImportOptions? = nil

        public init() {}

        public init(
            id: Int64 = 0,
            options: ImportsV1.ImportOptions? = nil
        ) {
            self.id = id
            self.options = options
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__plan_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__PlanImportRequest>) throws {
            id = c.pointee.id
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__PlanImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__PlanImportRequest.self)
            danhba__imports__v1__plan_import_request__init(c)
            c.pointee.id = self.id
            c.pointee.options = self.options?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.PlanImportResponse`
    public struct PlanImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.PlanImportResponse"

        public var `import`: ImportsV1.Import? = nil
        /// As in StartImportResponse.
        public var notes: [String] = []

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil,
            notes: [String] = []
        ) {
            self.`import` = `import`
            self.notes = notes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__plan_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__PlanImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
            notes = try Unpacking.strings(c.pointee.n_notes, c.pointee.notes, "danhba.imports.v1.PlanImportResponse.notes")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__PlanImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__PlanImportResponse.self)
            danhba__imports__v1__plan_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in arena.presentString(value) }
            return c
        }
    }

    /// `danhba.imports.v1.StartImportRequest`
    public struct StartImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.StartImportRequest"

        public var id: Int64 = 0
        /// Of a planned job those of its plan, or none.
        public var options: ImportsV1.ImportOptions? = nil
        /// Of a planned job.
        public var planHash: String = ""
        /// Of a planned job.
        public var drift: ContactsV1.PlanDrift = .unspecified

        public init() {}

        public init(
            id: Int64 = 0,
            options: ImportsV1.ImportOptions? = nil,
            planHash: String = "",
            drift: ContactsV1.PlanDrift = .unspecified
        ) {
            self.id = id
            self.options = options
            self.planHash = planHash
            self.drift = drift
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__start_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__StartImportRequest>) throws {
            id = c.pointee.id
            options = try c.pointee.options.map { try ImportsV1.ImportOptions(c: $0) }
            planHash = try Unpacking.string(c.pointee.plan_hash, "danhba.imports.v1.StartImportRequest.plan_hash")
            drift = ContactsV1.PlanDrift(c: c.pointee.drift)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__StartImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__StartImportRequest.self)
            danhba__imports__v1__start_import_request__init(c)
            c.pointee.id = self.id
            c.pointee.options = self.options?.build(in: arena)
            c.pointee.plan_hash = arena.string(self.planHash)
            c.pointee.drift = self.drift.c
            return c
        }
    }

    /// `danhba.imports.v1.StartImportResponse`
    public struct StartImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.StartImportResponse"

        public var `import`: ImportsV1.Import? = nil
        /// What of a saved mapping was left out because it is there no more, in sentences for people; of the call that started the
        /// job.
        public var notes: [String] = []

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil,
            notes: [String] = []
        ) {
            self.`import` = `import`
            self.notes = notes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__start_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__StartImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
            notes = try Unpacking.strings(c.pointee.n_notes, c.pointee.notes, "danhba.imports.v1.StartImportResponse.notes")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__StartImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__StartImportResponse.self)
            danhba__imports__v1__start_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            (c.pointee.n_notes, c.pointee.notes) = arena.array(self.notes) { value, arena in arena.presentString(value) }
            return c
        }
    }

    /// `danhba.imports.v1.GetImportRequest`
    public struct GetImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__GetImportRequest.self)
            danhba__imports__v1__get_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.GetImportResponse`
    public struct GetImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__GetImportResponse.self)
            danhba__imports__v1__get_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.ListImportsRequest`
    public struct ListImportsRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListImportsRequest"

        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_imports_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListImportsRequest>) throws {
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.imports.v1.ListImportsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListImportsRequest> {
            let c = arena.allocate(Danhba__Imports__V1__ListImportsRequest.self)
            danhba__imports__v1__list_imports_request__init(c)
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.imports.v1.ListImportsResponse`
    public struct ListImportsResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListImportsResponse"

        public var imports: [ImportsV1.Import] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            imports: [ImportsV1.Import] = [],
            nextPageToken: String = ""
        ) {
            self.imports = imports
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_imports_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListImportsResponse>) throws {
            imports = try Unpacking.messages(c.pointee.n_imports, c.pointee.imports) { try ImportsV1.Import(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.imports.v1.ListImportsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListImportsResponse> {
            let c = arena.allocate(Danhba__Imports__V1__ListImportsResponse.self)
            danhba__imports__v1__list_imports_response__init(c)
            (c.pointee.n_imports, c.pointee.imports) = arena.array(self.imports) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }

    /// `danhba.imports.v1.WatchImportRequest`
    public struct WatchImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.WatchImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__watch_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__WatchImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__WatchImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__WatchImportRequest.self)
            danhba__imports__v1__watch_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.WatchImportResponse`
    public struct WatchImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.WatchImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__watch_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__WatchImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__WatchImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__WatchImportResponse.self)
            danhba__imports__v1__watch_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.CancelImportRequest`
    public struct CancelImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.CancelImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__cancel_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__CancelImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__CancelImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__CancelImportRequest.self)
            danhba__imports__v1__cancel_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.CancelImportResponse`
    public struct CancelImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.CancelImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__cancel_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__CancelImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__CancelImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__CancelImportResponse.self)
            danhba__imports__v1__cancel_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.PauseImportRequest`
    public struct PauseImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.PauseImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__pause_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__PauseImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__PauseImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__PauseImportRequest.self)
            danhba__imports__v1__pause_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.PauseImportResponse`
    public struct PauseImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.PauseImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__pause_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__PauseImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__PauseImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__PauseImportResponse.self)
            danhba__imports__v1__pause_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.ResumeImportRequest`
    public struct ResumeImportRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ResumeImportRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__resume_import_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ResumeImportRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ResumeImportRequest> {
            let c = arena.allocate(Danhba__Imports__V1__ResumeImportRequest.self)
            danhba__imports__v1__resume_import_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.ResumeImportResponse`
    public struct ResumeImportResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ResumeImportResponse"

        public var `import`: ImportsV1.Import? = nil

        public init() {}

        public init(
            `import`: ImportsV1.Import? = nil
        ) {
            self.`import` = `import`
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__resume_import_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ResumeImportResponse>) throws {
            `import` = try c.pointee.import.map { try ImportsV1.Import(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ResumeImportResponse> {
            let c = arena.allocate(Danhba__Imports__V1__ResumeImportResponse.self)
            danhba__imports__v1__resume_import_response__init(c)
            c.pointee.import = self.`import`?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.ExplainRowRequest`
    public struct ExplainRowRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ExplainRowRequest"

        public var id: Int64 = 0
        /// As the spreadsheet program shows it.
        public var row: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0,
            row: Int64 = 0
        ) {
            self.id = id
            self.row = row
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__explain_row_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ExplainRowRequest>) throws {
            id = c.pointee.id
            row = c.pointee.row
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ExplainRowRequest> {
            let c = arena.allocate(Danhba__Imports__V1__ExplainRowRequest.self)
            danhba__imports__v1__explain_row_request__init(c)
            c.pointee.id = self.id
            c.pointee.row = self.row
            return c
        }
    }

    /// `danhba.imports.v1.ExplainRowResponse`
    public struct ExplainRowResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ExplainRowResponse"

        /// The row would become this; it has not.
        public var planned: Bool = false
        /// As in result files: CREATED, UPDATED, UNCHANGED, SKIPPED, REJECTED, IGNORED_EMPTY.
        public var outcome: String = ""
        /// What the row was told, in its order.
        public var reasons: [ImportsV1.RowReason] = []
        /// The record that was created, changed or found equal; 0 where there is none, and for one that would be created.
        public var recordID: Int64 = 0
        /// The values by which records matched; a record that the plan would create has id 0.
        public var matches: [ContactsV1.SharedKey] = []
        /// What the mode does with such a row, in a sentence.
        public var rule: String = ""
        /// What it changed of each record, with old and new values; a record that the plan would create has id 0. A row that is
        /// for all of its matches may change many: these are the first 100.
        public var changes: [ContactsV1.RecordChange] = []
        /// How many records it changed beyond those.
        public var moreChanged: Int64 = 0

        public init() {}

        public init(
            planned: Bool = false,
            outcome: String = "",
            reasons: [ImportsV1.RowReason] = [],
            recordID: Int64 = 0,
            matches: [ContactsV1.SharedKey] = [],
            rule: String = "",
            changes: [ContactsV1.RecordChange] = [],
            moreChanged: Int64 = 0
        ) {
            self.planned = planned
            self.outcome = outcome
            self.reasons = reasons
            self.recordID = recordID
            self.matches = matches
            self.rule = rule
            self.changes = changes
            self.moreChanged = moreChanged
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__explain_row_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ExplainRowResponse>) throws {
            planned = c.pointee.planned != 0
            outcome = try Unpacking.string(c.pointee.outcome, "danhba.imports.v1.ExplainRowResponse.outcome")
            reasons = try Unpacking.messages(c.pointee.n_reasons, c.pointee.reasons) { try ImportsV1.RowReason(c: $0) }
            recordID = c.pointee.record_id
            matches = try Unpacking.messages(c.pointee.n_matches, c.pointee.matches) { try ContactsV1.SharedKey(c: $0) }
            rule = try Unpacking.string(c.pointee.rule, "danhba.imports.v1.ExplainRowResponse.rule")
            changes = try Unpacking.messages(c.pointee.n_changes, c.pointee.changes) { try ContactsV1.RecordChange(c: $0) }
            moreChanged = c.pointee.more_changed
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ExplainRowResponse> {
            let c = arena.allocate(Danhba__Imports__V1__ExplainRowResponse.self)
            danhba__imports__v1__explain_row_response__init(c)
            c.pointee.planned = self.planned ? 1 : 0
            c.pointee.outcome = arena.string(self.outcome)
            (c.pointee.n_reasons, c.pointee.reasons) = arena.array(self.reasons) { value, arena in value.build(in: arena) }
            c.pointee.record_id = self.recordID
            (c.pointee.n_matches, c.pointee.matches) = arena.array(self.matches) { value, arena in value.build(in: arena) }
            c.pointee.rule = arena.string(self.rule)
            (c.pointee.n_changes, c.pointee.changes) = arena.array(self.changes) { value, arena in value.build(in: arena) }
            c.pointee.more_changed = self.moreChanged
            return c
        }
    }

    /// One number of a row's result.
    public struct RowReason: Message, Equatable {
        public static let fullName = "danhba.imports.v1.RowReason"

        public var number: Int32 = 0
        public var name: String = ""
        public var message: String = ""

        public init() {}

        public init(
            number: Int32 = 0,
            name: String = "",
            message: String = ""
        ) {
            self.number = number
            self.name = name
            self.message = message
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__row_reason__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__RowReason>) throws {
            number = c.pointee.number
            name = try Unpacking.string(c.pointee.name, "danhba.imports.v1.RowReason.name")
            message = try Unpacking.string(c.pointee.message, "danhba.imports.v1.RowReason.message")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__RowReason> {
            let c = arena.allocate(Danhba__Imports__V1__RowReason.self)
            danhba__imports__v1__row_reason__init(c)
            c.pointee.number = self.number
            c.pointee.name = arena.string(self.name)
            c.pointee.message = arena.string(self.message)
            return c
        }
    }

    /// `danhba.imports.v1.DownloadResultRequest`
    public struct DownloadResultRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DownloadResultRequest"

        public var id: Int64 = 0
        /// Unspecified: CSV.
        public var format: ContactsV1.FileFormat = .unspecified
        /// Only rows that were rejected, skipped or not reached.
        public var problemsOnly: Bool = false

        public init() {}

        public init(
            id: Int64 = 0,
            format: ContactsV1.FileFormat = .unspecified,
            problemsOnly: Bool = false
        ) {
            self.id = id
            self.format = format
            self.problemsOnly = problemsOnly
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__download_result_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DownloadResultRequest>) throws {
            id = c.pointee.id
            format = ContactsV1.FileFormat(c: c.pointee.format)
            problemsOnly = c.pointee.problems_only != 0
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DownloadResultRequest> {
            let c = arena.allocate(Danhba__Imports__V1__DownloadResultRequest.self)
            danhba__imports__v1__download_result_request__init(c)
            c.pointee.id = self.id
            c.pointee.format = self.format.c
            c.pointee.problems_only = self.problemsOnly ? 1 : 0
            return c
        }
    }

    /// `danhba.imports.v1.DownloadResultResponse`
    public struct DownloadResultResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.DownloadResultResponse"

        /// The next piece of the file, at most 64 KiB.
        public var data: [UInt8] = []

        public init() {}

        public init(
            data: [UInt8] = []
        ) {
            self.data = data
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__download_result_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__DownloadResultResponse>) throws {
            data = Unpacking.bytes(c.pointee.data)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__DownloadResultResponse> {
            let c = arena.allocate(Danhba__Imports__V1__DownloadResultResponse.self)
            danhba__imports__v1__download_result_response__init(c)
            c.pointee.data = arena.bytes(self.data)
            return c
        }
    }
}

extension ImportsV1 {
    /// The methods of `danhba.imports.v1.Imports`.
    public enum ImportsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.imports.v1.Imports", methods: [createImport, uploadFile, analyseImport, planImport, startImport, getImport, listImports, watchImport, cancelImport, pauseImport, resumeImport, downloadResult, explainRow],
            comment: "Imports: lists of contacts or companies from spreadsheets.\n\nAn import is a job: create it, upload the file in pieces that can be resumed, look at what was recognised, start\nit, follow its progress, download the result. Every data row ends in exactly one outcome, and the counts of the\noutcomes sum to the number of data rows, also when the job is cancelled or fails. A crash of any process at any\nmoment loses nothing: the job continues at its last committed chunk.\n\nThe rules of danhba.contacts.v1 for workspaces, ids, times and errors hold here too. File errors have the numbers\n1001–1013, row errors 2001–2099, outcomes 3001–3099, job errors 4001–5099.")

        /// Creates a job that waits for its file. With a `client_token` used before, the job of then: the call is safe to
        /// retry; ABORTED when its file name or size differ. RESOURCE_EXHAUSTED (1002) when `size` is over the limit.
        public static let createImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "CreateImport",
            kind: .unary, execution: .write, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.CreateImportRequest",
            outputType: "danhba.imports.v1.CreateImportResponse",
            comment: "Creates a job that waits for its file. With a `client_token` used before, the job of then: the call is safe to\nretry; ABORTED when its file name or size differ. RESOURCE_EXHAUSTED (1002) when `size` is over the limit.")

        /// Receives the file: a header, then pieces in order. What was received is durable when the answer arrives and, after
        /// a broken call, as far as GetImport's `received_bytes` says: continue from there. INVALID_ARGUMENT (1010) for a
        /// piece with a wrong checksum or offset, with the expected offset as `byte_offset`; FAILED_PRECONDITION when the
        /// job has its whole file; RESOURCE_EXHAUSTED (1002) over the limit; ABORTED while another call sends the file.
        public static let uploadFile = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "UploadFile",
            kind: .clientStreaming, execution: .stream, idempotency: .idempotent,
            access: .admin,
            isBulk: true,
            defaultTimeout: nil,
            inputType: "danhba.imports.v1.UploadFileRequest",
            outputType: "danhba.imports.v1.UploadFileResponse",
            comment: "Receives the file: a header, then pieces in order. What was received is durable when the answer arrives and, after\na broken call, as far as GetImport's `received_bytes` says: continue from there. INVALID_ARGUMENT (1010) for a\npiece with a wrong checksum or offset, with the expected offset as `byte_offset`; FAILED_PRECONDITION when the\njob has its whole file; RESOURCE_EXHAUSTED (1002) over the limit; ABORTED while another call sends the file.")

        /// Reads the uploaded file's beginning: format, sheets, header, suggested mapping, first rows. The mapping is the last one
        /// that was saved for such a header; without any, columns are recognised by their names. INVALID_ARGUMENT with a
        /// file error when it cannot be imported; FAILED_PRECONDITION before the upload is complete; UNAVAILABLE (5001) while
        /// the service that owns the kind of record cannot be asked for its custom fields. Safe to retry.
        public static let analyseImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "AnalyseImport",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: .milliseconds(60000),
            inputType: "danhba.imports.v1.AnalyseImportRequest",
            outputType: "danhba.imports.v1.AnalyseImportResponse",
            comment: "Reads the uploaded file's beginning: format, sheets, header, suggested mapping, first rows. The mapping is the last one\nthat was saved for such a header; without any, columns are recognised by their names. INVALID_ARGUMENT with a\nfile error when it cannot be imported; FAILED_PRECONDITION before the upload is complete; UNAVAILABLE (5001) while\nthe service that owns the kind of record cannot be asked for its custom fields. Safe to retry.")

        /// Finds out what StartImport would do with every row, and changes nothing: the job is PLANNING until it is PLANNED, with
        /// the counts, codes and result that the import would have, and a hash of all of it. Errors as StartImport. Where the file
        /// cannot be read to its end as the options say, or the owner of the records refuses, the job is UPLOADED again and
        /// `error_number` says why: it may be planned or started with other options. While another service is away it waits, as a
        /// running one. A planned job may be planned again. A job that is being planned with the same options is left as it is: safe to retry.
        public static let planImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "PlanImport",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(60000),
            inputType: "danhba.imports.v1.PlanImportRequest",
            outputType: "danhba.imports.v1.PlanImportResponse",
            comment: "Finds out what StartImport would do with every row, and changes nothing: the job is PLANNING until it is PLANNED, with\nthe counts, codes and result that the import would have, and a hash of all of it. Errors as StartImport. Where the file\ncannot be read to its end as the options say, or the owner of the records refuses, the job is UPLOADED again and\n`error_number` says why: it may be planned or started with other options. While another service is away it waits, as a\nrunning one. A planned job may be planned again. A job that is being planned with the same options is left as it is: safe to retry.")

        /// Queues the job with its options. INVALID_ARGUMENT for options that contradict the file (1007, 1008, 1009, 1013);
        /// NOT_FOUND for a saved mapping that is not there, FAILED_PRECONDITION for one that was made for another header;
        /// FAILED_PRECONDITION when it is neither UPLOADED nor PLANNED, and with ALREADY_IMPORTED (1011) when the same
        /// content was imported in the last 24 hours and `allow_repeated` is not set; RESOURCE_EXHAUSTED while 100 jobs of
        /// the workspace wait for their turn: start it later; UNAVAILABLE (5001) as AnalyseImport. The custom fields are
        /// those of this moment; a row that a later change of them no longer allows is rejected. A started job started again
        /// with the same options is left as it is: safe to retry.
        ///
        /// A planned job is started with its `plan_hash`: FAILED_PRECONDITION for another one or other options, and with
        /// PLAN_EXPIRED (4002) when the plan is older than 24 hours. Every row is compared with what was planned. STRICT: the file
        /// is planned once more before anything is written; when a row would become something else the job fails with 4001
        /// PLAN_DRIFT. Only what changes while it writes can fail it later, behind the rows that are written. LENIENT: such rows
        /// are written as they are decided then, with warning 4001.
        public static let startImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "StartImport",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            defaultTimeout: .milliseconds(60000),
            inputType: "danhba.imports.v1.StartImportRequest",
            outputType: "danhba.imports.v1.StartImportResponse",
            comment: "Queues the job with its options. INVALID_ARGUMENT for options that contradict the file (1007, 1008, 1009, 1013);\nNOT_FOUND for a saved mapping that is not there, FAILED_PRECONDITION for one that was made for another header;\nFAILED_PRECONDITION when it is neither UPLOADED nor PLANNED, and with ALREADY_IMPORTED (1011) when the same\ncontent was imported in the last 24 hours and `allow_repeated` is not set; RESOURCE_EXHAUSTED while 100 jobs of\nthe workspace wait for their turn: start it later; UNAVAILABLE (5001) as AnalyseImport. The custom fields are\nthose of this moment; a row that a later change of them no longer allows is rejected. A started job started again\nwith the same options is left as it is: safe to retry.\n\nA planned job is started with its `plan_hash`: FAILED_PRECONDITION for another one or other options, and with\nPLAN_EXPIRED (4002) when the plan is older than 24 hours. Every row is compared with what was planned. STRICT: the file\nis planned once more before anything is written; when a row would become something else the job fails with 4001\nPLAN_DRIFT. Only what changes while it writes can fail it later, behind the rows that are written. LENIENT: such rows\nare written as they are decided then, with warning 4001.")

        /// One job by id. NOT_FOUND. Safe to retry.
        public static let getImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "GetImport",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.GetImportRequest",
            outputType: "danhba.imports.v1.GetImportResponse",
            comment: "One job by id. NOT_FOUND. Safe to retry.")

        /// Jobs newest first, in pages. Safe to retry.
        public static let listImports = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "ListImports",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.ListImportsRequest",
            outputType: "danhba.imports.v1.ListImportsResponse",
            comment: "Jobs newest first, in pages. Safe to retry.")

        /// The job now and after each step of its progress, at most five times a second; ends after the final state.
        /// NOT_FOUND. Safe to retry.
        public static let watchImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "WatchImport",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: nil,
            inputType: "danhba.imports.v1.WatchImportRequest",
            outputType: "danhba.imports.v1.WatchImportResponse",
            comment: "The job now and after each step of its progress, at most five times a second; ends after the final state.\nNOT_FOUND. Safe to retry.")

        /// Ends a job: rows of chunks already written stay written, the others become NOT_REACHED. A queued, running or paused job
        /// counts those first, in its turn, so the answer may still show it as queued or running; WatchImport tells when it has
        /// ended. A job in a final state is
        /// left as it is. NOT_FOUND. Safe to retry.
        public static let cancelImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "CancelImport",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.CancelImportRequest",
            outputType: "danhba.imports.v1.CancelImportResponse",
            comment: "Ends a job: rows of chunks already written stay written, the others become NOT_REACHED. A queued, running or paused job\ncounts those first, in its turn, so the answer may still show it as queued or running; WatchImport tells when it has\nended. A job in a final state is\nleft as it is. NOT_FOUND. Safe to retry.")

        /// Holds a job back: a running one stops when the chunk that is being written is done, so the answer may still show it as
        /// running; WatchImport tells when it stands. A queued one stands at once. It stays so, whatever restarts, until
        /// ResumeImport or CancelImport. A paused job is left as it is. NOT_FOUND; FAILED_PRECONDITION in every other state, and
        /// while a running job is being cancelled. Safe to retry.
        public static let pauseImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "PauseImport",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.PauseImportRequest",
            outputType: "danhba.imports.v1.PauseImportResponse",
            comment: "Holds a job back: a running one stops when the chunk that is being written is done, so the answer may still show it as\nrunning; WatchImport tells when it stands. A queued one stands at once. It stays so, whatever restarts, until\nResumeImport or CancelImport. A paused job is left as it is. NOT_FOUND; FAILED_PRECONDITION in every other state, and\nwhile a running job is being cancelled. Safe to retry.")

        /// Lets a paused job wait for its turn again, behind those that wait already; it goes on behind its last written chunk.
        /// A queued or running job is left as it is, but for a pause that it has not reached yet, which is withdrawn. NOT_FOUND;
        /// FAILED_PRECONDITION in every other state. Safe to retry.
        public static let resumeImport = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "ResumeImport",
            kind: .unary, execution: .async, idempotency: .idempotent,
            access: .admin,
            inputType: "danhba.imports.v1.ResumeImportRequest",
            outputType: "danhba.imports.v1.ResumeImportResponse",
            comment: "Lets a paused job wait for its turn again, behind those that wait already; it goes on behind its last written chunk.\nA queued or running job is left as it is, but for a pause that it has not reached yet, which is withdrawn. NOT_FOUND;\nFAILED_PRECONDITION in every other state. Safe to retry.")

        /// The uploaded rows with what became of each: the original columns untouched, then `_row`, `_outcome`, `_codes`,
        /// `_fields`, `_message`, `_contact_id` or `_company_id`. Can be corrected and uploaded again. FAILED_PRECONDITION before the job is
        /// in a final state, for one that was never started, and after the service has removed file and row results (30 days after
        /// the end, unless it is configured otherwise). Of a PLANNED job it says what the rows would become: `_outcome` begins with
        /// `WOULD_BE_`, so that such a file can be imported. Safe to retry.
        public static let downloadResult = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "DownloadResult",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .admin,
            isBulk: true,
            defaultTimeout: nil,
            inputType: "danhba.imports.v1.DownloadResultRequest",
            outputType: "danhba.imports.v1.DownloadResultResponse",
            comment: "The uploaded rows with what became of each: the original columns untouched, then `_row`, `_outcome`, `_codes`,\n`_fields`, `_message`, `_contact_id` or `_company_id`. Can be corrected and uploaded again. FAILED_PRECONDITION before the job is\nin a final state, for one that was never started, and after the service has removed file and row results (30 days after\nthe end, unless it is configured otherwise). Of a PLANNED job it says what the rows would become: `_outcome` begins with\n`WOULD_BE_`, so that such a file can be imported. Safe to retry.")

        /// Why a row of a job that is planned or over became what it did: matched by which values, by which rule of the mode, and
        /// the old and new values. Reads the file up to the row. NOT_FOUND for no such job, or no data row of that number that the
        /// job reached; FAILED_PRECONDITION while the job runs; UNAVAILABLE (5001) while the owner of the records does not answer.
        /// Safe to retry.
        public static let explainRow = MethodDescriptor(
            service: "danhba.imports.v1.Imports", name: "ExplainRow",
            kind: .unary, execution: .async, idempotency: .noSideEffects,
            access: .admin,
            defaultTimeout: .milliseconds(60000),
            inputType: "danhba.imports.v1.ExplainRowRequest",
            outputType: "danhba.imports.v1.ExplainRowResponse",
            comment: "Why a row of a job that is planned or over became what it did: matched by which values, by which rule of the mode, and\nthe old and new values. Reads the file up to the row. NOT_FOUND for no such job, or no data row of that number that the\njob reached; FAILED_PRECONDITION while the job runs; UNAVAILABLE (5001) while the owner of the records does not answer.\nSafe to retry.")
    }

    /// Calls `danhba.imports.v1.Imports` over a connection.
    public struct ImportsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Creates a job that waits for its file. With a `client_token` used before, the job of then: the call is safe to
        /// retry; ABORTED when its file name or size differ. RESOURCE_EXHAUSTED (1002) when `size` is over the limit.
        public func createImport(_ request: ImportsV1.CreateImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.CreateImportResponse {
            try await connection.unary(ImportsMethods.createImport, request, options: options)
        }

        /// Receives the file: a header, then pieces in order. What was received is durable when the answer arrives and, after
        /// a broken call, as far as GetImport's `received_bytes` says: continue from there. INVALID_ARGUMENT (1010) for a
        /// piece with a wrong checksum or offset, with the expected offset as `byte_offset`; FAILED_PRECONDITION when the
        /// job has its whole file; RESOURCE_EXHAUSTED (1002) over the limit; ABORTED while another call sends the file.
        public func uploadFile(options: CallOptions = CallOptions()) async throws -> RequestWriter<ImportsV1.UploadFileRequest, ImportsV1.UploadFileResponse> {
            try await connection.clientStream(ImportsMethods.uploadFile, options: options)
        }

        /// Reads the uploaded file's beginning: format, sheets, header, suggested mapping, first rows. The mapping is the last one
        /// that was saved for such a header; without any, columns are recognised by their names. INVALID_ARGUMENT with a
        /// file error when it cannot be imported; FAILED_PRECONDITION before the upload is complete; UNAVAILABLE (5001) while
        /// the service that owns the kind of record cannot be asked for its custom fields. Safe to retry.
        public func analyseImport(_ request: ImportsV1.AnalyseImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.AnalyseImportResponse {
            try await connection.unary(ImportsMethods.analyseImport, request, options: options)
        }

        /// Finds out what StartImport would do with every row, and changes nothing: the job is PLANNING until it is PLANNED, with
        /// the counts, codes and result that the import would have, and a hash of all of it. Errors as StartImport. Where the file
        /// cannot be read to its end as the options say, or the owner of the records refuses, the job is UPLOADED again and
        /// `error_number` says why: it may be planned or started with other options. While another service is away it waits, as a
        /// running one. A planned job may be planned again. A job that is being planned with the same options is left as it is: safe to retry.
        public func planImport(_ request: ImportsV1.PlanImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.PlanImportResponse {
            try await connection.unary(ImportsMethods.planImport, request, options: options)
        }

        /// Queues the job with its options. INVALID_ARGUMENT for options that contradict the file (1007, 1008, 1009, 1013);
        /// NOT_FOUND for a saved mapping that is not there, FAILED_PRECONDITION for one that was made for another header;
        /// FAILED_PRECONDITION when it is neither UPLOADED nor PLANNED, and with ALREADY_IMPORTED (1011) when the same
        /// content was imported in the last 24 hours and `allow_repeated` is not set; RESOURCE_EXHAUSTED while 100 jobs of
        /// the workspace wait for their turn: start it later; UNAVAILABLE (5001) as AnalyseImport. The custom fields are
        /// those of this moment; a row that a later change of them no longer allows is rejected. A started job started again
        /// with the same options is left as it is: safe to retry.
        ///
        /// A planned job is started with its `plan_hash`: FAILED_PRECONDITION for another one or other options, and with
        /// PLAN_EXPIRED (4002) when the plan is older than 24 hours. Every row is compared with what was planned. STRICT: the file
        /// is planned once more before anything is written; when a row would become something else the job fails with 4001
        /// PLAN_DRIFT. Only what changes while it writes can fail it later, behind the rows that are written. LENIENT: such rows
        /// are written as they are decided then, with warning 4001.
        public func startImport(_ request: ImportsV1.StartImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.StartImportResponse {
            try await connection.unary(ImportsMethods.startImport, request, options: options)
        }

        /// One job by id. NOT_FOUND. Safe to retry.
        public func getImport(_ request: ImportsV1.GetImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.GetImportResponse {
            try await connection.unary(ImportsMethods.getImport, request, options: options)
        }

        /// Jobs newest first, in pages. Safe to retry.
        public func listImports(_ request: ImportsV1.ListImportsRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.ListImportsResponse {
            try await connection.unary(ImportsMethods.listImports, request, options: options)
        }

        /// The job now and after each step of its progress, at most five times a second; ends after the final state.
        /// NOT_FOUND. Safe to retry.
        public func watchImport(_ request: ImportsV1.WatchImportRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<ImportsV1.WatchImportResponse> {
            try await connection.serverStream(ImportsMethods.watchImport, request, options: options)
        }

        /// Ends a job: rows of chunks already written stay written, the others become NOT_REACHED. A queued, running or paused job
        /// counts those first, in its turn, so the answer may still show it as queued or running; WatchImport tells when it has
        /// ended. A job in a final state is
        /// left as it is. NOT_FOUND. Safe to retry.
        public func cancelImport(_ request: ImportsV1.CancelImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.CancelImportResponse {
            try await connection.unary(ImportsMethods.cancelImport, request, options: options)
        }

        /// Holds a job back: a running one stops when the chunk that is being written is done, so the answer may still show it as
        /// running; WatchImport tells when it stands. A queued one stands at once. It stays so, whatever restarts, until
        /// ResumeImport or CancelImport. A paused job is left as it is. NOT_FOUND; FAILED_PRECONDITION in every other state, and
        /// while a running job is being cancelled. Safe to retry.
        public func pauseImport(_ request: ImportsV1.PauseImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.PauseImportResponse {
            try await connection.unary(ImportsMethods.pauseImport, request, options: options)
        }

        /// Lets a paused job wait for its turn again, behind those that wait already; it goes on behind its last written chunk.
        /// A queued or running job is left as it is, but for a pause that it has not reached yet, which is withdrawn. NOT_FOUND;
        /// FAILED_PRECONDITION in every other state. Safe to retry.
        public func resumeImport(_ request: ImportsV1.ResumeImportRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.ResumeImportResponse {
            try await connection.unary(ImportsMethods.resumeImport, request, options: options)
        }

        /// The uploaded rows with what became of each: the original columns untouched, then `_row`, `_outcome`, `_codes`,
        /// `_fields`, `_message`, `_contact_id` or `_company_id`. Can be corrected and uploaded again. FAILED_PRECONDITION before the job is
        /// in a final state, for one that was never started, and after the service has removed file and row results (30 days after
        /// the end, unless it is configured otherwise). Of a PLANNED job it says what the rows would become: `_outcome` begins with
        /// `WOULD_BE_`, so that such a file can be imported. Safe to retry.
        public func downloadResult(_ request: ImportsV1.DownloadResultRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<ImportsV1.DownloadResultResponse> {
            try await connection.serverStream(ImportsMethods.downloadResult, request, options: options)
        }

        /// Why a row of a job that is planned or over became what it did: matched by which values, by which rule of the mode, and
        /// the old and new values. Reads the file up to the row. NOT_FOUND for no such job, or no data row of that number that the
        /// job reached; FAILED_PRECONDITION while the job runs; UNAVAILABLE (5001) while the owner of the records does not answer.
        /// Safe to retry.
        public func explainRow(_ request: ImportsV1.ExplainRowRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.ExplainRowResponse {
            try await connection.unary(ImportsMethods.explainRow, request, options: options)
        }
    }

    /// Imports: lists of contacts or companies from spreadsheets.
    ///
    /// An import is a job: create it, upload the file in pieces that can be resumed, look at what was recognised, start
    /// it, follow its progress, download the result. Every data row ends in exactly one outcome, and the counts of the
    /// outcomes sum to the number of data rows, also when the job is cancelled or fails. A crash of any process at any
    /// moment loses nothing: the job continues at its last committed chunk.
    ///
    /// The rules of danhba.contacts.v1 for workspaces, ids, times and errors hold here too. File errors have the numbers
    /// 1001–1013, row errors 2001–2099, outcomes 3001–3099, job errors 4001–5099.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ImportsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Creates a job that waits for its file. With a `client_token` used before, the job of then: the call is safe to
        /// retry; ABORTED when its file name or size differ. RESOURCE_EXHAUSTED (1002) when `size` is over the limit.
        func createImport(_ request: ImportsV1.CreateImportRequest, _ writer: Writer, _ context: CallContext) throws -> ImportsV1.CreateImportResponse

        /// Receives the file: a header, then pieces in order. What was received is durable when the answer arrives and, after
        /// a broken call, as far as GetImport's `received_bytes` says: continue from there. INVALID_ARGUMENT (1010) for a
        /// piece with a wrong checksum or offset, with the expected offset as `byte_offset`; FAILED_PRECONDITION when the
        /// job has its whole file; RESOURCE_EXHAUSTED (1002) over the limit; ABORTED while another call sends the file.
        func uploadFile(_ requests: RequestStream<ImportsV1.UploadFileRequest>, _ context: CallContext) async throws -> ImportsV1.UploadFileResponse

        /// Reads the uploaded file's beginning: format, sheets, header, suggested mapping, first rows. The mapping is the last one
        /// that was saved for such a header; without any, columns are recognised by their names. INVALID_ARGUMENT with a
        /// file error when it cannot be imported; FAILED_PRECONDITION before the upload is complete; UNAVAILABLE (5001) while
        /// the service that owns the kind of record cannot be asked for its custom fields. Safe to retry.
        func analyseImport(_ request: ImportsV1.AnalyseImportRequest, _ context: CallContext) async throws -> ImportsV1.AnalyseImportResponse

        /// Finds out what StartImport would do with every row, and changes nothing: the job is PLANNING until it is PLANNED, with
        /// the counts, codes and result that the import would have, and a hash of all of it. Errors as StartImport. Where the file
        /// cannot be read to its end as the options say, or the owner of the records refuses, the job is UPLOADED again and
        /// `error_number` says why: it may be planned or started with other options. While another service is away it waits, as a
        /// running one. A planned job may be planned again. A job that is being planned with the same options is left as it is: safe to retry.
        func planImport(_ request: ImportsV1.PlanImportRequest, _ context: CallContext) async throws -> ImportsV1.PlanImportResponse

        /// Queues the job with its options. INVALID_ARGUMENT for options that contradict the file (1007, 1008, 1009, 1013);
        /// NOT_FOUND for a saved mapping that is not there, FAILED_PRECONDITION for one that was made for another header;
        /// FAILED_PRECONDITION when it is neither UPLOADED nor PLANNED, and with ALREADY_IMPORTED (1011) when the same
        /// content was imported in the last 24 hours and `allow_repeated` is not set; RESOURCE_EXHAUSTED while 100 jobs of
        /// the workspace wait for their turn: start it later; UNAVAILABLE (5001) as AnalyseImport. The custom fields are
        /// those of this moment; a row that a later change of them no longer allows is rejected. A started job started again
        /// with the same options is left as it is: safe to retry.
        ///
        /// A planned job is started with its `plan_hash`: FAILED_PRECONDITION for another one or other options, and with
        /// PLAN_EXPIRED (4002) when the plan is older than 24 hours. Every row is compared with what was planned. STRICT: the file
        /// is planned once more before anything is written; when a row would become something else the job fails with 4001
        /// PLAN_DRIFT. Only what changes while it writes can fail it later, behind the rows that are written. LENIENT: such rows
        /// are written as they are decided then, with warning 4001.
        func startImport(_ request: ImportsV1.StartImportRequest, _ context: CallContext) async throws -> ImportsV1.StartImportResponse

        /// One job by id. NOT_FOUND. Safe to retry.
        func getImport(_ request: ImportsV1.GetImportRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.GetImportResponse

        /// Jobs newest first, in pages. Safe to retry.
        func listImports(_ request: ImportsV1.ListImportsRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.ListImportsResponse

        /// The job now and after each step of its progress, at most five times a second; ends after the final state.
        /// NOT_FOUND. Safe to retry.
        func watchImport(_ request: ImportsV1.WatchImportRequest, _ responses: ResponseWriter<ImportsV1.WatchImportResponse>, _ context: CallContext) async throws

        /// Ends a job: rows of chunks already written stay written, the others become NOT_REACHED. A queued, running or paused job
        /// counts those first, in its turn, so the answer may still show it as queued or running; WatchImport tells when it has
        /// ended. A job in a final state is
        /// left as it is. NOT_FOUND. Safe to retry.
        func cancelImport(_ request: ImportsV1.CancelImportRequest, _ context: CallContext) async throws -> ImportsV1.CancelImportResponse

        /// Holds a job back: a running one stops when the chunk that is being written is done, so the answer may still show it as
        /// running; WatchImport tells when it stands. A queued one stands at once. It stays so, whatever restarts, until
        /// ResumeImport or CancelImport. A paused job is left as it is. NOT_FOUND; FAILED_PRECONDITION in every other state, and
        /// while a running job is being cancelled. Safe to retry.
        func pauseImport(_ request: ImportsV1.PauseImportRequest, _ context: CallContext) async throws -> ImportsV1.PauseImportResponse

        /// Lets a paused job wait for its turn again, behind those that wait already; it goes on behind its last written chunk.
        /// A queued or running job is left as it is, but for a pause that it has not reached yet, which is withdrawn. NOT_FOUND;
        /// FAILED_PRECONDITION in every other state. Safe to retry.
        func resumeImport(_ request: ImportsV1.ResumeImportRequest, _ context: CallContext) async throws -> ImportsV1.ResumeImportResponse

        /// The uploaded rows with what became of each: the original columns untouched, then `_row`, `_outcome`, `_codes`,
        /// `_fields`, `_message`, `_contact_id` or `_company_id`. Can be corrected and uploaded again. FAILED_PRECONDITION before the job is
        /// in a final state, for one that was never started, and after the service has removed file and row results (30 days after
        /// the end, unless it is configured otherwise). Of a PLANNED job it says what the rows would become: `_outcome` begins with
        /// `WOULD_BE_`, so that such a file can be imported. Safe to retry.
        func downloadResult(_ request: ImportsV1.DownloadResultRequest, _ responses: ResponseWriter<ImportsV1.DownloadResultResponse>, _ context: CallContext) async throws

        /// Why a row of a job that is planned or over became what it did: matched by which values, by which rule of the mode, and
        /// the old and new values. Reads the file up to the row. NOT_FOUND for no such job, or no data row of that number that the
        /// job reached; FAILED_PRECONDITION while the job runs; UNAVAILABLE (5001) while the owner of the records does not answer.
        /// Safe to retry.
        func explainRow(_ request: ImportsV1.ExplainRowRequest, _ context: CallContext) async throws -> ImportsV1.ExplainRowResponse
    }
}

extension Router {
    /// Adds `danhba.imports.v1.Imports`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ImportsV1.ImportsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ImportsV1.ImportsMethods.descriptor,
            methods: [
                .write(ImportsV1.ImportsMethods.createImport, lanes) { (request: ImportsV1.CreateImportRequest, writer, context) in
                    try service.createImport(request, writer, context)
                },
                .clientStreaming(ImportsV1.ImportsMethods.uploadFile) { requests, context in
                    try await service.uploadFile(requests, context)
                },
                .async(ImportsV1.ImportsMethods.analyseImport) { (request: ImportsV1.AnalyseImportRequest, context) in
                    try await service.analyseImport(request, context)
                },
                .async(ImportsV1.ImportsMethods.planImport) { (request: ImportsV1.PlanImportRequest, context) in
                    try await service.planImport(request, context)
                },
                .async(ImportsV1.ImportsMethods.startImport) { (request: ImportsV1.StartImportRequest, context) in
                    try await service.startImport(request, context)
                },
                .read(ImportsV1.ImportsMethods.getImport, lanes) { (request: ImportsV1.GetImportRequest, reader, context) in
                    try service.getImport(request, reader, context)
                },
                .read(ImportsV1.ImportsMethods.listImports, lanes) { (request: ImportsV1.ListImportsRequest, reader, context) in
                    try service.listImports(request, reader, context)
                },
                .serverStreaming(ImportsV1.ImportsMethods.watchImport) { (request: ImportsV1.WatchImportRequest, responses, context) in
                    try await service.watchImport(request, responses, context)
                },
                .async(ImportsV1.ImportsMethods.cancelImport) { (request: ImportsV1.CancelImportRequest, context) in
                    try await service.cancelImport(request, context)
                },
                .async(ImportsV1.ImportsMethods.pauseImport) { (request: ImportsV1.PauseImportRequest, context) in
                    try await service.pauseImport(request, context)
                },
                .async(ImportsV1.ImportsMethods.resumeImport) { (request: ImportsV1.ResumeImportRequest, context) in
                    try await service.resumeImport(request, context)
                },
                .serverStreaming(ImportsV1.ImportsMethods.downloadResult) { (request: ImportsV1.DownloadResultRequest, responses, context) in
                    try await service.downloadResult(request, responses, context)
                },
                .async(ImportsV1.ImportsMethods.explainRow) { (request: ImportsV1.ExplainRowRequest, context) in
                    try await service.explainRow(request, context)
                },
            ], lanes: lanes)
    }
}

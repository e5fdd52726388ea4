// swift-format-ignore-file
// Generated from danhba/imports/v1/notifications.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension ImportsV1 {
    /// `danhba.imports.v1.NotificationState`
    ///
    /// A number that this version of the contract does not know is read as `unspecified`.
    public enum NotificationState: Int32, CaseIterable, Sendable {
        case unspecified = 0
        /// Waits for its first or its next attempt.
        case queued = 1
        /// The mail server took it.
        case sent = 2
        /// The mail server refused it for good, or did not take it in any attempt; see `error`.
        case failed = 3
        /// No mail server is configured: it is shown here and never sent.
        case stored = 4

        init(c: Danhba__Imports__V1__NotificationState) {
            self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
        }

        var c: Danhba__Imports__V1__NotificationState { Danhba__Imports__V1__NotificationState(rawValue: UInt32(bitPattern: rawValue)) }
    }

    /// `danhba.imports.v1.Notification`
    public struct Notification: Message, Equatable {
        public static let fullName = "danhba.imports.v1.Notification"

        public var id: Int64 = 0
        public var importID: Int64 = 0
        public var address: String = ""
        public var state: ImportsV1.NotificationState = .unspecified
        public var language: ImportsV1.Language = .unspecified
        public var subject: String = ""
        /// Plain text; of GetNotification only. What is sent says besides whether the rows that need attention are attached.
        public var text: String = ""
        public var attempts: Int32 = 0
        /// When it is tried next; 0: not any more.
        public var nextAttemptAtMs: Int64 = 0
        public var createdAtMs: Int64 = 0
        public var sentAtMs: Int64 = 0
        /// Why the last attempt failed; empty: it did not.
        public var error: String = ""
        /// With its angle brackets.
        public var messageID: String = ""

        public init() {}

        public init(
            id: Int64 = 0,
            importID: Int64 = 0,
            address: String = "",
            state: ImportsV1.NotificationState = .unspecified,
            language: ImportsV1.Language = .unspecified,
            subject: String = "",
            text: String = "",
            attempts: Int32 = 0,
            nextAttemptAtMs: Int64 = 0,
            createdAtMs: Int64 = 0,
            sentAtMs: Int64 = 0,
            error: String = "",
            messageID: String = ""
        ) {
            self.id = id
            self.importID = importID
            self.address = address
            self.state = state
            self.language = language
            self.subject = subject
            self.text = text
            self.attempts = attempts
            self.nextAttemptAtMs = nextAttemptAtMs
            self.createdAtMs = createdAtMs
            self.sentAtMs = sentAtMs
            self.error = error
            self.messageID = messageID
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__notification__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__Notification>) throws {
            id = c.pointee.id
            importID = c.pointee.import_id
            address = try Unpacking.string(c.pointee.address, "danhba.imports.v1.Notification.address")
            state = ImportsV1.NotificationState(c: c.pointee.state)
            language = ImportsV1.Language(c: c.pointee.language)
            subject = try Unpacking.string(c.pointee.subject, "danhba.imports.v1.Notification.subject")
            text = try Unpacking.string(c.pointee.text, "danhba.imports.v1.Notification.text")
            attempts = c.pointee.attempts
            nextAttemptAtMs = c.pointee.next_attempt_at_ms
            createdAtMs = c.pointee.created_at_ms
            sentAtMs = c.pointee.sent_at_ms
            error = try Unpacking.string(c.pointee.error, "danhba.imports.v1.Notification.error")
            messageID = try Unpacking.string(c.pointee.message_id, "danhba.imports.v1.Notification.message_id")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__Notification> {
            let c = arena.allocate(Danhba__Imports__V1__Notification.self)
            danhba__imports__v1__notification__init(c)
            c.pointee.id = self.id
            c.pointee.import_id = self.importID
            c.pointee.address = arena.string(self.address)
            c.pointee.state = self.state.c
            c.pointee.language = self.language.c
            c.pointee.subject = arena.string(self.subject)
            c.pointee.text = arena.string(self.text)
            c.pointee.attempts = self.attempts
            c.pointee.next_attempt_at_ms = self.nextAttemptAtMs
            c.pointee.created_at_ms = self.createdAtMs
            c.pointee.sent_at_ms = self.sentAtMs
            c.pointee.error = arena.string(self.error)
            c.pointee.message_id = arena.string(self.messageID)
            return c
        }
    }

    /// `danhba.imports.v1.GetNotificationRequest`
    public struct GetNotificationRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetNotificationRequest"

        public var id: Int64 = 0

        public init() {}

        public init(
            id: Int64 = 0
        ) {
            self.id = id
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_notification_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetNotificationRequest>) throws {
            id = c.pointee.id
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetNotificationRequest> {
            let c = arena.allocate(Danhba__Imports__V1__GetNotificationRequest.self)
            danhba__imports__v1__get_notification_request__init(c)
            c.pointee.id = self.id
            return c
        }
    }

    /// `danhba.imports.v1.GetNotificationResponse`
    public struct GetNotificationResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.GetNotificationResponse"

        public var notification: ImportsV1.Notification? = nil

        public init() {}

        public init(
            notification: ImportsV1.Notification? = nil
        ) {
            self.notification = notification
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__get_notification_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__GetNotificationResponse>) throws {
            notification = try c.pointee.notification.map { try ImportsV1.Notification(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__GetNotificationResponse> {
            let c = arena.allocate(Danhba__Imports__V1__GetNotificationResponse.self)
            danhba__imports__v1__get_notification_response__init(c)
            c.pointee.notification = self.notification?.build(in: arena)
            return c
        }
    }

    /// `danhba.imports.v1.ListNotificationsRequest`
    public struct ListNotificationsRequest: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListNotificationsRequest"

        /// Of one import; 0: of all.
        public var importID: Int64 = 0
        /// 1–500; 0: 50.
        public var pageSize: Int32 = 0
        public var pageToken: String = ""

        public init() {}

        public init(
            importID: Int64 = 0,
            pageSize: Int32 = 0,
            pageToken: String = ""
        ) {
            self.importID = importID
            self.pageSize = pageSize
            self.pageToken = pageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_notifications_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListNotificationsRequest>) throws {
            importID = c.pointee.import_id
            pageSize = c.pointee.page_size
            pageToken = try Unpacking.string(c.pointee.page_token, "danhba.imports.v1.ListNotificationsRequest.page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListNotificationsRequest> {
            let c = arena.allocate(Danhba__Imports__V1__ListNotificationsRequest.self)
            danhba__imports__v1__list_notifications_request__init(c)
            c.pointee.import_id = self.importID
            c.pointee.page_size = self.pageSize
            c.pointee.page_token = arena.string(self.pageToken)
            return c
        }
    }

    /// `danhba.imports.v1.ListNotificationsResponse`
    public struct ListNotificationsResponse: Message, Equatable {
        public static let fullName = "danhba.imports.v1.ListNotificationsResponse"

        public var notifications: [ImportsV1.Notification] = []
        public var nextPageToken: String = ""

        public init() {}

        public init(
            notifications: [ImportsV1.Notification] = [],
            nextPageToken: String = ""
        ) {
            self.notifications = notifications
            self.nextPageToken = nextPageToken
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__imports__v1__list_notifications_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Imports__V1__ListNotificationsResponse>) throws {
            notifications = try Unpacking.messages(c.pointee.n_notifications, c.pointee.notifications) { try ImportsV1.Notification(c: $0) }
            nextPageToken = try Unpacking.string(c.pointee.next_page_token, "danhba.imports.v1.ListNotificationsResponse.next_page_token")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Imports__V1__ListNotificationsResponse> {
            let c = arena.allocate(Danhba__Imports__V1__ListNotificationsResponse.self)
            danhba__imports__v1__list_notifications_response__init(c)
            (c.pointee.n_notifications, c.pointee.notifications) = arena.array(self.notifications) { value, arena in value.build(in: arena) }
            c.pointee.next_page_token = arena.string(self.nextPageToken)
            return c
        }
    }
}

extension ImportsV1 {
    /// The methods of `danhba.imports.v1.Notifications`.
    public enum NotificationsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.imports.v1.Notifications", methods: [getNotification, listNotifications],
            comment: "Notifications: the e-mails that tell how an import ended.\n\nWhen a job reaches a final state each of its addresses gets one: those of ImportOptions.notify_addresses, else the one\nthat created the job, where its name is an address. It is queued in the transaction that ends the job and sent at least\nonce; all attempts have one Message-ID.")

        /// One notification with its text. NOT_FOUND. Safe to retry.
        public static let getNotification = MethodDescriptor(
            service: "danhba.imports.v1.Notifications", name: "GetNotification",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.GetNotificationRequest",
            outputType: "danhba.imports.v1.GetNotificationResponse",
            comment: "One notification with its text. NOT_FOUND. Safe to retry.")

        /// Notifications without their texts, newest first, in pages. Safe to retry.
        public static let listNotifications = MethodDescriptor(
            service: "danhba.imports.v1.Notifications", name: "ListNotifications",
            kind: .unary, execution: .read, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.imports.v1.ListNotificationsRequest",
            outputType: "danhba.imports.v1.ListNotificationsResponse",
            comment: "Notifications without their texts, newest first, in pages. Safe to retry.")
    }

    /// Calls `danhba.imports.v1.Notifications` over a connection.
    public struct NotificationsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// One notification with its text. NOT_FOUND. Safe to retry.
        public func getNotification(_ request: ImportsV1.GetNotificationRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.GetNotificationResponse {
            try await connection.unary(NotificationsMethods.getNotification, request, options: options)
        }

        /// Notifications without their texts, newest first, in pages. Safe to retry.
        public func listNotifications(_ request: ImportsV1.ListNotificationsRequest, options: CallOptions = CallOptions()) async throws -> ImportsV1.ListNotificationsResponse {
            try await connection.unary(NotificationsMethods.listNotifications, request, options: options)
        }
    }

    /// Notifications: the e-mails that tell how an import ended.
    ///
    /// When a job reaches a final state each of its addresses gets one: those of ImportOptions.notify_addresses, else the one
    /// that created the job, where its name is an address. It is queued in the transaction that ends the job and sent at least
    /// once; all attempts have one Message-ID.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol NotificationsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// One notification with its text. NOT_FOUND. Safe to retry.
        func getNotification(_ request: ImportsV1.GetNotificationRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.GetNotificationResponse

        /// Notifications without their texts, newest first, in pages. Safe to retry.
        func listNotifications(_ request: ImportsV1.ListNotificationsRequest, _ reader: Reader, _ context: CallContext) throws -> ImportsV1.ListNotificationsResponse
    }
}

extension Router {
    /// Adds `danhba.imports.v1.Notifications`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: ImportsV1.NotificationsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            ImportsV1.NotificationsMethods.descriptor,
            methods: [
                .read(ImportsV1.NotificationsMethods.getNotification, lanes) { (request: ImportsV1.GetNotificationRequest, reader, context) in
                    try service.getNotification(request, reader, context)
                },
                .read(ImportsV1.NotificationsMethods.listNotifications, lanes) { (request: ImportsV1.ListNotificationsRequest, reader, context) in
                    try service.listNotifications(request, reader, context)
                },
            ], lanes: lanes)
    }
}

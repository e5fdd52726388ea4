/// Appends to the change log of one workspace; part of the writer connection's state.
///
/// Sequences are counted here and not by AUTOINCREMENT, so an undone call leaves no gap; the newest change is never
/// pruned, so the count survives a restart.
final class ChangeWriter {
    private struct Subject: Equatable {
        var entity: String
        var imageType: String
        var id: Int64
    }

    private(set) var newest: Int64
    /// A handful: one for each kind of record.
    private var subjects: [Subject] = []

    init(newest: Int64) { self.newest = newest }

    /// Counts one more change.
    func next() -> Int64 {
        newest += 1
        return newest
    }

    /// Forgets what an undone call had added.
    func restore(newest: Int64) {
        self.newest = newest
        subjects = []
    }

    /// The key of a kind of record, which is added at its first change.
    func subjectID(entity: String, imageType: String, in transaction: ReadTransaction) throws -> Int64 {
        if let known = subjects.first(where: { $0.entity == entity && $0.imageType == imageType }) { return known.id }
        let insert = try transaction.statement(
            "INSERT INTO change_subject (entity, image_type) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        try insert.bind(entity, at: 1)
        try insert.bind(imageType, at: 2)
        try insert.run()
        let select = try transaction.statement("SELECT id FROM change_subject WHERE entity = ?1 AND image_type = ?2")
        try select.bind(entity, at: 1)
        try select.bind(imageType, at: 2)
        guard try select.step() else { throw StoreError.damaged(detail: "a change's subject is missing") }
        let subject = Subject(entity: entity, imageType: imageType, id: select.int64(at: 0))
        subjects.append(subject)
        return subject.id
    }
}

import NFODConfig
import NFODEngine
import NFODStore

extension OperationRunner {
    /// Each file by itself: one that is refused is told, the others go on. Only a fault of disk or program ends it all.
    func ingest(_ files: [Operation.SourceFile], isHistory: Bool, by actor: Actor, asJSON: Bool) -> Answer {
        var answer = Answer()
        var total = IngestResult()
        var lines: [String] = []
        for file in files {
            do {
                let result = try ingest(file, isHistory: isHistory, by: actor)
                total.add(result)
                lines.append(result.line(about: file.source))
            } catch {
                let failure = Failure.answer(error)
                answer.errors += failure.errors.map { "\(file.source): \($0)" }
                answer.exitCode = max(answer.exitCode, failure.exitCode)
                if failure.exitCode == Failure.faultExit { break }
            }
        }
        if files.count > 1 { lines.append(total.line(about: "all")) }
        lines += total.reasons.map { "needs fixing: \($0.source) line \($0.line): \($0.message) [\($0.code)]" }
        lines += total.remarks
        answer.output = asJSON ? JSONText.of(total) : lines.joined(separator: "\n")
        return answer
    }

    private func ingest(_ file: Operation.SourceFile, isHistory: Bool, by actor: Actor) throws -> IngestResult {
        // A pipe can be read once only, and a feed is read twice.
        let spool = Spool(of: daemon.store.directory)
        let path = FileKind.isRegular(file.path) ? file.path : try spool.copy(of: file.path)
        defer { if path != file.path { Spool.remove(path) } }
        return try daemon.intake.ingest(
            SourceID(file.source), path: path, by: actor, options: IntakeService.Options(isHistory: isHistory))
    }
}

extension IngestResult {
    /// The sum of rule 11 in one line.
    fileprivate func line(about name: String) -> String {
        "\(name): \(rows) rows = \(accepted) accepted + \(unchanged) unchanged + \(corrected) corrected "
            + "+ \(quarantined) quarantined"
    }

    /// What went well and wants a word all the same.
    fileprivate var remarks: [String] {
        var remarks: [String] = []
        if fallbackEncoded > 0 {
            remarks.append(
                "\(PageText.count(fallbackEncoded, "row was", "rows were")) not UTF-8 and taken for Windows-1252: "
                    + "check the accents in the names, and ask the source for UTF-8")
        }
        if hiddenRows > 0 {
            remarks.append(
                "\(PageText.count(hiddenRows, "row that the workbook hides was", "rows that the workbook hides were")) "
                    + "read like the others")
        }
        if sheetsNotRead > 0 {
            remarks.append(
                "\(PageText.count(sheetsNotRead, "more visible sheet was", "more visible sheets were")) not read: only "
                    + "the first is; save the others as files of their own")
        }
        if notOver > 0 {
            remarks.append(
                "\(PageText.count(notOver, "overdose is", "overdoses are")) so recent that the time to reach the "
                    + "person is not over; nobody here is told of them: give them to the team by hand")
        }
        return remarks
    }
}

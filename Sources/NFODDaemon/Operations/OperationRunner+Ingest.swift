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
        if total.fallbackEncoded > 0 { lines.append(total.fallbackSentence) }
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

    fileprivate var fallbackSentence: String {
        "\(PageText.count(fallbackEncoded, "row was", "rows were")) not UTF-8 and taken for Windows-1252: "
            + "check the accents in the names, and ask the source for UTF-8"
    }
}

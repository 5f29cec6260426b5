import Foundation
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// The built program as people run it: exit codes, standard output, standard error.
@Suite struct CommandLineTests {
    @Test(
        arguments: [
            (["--help"], 0), (["--version"], 0), (["help", "ingest"], 0), (["case", "end", "--help"], 0),
            ([], 2), (["case"], 2), (["nonsense"], 2), (["report"], 2), (["ingest"], 2),
            (["ingest", "no-equals-sign"], 2),
            (["clock", "advance", "6"], 2), (["case", "assign", "ABC"], 2),
            (["serve", "--clock", "simulated:later"], 2),
            (["report", "huddle", "--at", "yesterday"], 2), (["config", "check", "--config", "/nowhere"], 2),
            (["report", "huddle", "--format", "xlsx"], 2), (["source"], 2), (["source", "try"], 2),
            (["source", "try", "--help"], 0), (["source", "try", "/nowhere"], 2),
            (["source", "try", "/nowhere", "--yaml", "--profile", "x"], 2),
            (["status", "--data", "/nowhere"], 3), (["serve", "--data", "/nowhere"], 3),
            (["token", "new", "anna", "staff", "--data", "/nowhere"], 2),
        ] as [([String], Int32)])
    func exitCodes(arguments: [String], code: Int32) throws {
        let places = arguments.contains("check") || arguments.count < 2 ? [] : ["--config", OperationScratch.config]
        let run = try Program.run(arguments + (code == 3 || arguments.first == "token" ? places : []))
        #expect(run.code == code, "\(run.errors)")
        if code == 0 { #expect(run.errors.isEmpty) }
        if code != 0, !arguments.contains("check") {
            #expect(run.errors.count == 1)
            #expect(run.output.isEmpty)
        }
    }

    @Test func aDataDirectoryThatIsMissingReadOnlyNewerOrInUse() throws {
        let scratch = try OperationScratch()
        func status() throws -> Program.Run { try Program.run(["status"] + scratch.options) }
        #expect(try status().errors.contains { $0.contains("[inUse]") && $0.contains(String(getpid())) })
        try scratch.daemon.close()
        #expect(try status().code == 0)
        chmod(scratch.places.data, 0o500)
        #expect(try status().errors.contains { $0.contains("[directoryReadOnly]") })
        chmod(scratch.places.data, 0o700)
        // Schema version, as SQLite keeps it in its header.
        let file = try #require(FileHandle(forUpdatingAtPath: scratch.places.data + "/nfodd.db"))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0, 99]))
        try file.close()
        let newer = try status()
        #expect(newer.code == 3)
        #expect(newer.errors.contains { $0.contains("[databaseNewer]") && $0.contains("99") })
    }

    @Test func threeMistakesInTheConfigurationAreNamedAtOnce() throws {
        let scratch = try OperationScratch()
        let config = scratch.root + "/config"
        try FileManager.default.copyItem(atPath: OperationScratch.config, toPath: config)
        let path = config + "/nfodd.yaml"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        for (right, wrong) in [
            ("zone: Europe/London", "zone: Europe/Lodnon"), ("shortNotice: 12h", "shortNotice: twelve"),
            ("smallNumbersBelow: 5", "smallNumbersBelow: five"),
        ] {
            #expect(text.contains(right))
            text = text.replacingOccurrences(of: right, with: wrong)
        }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Program.run(["config", "check", "--config", config])
        #expect(run.code == 2)
        for wrong in ["Lodnon", "twelve", "five"] {
            #expect(run.errors.contains { $0.contains("nfodd.yaml:") && $0.contains(wrong) }, "\(wrong): \(run.errors)")
        }
    }

    @Test func secretsAndTokensAreMadeOnceForTheirOwnerOnly() throws {
        let scratch = try OperationScratch()
        let secret = ["secret", "new", "team-webhook"] + scratch.options
        #expect(try Program.run(secret).code == 0)
        #expect(try Program.run(secret).code == 1)
        let token = try Program.run(["token", "new", "anna", "staff"] + scratch.options)
        #expect(token.output.count == 65)
        #expect(try Program.run(["token", "new", "anna", "staff"] + scratch.options).code == 1)
        #expect(try Program.run(["token", "new", "berta", "queen"] + scratch.options).code == 2)
        let kept = try String(contentsOfFile: scratch.places.data + "/tokens", encoding: .utf8)
        #expect(kept.hasPrefix("anna staff "))
        #expect(!kept.contains(token.output.trimmingCharacters(in: .newlines)))
        for file in ["tokens", "team-webhook.secret"] {
            let found = try FileManager.default.attributesOfItem(atPath: scratch.places.data + "/" + file)
            #expect(found[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func theDaemonServesCommandsAndStopsWhenTold() throws {
        let scratch = try OperationScratch()
        try scratch.daemon.close()
        #expect(try Program.run(["secret", "new", "team-webhook"] + scratch.options).code == 0)
        let daemon = try Program.start(
            ["serve", "--no-web", "--clock", "simulated:2019-11-19T10:00:00+00:00"] + scratch.options)
        defer { daemon.process.terminate() }
        try #require(daemon.waitForError(containing: "listening"))
        let feed = try scratch.feed("ambulance", rows: 3)
        let ingested = try Program.run(["ingest", "--json", "ambulance=" + feed] + scratch.options)
        #expect(ingested.code == 0, "\(ingested.errors)")
        #expect(ingested.output.contains(#""accepted" : 3"#))
        let clock = try Program.run(["clock", "advance", "6h"] + scratch.options)
        #expect(clock.output.hasPrefix("2019-11-19T16:00:00+00:00"))
        #expect(try Program.run(["verify"] + scratch.options).code == 0)
        daemon.process.terminate()
        daemon.process.waitUntilExit()
        #expect(daemon.process.terminationStatus == 0)
        #expect(ProcessLock.holder(of: scratch.places.data) == nil)
        #expect(try Program.run(["clock", "show"] + scratch.options).output.hasPrefix("2019-11-19T16:00:00+00:00"))
    }
}

extension OperationScratch {
    var options: [String] { ["--data", places.data, "--config", places.config] }
}

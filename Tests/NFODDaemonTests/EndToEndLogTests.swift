import Foundation
import Testing

@testable import NFODDaemon

/// Rule 35 over everything the built program writes while a day is lived, at the most talkative level.
@Suite struct EndToEndLogTests {
    @Test(arguments: ["text", "json", "journal"])
    func `no log line of a whole day holds anything of anybody`(format: String) async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve(["--log-level", "trace", "--log-format", format])
        try await CanaryDay.live(daemon)
        #expect(try await daemon.stop() == 0)
        let log = try daemon.log
        // What should be there, is: without it the silence below would say nothing.
        for word in ["listening", "command", "names opened", "stopped"] { #expect(log.contains(word), "\(word)") }
        for marker in CanaryDay.markers { #expect(!log.localizedCaseInsensitiveContains(marker), "\(marker)") }
        if format == "json" {
            for line in log.split(separator: "\n") where line.hasPrefix("{") {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            }
        }
    }
}

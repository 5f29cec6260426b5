import Foundation
import Glibc
import NFODEngine
import Testing

@testable import NFODDaemon

/// Rule 35 over everything the built program writes while a day is lived, at the most talkative level.
@Suite struct EndToEndLogTests {
    /// Nobody and nothing of these exists; each is told to the daemon in one field or another.
    private static let markers = [
        "Marksurname", "Markforename", "Markalias", "0102801234", "01/02/1980", "1980-02-01", "Markstreet", "DD4 9ZZ",
        "DD49ZZ", "Markscene", "marksubstance", "MARKREF-1", "VPDMARK-1", "Marknote", "Markquery", "markbasic",
    ]

    private static let row = [
        "Incident No": "MARKREF-1", "Call Date": "01/03/2021", "Call Time": "08:00", "Forename": "Markforename",
        "Surname": "Marksurname", "DOB": "01/02/1980", "CHI": "0102801234", "Sex": "F",
        "Home Address": "1 Markstreet", "Home Postcode": "DD4 9ZZ", "Incident Address": "Markscene",
        "Incident Postcode": "DD4 9ZZ", "Naloxone": "Y", "Doses": "1", "Conveyed": "N", "Destination": "",
        "Substances": "marksubstance", "Sent": "2021-03-01",
    ]

    @Test(arguments: ["text", "json", "journal"])
    func `no log line of a whole day holds anything of anybody`(format: String) async throws {
        let daemon = try await EndToEndDaemon()
        try await daemon.serve(["--log-level", "trace", "--log-format", format])
        try await notifications(daemon)
        try await rudeness(daemon)
        let code = try #require(daemon.codes.first)
        try await work(daemon, code)
        try daemon.signal(SIGHUP)
        try await daemon.advance("4d")
        try await daemon.settle()
        try await daemon.run(["report", "huddle", "--names"])
        try await daemon.run(["verify"])
        let limits = try String(contentsOfFile: "/proc/\(daemon.processIdentifier)/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size +0 +0/), "a crash leaves no memory behind")
        #expect(try await daemon.stop() == 0)
        try lookElsewhere(daemon)
        let log = try daemon.log
        // What should be there, is: without it the silence below would say nothing.
        for word in ["listening", "command", "names opened", "stopped"] { #expect(log.contains(word), "\(word)") }
        for marker in Self.markers { #expect(!log.localizedCaseInsensitiveContains(marker), "\(marker)") }
        if format == "json" {
            for line in log.split(separator: "\n") where line.hasPrefix("{") {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            }
        }
    }

    /// In what the receiver was sent, and in every file that the daemon has made: no name outside the sealed vault, in
    /// no coding that anybody would think of.
    private func lookElsewhere(_ daemon: EndToEndDaemon) throws {
        let arrivals = daemon.receiver.arrivals
        #expect(arrivals.count > 5)
        for arrival in arrivals {
            let head = arrival.message.headers.map { $0 + ": " + $1 }.joined(separator: "\n")
            let all = arrival.message.startLine + head + String(decoding: arrival.body, as: UTF8.self)
            for marker in Self.markers { #expect(!all.localizedCaseInsensitiveContains(marker), "\(marker)") }
        }
        let files = try #require(FileManager.default.enumerator(atPath: daemon.data)).compactMap { $0 as? String }
        #expect(files.contains { $0.hasSuffix(".sqlite") || $0.hasSuffix(".db") }, "\(files)")
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: daemon.data + "/" + file) else { continue }
            for marker in Self.markers where marker.hasPrefix("Mark") || marker.count == 10 {
                for coded in Self.codings(marker) { #expect(bytes.range(of: coded) == nil, "\(marker) in \(file)") }
            }
        }
    }

    /// UTF-8, UTF-16, hexadecimal, and base64 wherever it begins among three bytes.
    private static func codings(_ text: String) -> [Data] {
        let plain = Data(text.utf8)
        let hexadecimal = plain.map { String($0, radix: 16) }.joined()
        let base64 = (0..<3).map { shift in
            let coded = (Data(repeating: 0, count: shift) + plain).base64EncodedString()
            return String(coded.dropFirst(shift == 0 ? 0 : 4).dropLast(4))
        }
        return [plain, Data(text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })]
            + ([hexadecimal] + base64).map { Data($0.utf8) }
    }

    private func notifications(_ daemon: EndToEndDaemon) async throws {
        #expect(try await daemon.post([Self.row], key: "k1").status == 201)
        #expect(
            try await daemon.post([Self.row.merging(["Surname": "Marksurname-Other"]) { $1 }], key: "k2").status == 201)
        _ = try await daemon.post([Self.row.mapValues { _ in "" }.merging(["Doses": "Marknote"]) { $1 }], key: "k3")
        let feed = daemon.data + "/../MARKREF-1.csv"
        let header =
            "VPD Ref,Occurred,Surname,Forenames,Known As,Date of Birth,Gender,Home Address,Locus,Children Present,"
            + "Suspected Substances,Concern,Sent\n"
        let line =
            "VPDMARK-1,01-Mar-2021 08:20,MARKSURNAME,MARKFORENAME,Markalias,01-Feb-1980,F,"
            + "\"1 Markstreet, Dundee DD4 9ZZ\",Markscene,No,marksubstance,Adult concern,2021-03-01\n"
        try (header + line + "Markalias,,,\n").write(toFile: feed, atomically: true, encoding: .utf8)
        _ = try? await daemon.run(["ingest", "police=" + feed])
        try (header + line).write(toFile: feed, atomically: true, encoding: .utf8)
        try await daemon.run(["ingest", "police=" + feed])
        // Not this source's columns at all.
        try "Marksurname;Markforename\nMarkstreet;x\n".write(toFile: feed, atomically: true, encoding: .utf8)
        _ = try? await daemon.run(["ingest", "hospital=" + feed])
        try await daemon.settle()
    }

    private func rudeness(_ daemon: EndToEndDaemon) async throws {
        for path in ["/huddle?Surname=Markquery", "/Markquery", "/c/Markquery", "/api/v1/cases/Markquery/Markquery"] {
            _ = try await daemon.ask("GET", path, as: "morag")
        }
        _ = try await daemon.ask(
            "POST", EndToEndDaemon.notifications, as: "ambulance", headers: ["Idempotency-Key": "Marknote"],
            body: Data(#"{"source":"ambulance","cells":{"Surname": ["Marksurname"]}, "Markalias": 1"#.utf8))
        _ = try await daemon.ask("GET", "/huddle", as: "nobody", headers: ["X-Forwarded-For": "Markquery"])
        let socket = try EndToEndSocket.connect(port: daemon.client("morag").port)
        EndToEndSocket.write(Array("GET /\u{1}Markquery HTTP/9.9\r\nMarksurname\r\n\r\n".utf8), to: socket)
        close(socket)
    }

    private func work(_ daemon: EndToEndDaemon, _ code: String) async throws {
        _ = try await daemon.command("screen", code, ["worker": "worker-1", "note": "Marknote about Markforename"])
        _ = try await daemon.command("assign", code, ["worker": "Marksurname"])
        _ = try await daemon.command("assign", code, ["worker": "worker-1", "note": "Marknote"])
        _ = try await daemon.command("attempt", code, ["worker": "worker-1", "way": "Marknote"])
        try await daemon.run(["case", "show", code])
        _ = try? await daemon.run(["case", "assign", "Markquery", "--worker", "worker-1"])
        let names = try await daemon.ask("GET", "/huddle?names=yes", as: "morag")
        #expect(String(decoding: names.body, as: UTF8.self).localizedCaseInsensitiveContains("Marksurname"))
    }
}

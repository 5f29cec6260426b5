import Foundation
import Glibc
import Testing

/// A day of which every part tells the daemon of somebody with unmistakable names, in one field or another.
enum CanaryDay {
    /// Nobody and nothing of these exists; each is told to the daemon in one field or another.
    static let markers = [
        "Marksurname", "Markforename", "Markalias", "0102801234", "01/02/1980", "1980-02-01", "Markstreet", "DD4 9ZZ",
        "DD49ZZ", "Markscene", "marksubstance", "MARKREF-1", "VPDMARK-1", "Marknote", "Markquery", "markbasic",
    ]

    static let row = [
        "Incident No": "MARKREF-1", "Call Date": "01/03/2021", "Call Time": "08:00", "Forename": "Markforename",
        "Surname": "Marksurname", "DOB": "01/02/1980", "CHI": "0102801234", "Sex": "F",
        "Home Address": "1 Markstreet", "Home Postcode": "DD4 9ZZ", "Incident Address": "Markscene",
        "Incident Postcode": "DD4 9ZZ", "Naloxone": "Y", "Doses": "1", "Conveyed": "N", "Destination": "",
        "Substances": "marksubstance", "Sent": "2021-03-01",
    ]

    /// Notifications, rude requests, work on the case, four days of its ladder, reports.
    static func live(_ daemon: EndToEndDaemon) async throws {
        try await notifications(daemon)
        try await rudeness(daemon)
        let code = try #require(daemon.codes.first)
        try await work(daemon, code)
        try daemon.signal(SIGHUP)
        try await daemon.advance("4d")
        try await daemon.settle()
        try await daemon.run(["report", "huddle", "--names"])
        try await daemon.run(["verify"])
    }

    private static func notifications(_ daemon: EndToEndDaemon) async throws {
        #expect(try await daemon.post([row], key: "k1").status == 201)
        #expect(
            try await daemon.post([row.merging(["Surname": "Marksurname-Other"]) { $1 }], key: "k2").status == 201)
        _ = try await daemon.post([row.mapValues { _ in "" }.merging(["Doses": "Marknote"]) { $1 }], key: "k3")
        let feed = daemon.data + "/../MARKREF-1.csv"
        let header =
            "VPD Ref,Occurred,Surname,Forenames,Known As,Date of Birth,Gender,Home Address,Locus,Children Present,"
            + "Suspected Substances,Concern,Sent\n"
        let line =
            "VPDMARK-1,01-Mar-2021 08:20,MARKSURNAME,MARKFORENAME,Markalias,01-Feb-1980,F,"
            + "\"1 Markstreet, Dundee DD4 9ZZ\",Markscene,No,marksubstance,Adult concern,2021-03-01\n"
        try (header + line + "Markalias,,,\n").write(toFile: feed, atomically: true, encoding: .utf8)
        _ = try? await daemon.run(["ingest", "police=" + feed])
        try (header + line).write(toFile: daemon.data + "/../good.csv", atomically: true, encoding: .utf8)
        try (header + line).write(toFile: feed, atomically: true, encoding: .utf8)
        try await daemon.run(["ingest", "police=" + feed])
        // Not this source's columns at all.
        try "Marksurname;Markforename\nMarkstreet;x\n".write(toFile: feed, atomically: true, encoding: .utf8)
        _ = try? await daemon.run(["ingest", "hospital=" + feed])
        try await daemon.settle()
    }

    private static func rudeness(_ daemon: EndToEndDaemon) async throws {
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

    private static func work(_ daemon: EndToEndDaemon, _ code: String) async throws {
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

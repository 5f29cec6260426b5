import Foundation
import NFODConfig
import NFODEngine
import NFODStore
import Testing

@testable import NFODDaemon

/// A week on a simulated clock from Monday 1 March 2021 on, with a small team and a short ladder of its own, told as a
/// transcript of what happened. Local time is UTC then.
final class Timeline {
    let root: String
    let daemon: Daemon

    var workflow: Workflow { daemon.workflow }
    var now: Instant { workflow.clock.now() }

    /// - Parameter edits: words of `team.yaml` or `escalation.yaml` and what stands there instead.
    init(_ start: String = "Mon 10:00", _ edits: [(file: String, from: String, to: String)] = []) throws {
        root = OperationScratch.newPath()
        let config = root + "/config"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: OperationScratch.config, toPath: config)
        try Self.team.write(toFile: config + "/team.yaml", atomically: true, encoding: .utf8)
        try Self.ladder.write(toFile: config + "/escalation.yaml", atomically: true, encoding: .utf8)
        for edit in edits { try Self.edit(config, edit.file, edit.from, edit.to) }
        daemon = try Daemon(
            Daemon.Options(
                dataDirectory: root + "/data", configDirectory: config, clock: .simulated(try Self.instant(start)),
                createIfMissing: true, delivery: .record, seed: 7))
    }

    deinit {
        try? daemon.close()
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Changes a file and puts it in force.
    func edit(_ edits: [(file: String, from: String, to: String)]) throws {
        for edit in edits { try Self.edit(root + "/config", edit.file, edit.from, edit.to) }
        _ = try daemon.reload()
    }

    private static func edit(_ config: String, _ file: String, _ from: String, _ to: String) throws {
        let path = config + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(from), "\(file): \(from)")
        try text.replacingOccurrences(of: from, with: to).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// `Mon 10:00`, and `Mon2 10:00` for the week after.
    static func instant(_ words: String) throws -> Instant {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let halves = words.split(separator: " ")
        let week = halves[0].hasSuffix("2") ? 7 : 0
        let day = try #require(days.firstIndex(of: String(halves[0].prefix(3))), "\(words)")
        return try #require(
            Instant(iso8601: "2021-03-\(day + week + 1 < 10 ? "0" : "")\(day + week + 1)T\(halves[1]):00+00:00"))
    }

    /// Lives on until then; everything due on the way happens at its own instant.
    func until(_ words: String) throws { try daemon.scheduler.advance(to: try Self.instant(words)) }

    /// An overdose told by the ambulance now. Same surname: the same person.
    @discardableResult
    func takeIn(_ reference: String = "SAS-1", surname: String = "Testperson", overdose: String) throws -> CaseCode {
        let local = ZoneRules.utc.local(try Self.instant(overdose))
        let born = surname.utf8.reduce(0) { ($0 * 31 + Int($1)) % 28 } + 1
        let row = [
            "Incident No": reference,
            "Call Date": local.date.iso8601.split(separator: "-").reversed().joined(separator: "/"),
            "Call Time": local.time.hourAndMinute, "Forename": "Ailsa", "Surname": surname,
            "DOB": "\(born < 10 ? "0" : "")\(born)/02/1985", "CHI": "", "Sex": "F",
            "Home Address": "\(born) Example Street", "Home Postcode": "DD1 1AA",
            "Incident Address": "\(born) Example Street", "Incident Postcode": "DD1 1AA", "Naloxone": "Y",
            "Doses": "1", "Conveyed": "N", "Destination": "", "Substances": "heroin",
            "Sent": ZoneRules.utc.local(now).date.iso8601,
        ]
        let before = try codes().count
        _ = try daemon.intake.ingest(SourceID("ambulance"), cells: row, by: .source(SourceID("ambulance")))
        try daemon.scheduler.tick()
        let codes = try codes()
        try #require(codes.count == before + 1)
        return try #require(codes.last)
    }

    func codes() throws -> [CaseCode] { try workflow.read { try $0.tx.responses.all().map(\.code) } }

    /// What a person does; what it makes due happens at once.
    @discardableResult
    func run(
        _ action: CaseRequest.Action, _ code: CaseCode, _ fill: (inout CaseRequest) -> Void = { _ in }
    ) throws -> CaseState {
        var request = CaseRequest(action: action, code: code.name)
        fill(&request)
        let filled = request
        let state = try workflow.perform(as: .user("morag")) { try $0.carryOut(filled).state }
        try daemon.scheduler.tick()
        return state
    }

    /// As a request gives it: `2021-03-01T10:00:00+00:00`.
    func iso(_ words: String) throws -> String { ZoneRules.utc.iso8601(try Self.instant(words)) }

    /// Spoke with the person by telephone.
    func reach(_ code: CaseCode, by worker: String, at: String) throws {
        let at = try iso(at)
        try run(.contact, code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = worker
            $0.aboutThisOverdose = true
            $0.supportOffered = true
            $0.at = at
        }
    }

    /// A manager signs that a duty has nobody from 17:00 to 09:00.
    func declareNights(of role: String, through day: String, signedBy manager: String) throws {
        var request = RosterRequest(action: .declare)
        request.role = role
        request.days = "monday,tuesday,wednesday,thursday"
        (request.fromTime, request.toTime) = ("17:00", "09:00")
        (request.from, request.to) = ("2021-03-01", day)
        request.signedBy = manager
        let filled = request
        try workflow.perform(as: .user("morag")) { _ = try $0.carryOut(filled) }
    }

    /// Subjects of the alarms of a kind that stand.
    func standing(_ kind: AlarmKind) throws -> [String] {
        try workflow.read { try $0.tx.alarms.standing() }.map(\.alarm).filter { $0.kind == kind }
            .compactMap { $0.subject?.name }
    }

    func holds() throws -> [String] {
        let report = try Verification(daemon).run()
        return report.holds ? [] : report.lines
    }
}

extension Timeline {
    static let ladder = """
        ladder: timeline
        acknowledgementHolds: 4h
        levels:
          - { name: owner, at: { overdose: 0h }, tell: [owner] }
          - { name: owner again, at: { afterLevelBefore: 8h }, tell: [owner] }
          - { name: a day gone, at: { overdose: 24h }, tell: [owner, "role:coordinator"] }
          - name: twelve hours left
            at: { beforeDue: 12h }
            tell: ["role:coordinator", "role:duty-manager"]
            last: true
          - { name: due, at: { afterDue: 0h }, tell: ["role:duty-manager", "role:coordinator"], last: true }
        repeatLastEvery: 2h
        repeatLastFor: 6h
        """

    /// Anna by day, Berta in the evening, at night and at the weekend; Carla coordinates, on Friday and at the weekend
    /// Dora does; Erik manages.
    static let team = """
        holidays: dundee-city-council
        agencies:
          outreach:
            label: Outreach
            mayBeTold: everything
            calendar:
              { days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00, holidays: scotland }
          council:
            label: Council
            mayBeTold: everything
            calendar:
              { days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00, holidays: scotland }
        workers:
          anna:
            name: Anna Example
            agency: outreach
            skills: [outreach]
            shifts: [{ days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00 }]
            capacity: 9
            channels: [team-webhook]
          berta:
            name: Berta Example
            agency: outreach
            skills: [outreach]
            shifts: [{ days: [friday, saturday], from: 12:00, to: 20:00 }]
            capacity: 9
            channels: [team-webhook]
          carla: { name: Carla Example, agency: council, capacity: 9, channels: [team-webhook] }
          dora: { name: Dora Example, agency: council, capacity: 9, channels: [team-webhook] }
          erik: { name: Erik Example, agency: council, capacity: 9, channels: [team-webhook] }
        duty:
          coordinator:
            label: Coordinator
            turns:
              - { days: [monday, tuesday, wednesday, thursday], from: 08:30, to: 08:30, worker: carla }
              - { days: [friday, saturday, sunday], from: 08:30, to: 08:30, worker: dora }
            deputies: [dora]
          duty-worker:
            label: Duty worker
            turns:
              - { days: [monday, tuesday, wednesday, thursday, friday], from: 09:00, to: 17:00, worker: anna }
              - { days: [monday, tuesday, wednesday, thursday, friday], from: 17:00, to: 09:00, worker: berta }
              - { days: [saturday, sunday], from: 09:00, to: 09:00, worker: berta }
          hospital-liaison: { label: Liaison, turns: [], deputies: [carla] }
          custody-contact: { label: Custody, turns: [], deputies: [carla] }
          young-people-lead: { label: Young people, turns: [], deputies: [carla] }
          duty-manager:
            label: Manager
            turns:
              - { days: [monday, tuesday, wednesday, thursday], from: 08:30, to: 08:30, worker: erik }
              - { days: [friday, saturday, sunday], from: 08:30, to: 08:30, worker: erik }
        """
}

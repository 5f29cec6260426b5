import Foundation
import NFODEngine
import NFODStore

@testable import NFODDaemon

/// People who have nothing in common but, at times, a scene; and questions about them that linkage would not ask.
extension DaemonFixture {
    struct Somebody {
        let forename: String
        let surname: String
        /// Day, month, year.
        let born: (String, String, String)
        let home: String
        let postcode: String
    }

    static let people = [
        Somebody(
            forename: "Ailsa", surname: "Testperson", born: ("01", "Feb", "1985"), home: "1 Example Street",
            postcode: "DD1 1AA"),
        Somebody(
            forename: "Bruce", surname: "Otherman", born: ("09", "Sep", "1970"), home: "22 Sample Road",
            postcode: "DD2 2BB"),
        Somebody(
            forename: "Catriona", surname: "Fictive", born: ("17", "Jun", "1992"), home: "3 Third Row",
            postcode: "DD3 3CC"),
        Somebody(
            forename: "Dougal", surname: "Imaginary", born: ("28", "Dec", "1961"), home: "44 Fourth Wynd",
            postcode: "DD4 4DD"),
    ]

    private static let months = ["Feb": "02", "Sep": "09", "Jun": "06", "Dec": "12"]

    /// - Parameters:
    ///   - day: of March 2021. - time: `HH:mm`. - cells: columns that are other than usual.
    @discardableResult
    func ambulance(
        _ somebody: Somebody, _ reference: String, day: Int, time: String, _ cells: [String: String] = [:]
    ) throws -> IngestResult {
        let (d, m, y) = somebody.born
        return try ambulance(
            [
                "Incident No": reference, "Call Date": "0\(day)/03/2021", "Call Time": time,
                "Forename": somebody.forename, "Surname": somebody.surname, "DOB": "\(d)/\(Self.months[m] ?? "")/\(y)",
                "Home Address": somebody.home, "Home Postcode": somebody.postcode, "Incident Address": somebody.home,
                "Incident Postcode": somebody.postcode, "Sent": "2021-03-0\(day)",
            ].merging(cells) { $1 })
    }

    @discardableResult
    func police(
        _ somebody: Somebody, _ reference: String, day: Int, time: String, _ cells: [String: String] = [:]
    ) throws -> IngestResult {
        let (d, m, y) = somebody.born
        let address = "\(somebody.home), Dundee \(somebody.postcode)"
        let row = [
            "VPD Ref": reference, "Occurred": "0\(day)-Mar-2021 \(time)", "Surname": somebody.surname.uppercased(),
            "Forenames": somebody.forename.uppercased(), "Known As": "", "Date of Birth": "\(d)-\(m)-\(y)",
            "Gender": "", "Home Address": address, "Locus": address, "Children Present": "No",
            "Suspected Substances": "heroin", "Concern": "", "Sent": "2021-03-0\(day)",
        ].merging(cells) { $1 }
        return try daemon.intake.ingest(SourceID("police"), cells: row, by: .source(SourceID("police")))
    }

    /// - Parameter arrived: `HH:mm`.
    @discardableResult
    func hospital(
        _ somebody: Somebody, _ reference: String, day: Int, arrived: String, _ cells: [String: String] = [:]
    ) throws -> IngestResult {
        let (d, m, y) = somebody.born
        let row = [
            "Attendance": reference, "CHI Number": "",
            "Patient": "\(somebody.surname.uppercased()), \(somebody.forename)",
            "Birth Date": "\(y)-\(Self.months[m] ?? "")-\(d)", "Sex": "", "Arrived": "2021-03-0\(day)T\(arrived)+00:00",
            "Departed": "", "Diagnosis": "T40.1", "Self Harm": "N", "Postcode": somebody.postcode,
            "Outcome": "Admitted", "Sent": "2021-03-0\(day)",
        ].merging(cells) { $1 }
        return try daemon.intake.ingest(SourceID("hospital"), cells: row, by: .source(SourceID("hospital")))
    }

    /// A crew that does not know whom it took to hospital.
    @discardableResult
    func ambulanceOfNobody(
        _ reference: String, day: Int, time: String, scene: Somebody, _ cells: [String: String] = [:]
    ) throws -> IngestResult {
        let nobody = [
            "Forename": "Unknown", "Surname": "Male", "DOB": "", "Sex": "", "Home Address": "",
            "Home Postcode": "", "Conveyed": "Y", "Destination": "Ninewells ED",
        ]
        return try ambulance(scene, reference, day: day, time: time, nobody.merging(cells) { $1 })
    }

    /// A question whether the first is one of the others, as linkage would have asked it of the first; rules look at
    /// open questions.
    func ask(_ person: PersonID, whether candidates: PersonID...) throws -> ReviewID {
        try workflow.perform(as: .machine("linkage")) { work in
            let root = try work.tx.people.root(of: person)
            guard let notification = try work.loadPerson(root).state.notifications.keys.min() else {
                throw FixtureError()
            }
            let review = ReviewID(try work.next("review"))
            let offers = try candidates.map {
                RankedCandidate(person: try work.tx.people.root(of: $0), bits: Bits(tenths: 20), reasons: [])
            }
            try work.handle(.openReview(review, notification, candidates: offers), on: root)
            let group = try work.tx.people.everybody(in: root)
            for row in try work.tx.responses.rows(of: group) { try work.readRules(of: row.id) }
            return review
        }
    }

    func root(_ person: PersonID?) throws -> PersonID? {
        try workflow.read { reading in try person.map { try reading.tx.people.root(of: $0) } }
    }

    /// Spoke with the person, by telephone, now.
    @discardableResult
    func reach(_ code: CaseCode, at: String? = nil) throws -> CaseState {
        try run(.contact, code) {
            $0.way = "phone"
            $0.outcome = "wantsSupport"
            $0.worker = "worker-1"
            $0.aboutThisOverdose = true
            $0.supportOffered = true
            $0.at = at
        }
    }

    func holds() throws -> [String] {
        let report = try Verification(daemon).run()
        return report.holds ? [] : report.lines
    }
}

import NFODEngine

/// One row as a source of the shipped configuration would write it.
struct DemoRow: Sendable {
    let source: SourceID
    let cells: [String: String]

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter person: nil for somebody whom nobody could name.
    static func ambulance(
        _ reference: String, _ person: DemoPerson?, at: CivilDateTime, doses: Int = 1, conveyed: Bool = false,
        substances: String = "heroin", scene: String? = nil, sent: CivilDate? = nil
    ) -> DemoRow {
        let home = person.map { ($0.street, $0.postcode) }
        return DemoRow(
            source: SourceID("ambulance"),
            cells: [
                "Incident No": reference, "Call Date": slashed(at.date), "Call Time": clock(at.time),
                "Forename": person?.forename ?? "Unknown", "Surname": person?.surname ?? "Male",
                "DOB": person.map { slashed($0.birthDate) } ?? "", "CHI": person?.chi ?? "",
                "Sex": person?.isFemale == true ? "F" : "M", "Home Address": home?.0 ?? "",
                "Home Postcode": home?.1 ?? "", "Incident Address": scene ?? home?.0 ?? "",
                "Incident Postcode": scene == nil ? home?.1 ?? "" : "DD1 4ZZ",
                "Naloxone": doses > 0 ? "Y" : "N", "Doses": String(doses), "Conveyed": conveyed ? "Y" : "N",
                "Destination": conveyed ? "Ninewells ED" : "", "Substances": substances, "Sent": sent?.iso8601 ?? "",
            ])
    }

    static func police(_ reference: String, _ person: DemoPerson, at: CivilDateTime, concern: String = "") -> DemoRow {
        DemoRow(
            source: SourceID("police"),
            cells: [
                "VPD Ref": reference, "Occurred": "\(dashed(at.date)) \(clock(at.time))", "Surname": person.surname,
                "Forenames": person.forename, "Known As": "", "Date of Birth": dashed(person.birthDate),
                "Gender": person.isFemale ? "Female" : "Male",
                "Home Address": "\(person.street), Dundee \(person.postcode)",
                "Locus": "\(person.street), Dundee \(person.postcode)", "Children Present": "No",
                "Suspected Substances": "street benzodiazepines", "Concern": concern, "Sent": "",
            ])
    }

    /// - Parameter offset: of local time, as the hospital writes it.
    static func hospital(
        _ reference: String, _ person: DemoPerson, arrived: CivilDateTime, offset: String = "+01:00",
        outcome: String = "Discharged", sent: CivilDate? = nil
    ) -> DemoRow {
        DemoRow(
            source: SourceID("hospital"),
            cells: [
                "Attendance": reference, "CHI Number": person.chi,
                "Patient": "\(person.surname.uppercased()), \(person.forename)",
                "Birth Date": person.birthDate.iso8601, "Sex": person.isFemale ? "f" : "m",
                "Arrived": "\(arrived.date.iso8601)T\(clock(arrived.time))\(offset)", "Departed": "",
                "Diagnosis": "T40.1", "Self Harm": "N", "Postcode": person.postcode, "Outcome": outcome,
                "Sent": sent?.iso8601 ?? "",
            ])
    }

    static func community(
        _ reference: String, name: String, on date: CivilDate, birthYear: String = "", postcode: String, note: String
    ) -> DemoRow {
        DemoRow(
            source: SourceID("community"),
            cells: [
                "Ref": reference, "Date": slashed(date), "Name": name, "Year of Birth": birthYear,
                "Postcode": postcode, "Reported By": "Drop-in", "Note": note, "Sent": "",
            ])
    }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func slashed(_ date: CivilDate) -> String {
        "\(twoDigits(date.day))/\(twoDigits(date.month))/\(date.year)"
    }

    private static func dashed(_ date: CivilDate) -> String {
        "\(twoDigits(date.day))-\(months[date.month - 1])-\(date.year)"
    }

    private static func clock(_ time: CivilTime) -> String { "\(twoDigits(time.hour)):\(twoDigits(time.minute))" }
}

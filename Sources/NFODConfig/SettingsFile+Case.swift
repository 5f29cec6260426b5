import NFODEngine

/// The section `case`: clock and endings of a response.
extension SettingsFile {
    func casePolicy(_ reader: YAMLReader) -> CasePolicy? {
        reader.allowKeys([
            "contactWithin", "shortNotice", "goalAfterNotification", "followUpWithin", "silenceAtMost",
            "acceptWithin", "offerAgainEvery", "beforeNotReached",
        ])
        let least = reader.required("beforeNotReached")
        least?.allowKeys(["attempts", "ways", "partsOfDay", "visits"])
        guard let contactWithin = reader.required("contactWithin")?.span(),
            let shortNotice = reader.required("shortNotice")?.span(),
            let goal = reader.required("goalAfterNotification")?.span(),
            let followUp = reader.required("followUpWithin")?.span(),
            let silence = reader.required("silenceAtMost")?.span(),
            let again = reader.required("offerAgainEvery")?.span(),
            let number = least?.required("attempts")?.integer(in: 0...100),
            let ways = least?.required("ways")?.integer(in: 0...6),
            let parts = least?.required("partsOfDay")?.integer(in: 0...4),
            let visits = least?.required("visits")?.integer(in: 0...100)
        else { return nil }
        return CasePolicy(
            contactWithin: contactWithin, shortNotice: shortNotice, goalAfterNotification: goal,
            followUpWithin: followUp, silenceAtMost: silence, offerAgainEvery: again,
            beforeNotReached: .init(number: number, ways: ways, partsOfDay: parts, visits: visits))
    }
}

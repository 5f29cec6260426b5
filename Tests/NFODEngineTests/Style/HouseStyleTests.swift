import Testing

/// The style of the house, over every file of the repository. What a rule means stands with the rule.
@Suite struct HouseStyle {
    @Test func theWholeRepositoryIsRead() {
        #expect(Repository.sources.count > 100)
        #expect(Set(Repository.sources.compactMap(\.module)).isSuperset(of: ["NFODEngine", "NFODStore", "nfodd"]))
        for path in ["config/nfodd.yaml", "packaging/nfodd.1", "packaging/nfodd.service"] {
            #expect(Repository.files.contains { $0.path == path }, "\(path)")
        }
    }

    @Test func filesLinesAndFunctionsAreShort() {
        expectNone(Repository.swift.flatMap(LengthRules.check))
    }

    @Test func theEngineIsPure() {
        expectNone(Repository.sources.flatMap(PurityRules.check))
    }

    @Test func importsPointDownwards() {
        expectNone(Repository.sources.flatMap(LayerRules.check))
    }

    @Test func nothingStopsTheDaemonBySurprise() {
        expectNone(Repository.sources.flatMap(SafetyRules.check))
    }

    @Test func nothingIsLeftForLater() {
        expectNone(
            Repository.files.filter { !$0.isUnder(["Tests/NFODEngineTests/Style/"]) }.flatMap(SafetyRules.leftOvers))
    }

    @Test func filesAndTypesAreNamedForWhatTheyAre() {
        let types = Dictionary(grouping: Repository.sources, by: \.module).mapValues { files in
            Set(files.flatMap { Declaration.all(in: $0) }.map(\.name))
        }
        expectNone(Repository.swift.flatMap { NamingRules.check($0, typesOfModule: types[$0.module] ?? []) })
    }

    @Test func rule43_noPersonalTypeStandsInAnEvent() {
        let personal = PrivacyRules.personalTypes(in: Repository.sources)
        #expect(personal.isSuperset(of: ["NotificationDetails", "CHINumber", "PersonEvidence"]))
        expectNone(Repository.sources.flatMap { PrivacyRules.check($0, personal: personal) })
    }

    @Test func wordsAboutPeopleArePeopleFirst() {
        expectNone(Repository.files.flatMap(WordRules.check))
    }

    private func expectNone(_ violations: [Violation], at location: SourceLocation = #_sourceLocation) {
        for violation in violations { Issue.record(Comment(rawValue: violation.description), sourceLocation: location) }
    }
}

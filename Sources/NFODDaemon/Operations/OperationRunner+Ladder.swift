import NFODConfig
public import NFODEngine
import NFODStore

extension OperationRunner {
    /// `nfodd config explain CODE`
    func explainLadder(_ code: CaseCode, asJSON: Bool) throws -> Answer {
        let workflow = daemon.workflow
        let context = workflow.context(at: workflow.clock.now())
        let state = try workflow.read { reading in
            guard let loaded = try reading.loadCase(try reading.caseID(code)) else { throw CaseRefusal.noSuchCase }
            return loaded.state
        }
        let forecast = LadderForecast.of(state, in: context, team: workflow.configuration.team)
        let explained = LadderExplanation(state: state, forecast: forecast, context: context, isPreview: false)
        return Answer(output: asJSON ? JSONText.of(LadderAnswer(explained)) : explained.text)
    }
}

/// `nfodd ladder preview`: needs no data directory.
public enum LadderPreview {
    /// - Parameter notified: when the team hears of it.
    public static func run(config: String, overdose: Instant, notified: Instant, asJSON: Bool) -> Answer {
        do {
            return try answer(try Daemon.configuration(config), overdose, notified, asJSON)
        } catch {
            return Failure.answer(error)
        }
    }

    private static func answer(
        _ configuration: Configuration, _ overdose: Instant, _ notified: Instant, _ asJSON: Bool
    ) throws -> Answer {
        guard overdose <= notified else {
            throw InvalidInput([.init(field: "notified", code: "beforeOverdose", expected: "a time after the overdose")]
            )
        }
        let team = configuration.team
        let context = CaseContext(
            now: notified, actor: .machine("preview"), policy: configuration.settings.casePolicy,
            ladders: LadderBook(current: configuration.ladder), huddles: configuration.huddles, directory: team,
            zone: configuration.zone)
        let owner = FirstOwner.of(isPossiblyUnder18: false, whereabouts: nil, team: team, at: notified)
        let preview = LadderForecast.preview(overdose: overdose, owner: .role(owner.role), in: context, team: team)
        guard let (state, forecast) = preview else { preconditionFailure("an opening makes a case") }
        let explained = LadderExplanation(state: state, forecast: forecast, context: context, isPreview: true)
        return Answer(output: asJSON ? JSONText.of(LadderAnswer(explained)) : explained.text)
    }
}

import NFODConfig
public import NFODEngine
import NFODStore

extension OperationRunner {
    /// `nfodd config explain CODE`
    func explainLadder(_ code: CaseCode, asJSON: Bool) throws -> Answer {
        let workflow = daemon.workflow
        let explained = try workflow.read { reading in
            guard let state = try reading.loadCase(try reading.caseID(code))?.state else {
                throw CaseRefusal.noSuchCase
            }
            let now = workflow.clock.now()
            let context = LadderExplanation.context(
                reading.configuration, workflow.ladders, huddles: reading.huddles, at: now, as: "forecast")
            let forecast = LadderForecast.of(state, in: context, team: reading.configuration.team)
            return LadderExplanation(state: state, forecast: forecast, context: context, isPreview: false)
        }
        return Answer(output: asJSON ? JSONText.of(LadderAnswer(explained)) : explained.text)
    }
}

extension LadderExplanation {
    /// What decisions would look at then, by this configuration.
    static func context(
        _ configuration: Configuration, _ ladders: LadderBook, huddles: HuddleCalendar, at instant: Instant,
        as machine: String
    ) -> CaseContext {
        CaseContext(
            now: instant, actor: .machine(machine), policy: configuration.settings.casePolicy, ladders: ladders,
            huddles: huddles, directory: configuration.team, zone: configuration.zone)
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
        let context = LadderExplanation.context(
            configuration, LadderBook(current: configuration.ladder), huddles: configuration.huddles, at: notified,
            as: "preview")
        let owner = FirstOwner.of(isPossiblyUnder18: false, whereabouts: nil, team: team, at: notified)
        let preview = LadderForecast.preview(overdose: overdose, owner: .role(owner.role), in: context, team: team)
        guard let (state, forecast) = preview else { preconditionFailure("an opening makes a case") }
        let explained = LadderExplanation(state: state, forecast: forecast, context: context, isPreview: true)
        return Answer(output: asJSON ? JSONText.of(LadderAnswer(explained)) : explained.text)
    }
}

import NFODConfig
import NFODEngine
public import ServiceLifecycle

/// Looks through the inbox for as long as the daemon lives.
public struct InboxService: Service {
    private let inbox: Inbox
    private let workflow: Workflow

    public init(_ inbox: Inbox, _ daemon: Daemon) {
        self.inbox = inbox
        workflow = daemon.workflow
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await inbox.look()
                let pause = workflow.configuration.settings.inbox.lookEvery
                try? await Task.sleep(for: .milliseconds(pause.milliseconds))
            }
        }
    }
}

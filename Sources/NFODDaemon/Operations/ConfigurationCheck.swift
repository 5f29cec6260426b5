import NFODConfig

/// `nfodd config check`: needs no data directory.
public enum ConfigurationCheck {
    /// What is worth a look although nothing is wrong goes to standard error, as what is wrong does.
    public static func run(_ directory: String) -> Answer {
        do {
            let configuration = try Daemon.configuration(directory)
            return Answer(
                output: "\(directory): \(configuration.files.count) files, nothing wrong",
                errors: configuration.warnings.map { "warning: \($0)" })
        } catch {
            return Failure.answer(error)
        }
    }
}

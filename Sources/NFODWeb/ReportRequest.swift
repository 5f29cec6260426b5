import NFODDaemon

/// One report at one instant (`Operation` is also a class of Foundation's).
typealias ReportRequest = NFODDaemon.Operation.ReportRequest

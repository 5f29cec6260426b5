// swift-tools-version: 6.2
import PackageDescription

/// `NFOD_ONLY=engine` builds the pure engine and its tests alone, in seconds; `config`, `store`, `notify` and `sheet`
/// add one module and what it needs. Each wants a `--scratch-path` of its own, because the dependencies differ.
let only = Context.environment["NFOD_ONLY"] ?? ""

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The engine is optimised in debug builds too, so that replays and linkage tests run at release speed. Alone it is
/// not: from nothing, optimising costs more than its tests save.
let optimised: [SwiftSetting] = only == "engine" ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

let engineTargets: [Target] = [
    .target(name: "NFODEngine", swiftSettings: house + optimised),
    .testTarget(
        name: "NFODEngineTests", dependencies: ["NFODEngine"], exclude: ["Huddle/Golden", "Events/Golden"],
        swiftSettings: house),
]

let configTargets: [Target] = [
    .target(
        name: "NFODConfig",
        dependencies: [
            "NFODEngine", .product(name: "Yams", package: "Yams"), .product(name: "Crypto", package: "swift-crypto"),
        ],
        swiftSettings: house),
    .testTarget(name: "NFODConfigTests", dependencies: ["NFODConfig", "NFODEngine"], swiftSettings: house),
]

let notifyTargets: [Target] = [
    // Receivers of all manners on loopback, for tests of the transport and of delivery.
    .target(name: "ReceiverFixture", path: "Tests/ReceiverFixture", swiftSettings: house),
    .systemLibrary(
        name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(
        name: "Notify",
        dependencies: ["NFODEngine", "CCurl", .product(name: "Crypto", package: "swift-crypto")],
        swiftSettings: house),
    .testTarget(
        name: "NotifyTests",
        dependencies: ["Notify", "NFODEngine", "ReceiverFixture", .product(name: "Crypto", package: "swift-crypto")],
        swiftSettings: house),
]

let sheetTargets: [Target] = [
    .systemLibrary(name: "CZip", path: "Sources/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
        name: "CXLSXWriter", path: "Sources/CXLSXWriter", pkgConfig: "xlsxwriter",
        providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
        name: "Spreadsheet", dependencies: ["NFODEngine", "CZip", "CExpat", "CXLSXWriter"], swiftSettings: house),
    .target(
        name: "WorkbookFixture", dependencies: ["CZip"], path: "Tests/WorkbookFixture", swiftSettings: house),
    .testTarget(
        name: "SpreadsheetTests", dependencies: ["Spreadsheet", "NFODEngine", "CZip", "WorkbookFixture"],
        swiftSettings: house),
]

let storeTargets: [Target] = [
    .systemLibrary(name: "CFileSystem"),
    .target(
        name: "NFODStore",
        dependencies: [
            "NFODEngine", "CFileSystem", .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
            .product(name: "Crypto", package: "swift-crypto"),
        ],
        swiftSettings: house),
    .testTarget(
        name: "NFODStoreTests",
        dependencies: ["NFODStore", "NFODEngine", .product(name: "GRDB", package: "GRDB.swift")],
        swiftSettings: house),
]

let daemonTargets: [Target] = [
    .target(
        name: "NFODDaemon",
        dependencies: [
            "NFODEngine", "NFODConfig", "NFODStore", "Notify", "Spreadsheet",
            .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        swiftSettings: house),
    .target(
        name: "NFODWeb",
        dependencies: [
            "NFODDaemon", "NFODEngine", "NFODConfig", "NFODStore",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        swiftSettings: house),
    .executableTarget(
        name: "nfodd",
        dependencies: [
            "NFODWeb", "NFODDaemon", "NFODEngine",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        swiftSettings: house),
    .testTarget(
        name: "NFODDaemonTests",
        dependencies: [
            "NFODDaemon", "NFODStore", "NFODConfig", "NFODEngine", "Notify", "Spreadsheet", "WorkbookFixture",
            "ReceiverFixture", .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        swiftSettings: house),
    .testTarget(
        name: "NFODWebTests",
        dependencies: [
            "NFODWeb", "NFODDaemon", "NFODEngine", "NFODConfig", "NFODStore", "Notify", "ReceiverFixture",
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        swiftSettings: house),
]

let yams = Package.Dependency.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")
let crypto = Package.Dependency.package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
let grdb = Package.Dependency.package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0")
let others: [Package.Dependency] = [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
]

let dependencies: [Package.Dependency]
let targets: [Target]
switch only {
case "engine": (dependencies, targets) = ([], engineTargets)
case "config": (dependencies, targets) = ([yams, crypto], engineTargets + configTargets)
case "notify": (dependencies, targets) = ([crypto], engineTargets + notifyTargets)
case "sheet": (dependencies, targets) = ([], engineTargets.prefix(1) + sheetTargets)
case "store": (dependencies, targets) = ([crypto, grdb], engineTargets + storeTargets)
default:
    dependencies = [yams, crypto, grdb] + others
    targets = engineTargets + configTargets + notifyTargets + sheetTargets + storeTargets + daemonTargets
}

let package = Package(
    name: "nfodd",
    products: only.isEmpty ? [.executable(name: "nfodd", targets: ["nfodd"])] : [],
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6]
)

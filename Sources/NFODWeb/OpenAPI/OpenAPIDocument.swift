import NFODEngine

/// What this service answers, for programs: made from ``SiteURL`` itself, so that it lists what there is and nothing
/// else.
enum OpenAPIDocument {
    static let json = JSONValue.object([
        "openapi": .string("3.1.0"),
        "info": .object([
            "title": .string("nfodd"), "version": .string("1"),
            "description": .string(
                "Rapid response to near-fatal overdoses: notifications in, commands on responses, reports out. "
                    + "No address and no answer holds personal data unless 'names' is asked for by staff."),
        ]),
        "security": .array([.object(["token": .array([])]), .object(["password": .array([])])]),
        "paths": paths,
        "components": .object([
            "securitySchemes": .object([
                "token": .object(["type": .string("http"), "scheme": .string("bearer")]),
                "password": .object([
                    "type": .string("http"), "scheme": .string("basic"),
                    "description": .string("any user name; the token as password"),
                ]),
                "callback": .object([
                    "type": .string("http"), "scheme": .string("bearer"),
                    "description": .string("what GOV.UK Notify was told to send; opens nothing else"),
                ]),
            ]),
            "schemas": OpenAPISchemas.json,
        ]),
    ])

    private static var paths: JSONValue {
        var paths: [String: JSONValue] = [:]
        for url in SiteURL.all {
            paths[url.path] = .object([url.method.rawValue.lowercased(): OpenAPIOperation(url).json])
        }
        return .object(paths)
    }
}

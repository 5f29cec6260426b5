import NFODDaemon
import NFODEngine

/// Shapes of what goes in and out.
enum OpenAPISchemas {
    static let json = JSONValue.object([
        "Notifications": notifications, "Counted": counted, "Command": command, "Response": response,
        "HuddleCommand": huddleCommand,
        "IdentityCommand": identityCommand, "IdentityForm": identityForm, "Identity": identity,
        "RosterCommand": rosterCommand, "AlertsToRetry": alertsToRetry, "LinkForm": linkForm,
        "NotifyCallback": notifyCallback,
        "Problem": problem, "Readiness": readiness,
        "Document": .object(["type": .string("object")]),
        "Page": .object(["type": .string("string")]), "Word": .object(["type": .string("string")]),
    ])

    static func content(_ type: String, _ schema: String) -> JSONValue {
        .object([type: .object(["schema": .object(["$ref": .string("#/components/schemas/" + schema)])])])
    }

    private static let linkForm = object(["token": .object(["type": .string("string")])], required: ["token"])

    private static let notifyCallback = object(
        [
            "reference": .object([
                "type": .strings(["string", "null"]), "description": .string("id of the alert that was sent"),
            ]),
            "status": type("string", "delivered, permanent-failure, temporary-failure, technical-failure or another"),
        ], required: ["status"])

    private static func object(_ properties: [String: JSONValue], required: [String] = [], isClosed: Bool = false)
        -> JSONValue
    {
        var members: [String: JSONValue] = ["type": .string("object"), "properties": .object(properties)]
        if !required.isEmpty { members["required"] = .strings(required) }
        if isClosed { members["additionalProperties"] = .bool(false) }
        return .object(members)
    }

    private static func type(_ name: String, _ words: String? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["type": .string(name)]
        if let words { members["description"] = .string(words) }
        return .object(members)
    }

    private static func list(_ element: JSONValue) -> JSONValue {
        .object(["type": .string("array"), "items": element])
    }

    private static let cells = JSONValue.object([
        "type": .string("object"), "additionalProperties": .object(["type": .strings(["string", "null"])]),
        "description": .string("column of the source's profile to text, as in its files"),
    ])

    private static let notifications = object(
        [
            "source": type("string", "id of a source"), "cells": cells,
            "rows": .object([
                "type": .string("array"), "items": cells, "minItems": .integer(1),
                "maxItems": .integer(WebLimits().rows),
            ]),
        ], required: ["source"], isClosed: true)

    private static let counted = object([
        "rows": type("integer"), "accepted": type("integer"), "unchanged": type("integer"),
        "corrected": type("integer"),
        "quarantined": type("integer"),
        "otherColumns": type("integer", "cells kept but not read: the profile names no such column"),
        "reasons": list(
            object([
                "source": type("string"), "line": type("integer"), "code": type("string"), "message": type("string"),
            ])),
    ])

    /// From the request type itself.
    private static let command = object(
        Dictionary(
            uniqueKeysWithValues: CaseRequest.bodyFields.map { field in
                (
                    field.name,
                    type(
                        field.type == "Optional<Bool>"
                            ? "boolean" : field.type == "Optional<Int64>" ? "integer" : "string")
                )
            }), isClosed: true)

    private static let huddleCommand = object(
        [
            "date": type("string", "the local day, such as 2026-12-28"),
            "time": type("string", "local, such as 10:00; the usual one when left out"),
            "why": type("string", "one of " + HuddleCalled.Why.allCases.map(\.rawValue).joined(separator: ", ")),
        ], required: ["date"], isClosed: true)

    private static let identityFields = [
        "candidate": type("string", "a person such as P0042; a question's first candidate when left out"),
        "reason": type("string", "one of " + ReviewReason.allCases.map(\.rawValue).joined(separator: ", ")),
    ]

    private static let identityCommand = object(identityFields, isClosed: true)

    private static let identityForm = object(
        identityFields.merging([
            "version": type("string", "the version that the page showed"),
            "names": type("string", "'yes': the page is shown again with names"),
        ]) { $1 }, required: ["version"], isClosed: true)

    private static let identity = object(
        [
            "subject": type("string"), "person": type("string"), "version": type("integer"),
            "cases": list(type("string")),
        ], required: ["subject", "person", "version", "cases"])

    /// From the request type itself.
    private static let rosterCommand = object(
        Dictionary(uniqueKeysWithValues: RosterRequest.textFields.map { ($0.name, type("string")) })
            .merging(["entry": type("integer")]) { $1 },
        isClosed: true)

    private static let alertsToRetry = object(
        [
            "alerts": list(type("string", "an id")), "case": type("string", "all of this case"),
            "channel": type("string", "all over this channel"), "all": type("boolean", "all there are"),
        ], isClosed: true)

    private static let response = object(
        ["case": type("string"), "version": type("integer"), "contactDueAt": type("string"), "owner": type("string")],
        required: ["case", "version", "contactDueAt", "owner"])

    private static let problem = object(
        [
            "type": type("string"), "title": type("string"), "status": type("integer"), "code": type("string"),
            "detail": type("string"), "fault": type("string", "find it in the log"),
            "problems": list(object(["field": type("string"), "code": type("string"), "expected": type("string")])),
        ], required: ["status", "code", "detail"])

    private static let readiness = object([
        "ready": type("boolean"), "store": type("string"), "schedulerLagSeconds": type("integer"),
        "configuration": type("string"), "clock": type("string"),
        "alarms": .object(["type": .string("array"), "items": type("string")]),
    ])
}

import Foundation
import NFODEngine
import Testing

@testable import NFODStore

/// The bytes are those of Foundation's encoder with sorted keys, so that either can read and hash what the other wrote.
@Suite struct CanonicalJSONTests {
    struct Sample: Codable, Hashable {
        var zebra: String
        var apple: Int64?
        var list: [Inner]
        var words: [String]
        var map: [String: String]
        var yes: Bool
        var none: [Int]
        var when: Instant
        var owner: Owner

        struct Inner: Codable, Hashable {
            var number: Int
            var day: CivilDate?
            var nested: [[Int]]
        }
    }

    private func sample(_ text: String) -> Sample {
        Sample(
            zebra: text, apple: text.isEmpty ? nil : -7,
            list: [
                .init(number: 1, day: CivilDate(iso8601: "2021-03-01"), nested: [[1, 2], []]),
                .init(number: Int.max, day: nil, nested: []),
            ], words: ["b", text, "a"], map: ["z": "1", "a/b": text, "\u{e9}": ""], yes: !text.isEmpty, none: [],
            when: Instant(milliseconds: -5), owner: .worker(WorkerID("w-1")))
    }

    @Test(arguments: [
        "", "plain", "quote \" back \\ slash / tab \t line \n return \r bell \u{7} form \u{c} back \u{8}",
        "\u{1F600} \u{e9}",
        "\u{2028}\u{0}\u{1f}\u{7f}",
    ])
    func theBytesAreThoseOfFoundation(text: String) throws {
        let foundation = JSONEncoder()
        foundation.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let ours = try CanonicalJSON().encode(sample(text))
        #expect(
            String(decoding: ours, as: UTF8.self)
                == String(decoding: try foundation.encode(sample(text)), as: UTF8.self))
        #expect(try JSONDecoder().decode(Sample.self, from: Data(ours)) == sample(text))
    }

    @Test func anEmptyPayloadIsAnEmptyObject() throws {
        struct Nothing: Codable {}
        #expect(try CanonicalJSON().encode(Nothing()) == Array("{}".utf8))
    }
}

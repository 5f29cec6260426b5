import Testing

@testable import NFODEngine

@Suite struct DropNameTests {
    @Test(arguments: [
        ("feed.csv.part", true), ("feed.TMP", true), ("feed.csv.filepart", true), (".feed.csv.Xa3", true),
        ("~$feed.csv", true), ("x.csv.reasons.txt", true), ("feed.csv", false), ("part", false), ("apart", false),
        ("feed.part.csv", false), ("~feed.csv", false),
    ])
    func anUploadUnderWayIsPassedOver(name: String, isPassedOver: Bool) {
        #expect(DropName(name).isPassedOver == isPassedOver)
    }

    @Test(
        arguments: [
            ("feed.csv", DropFormat.csv), ("FEED.CSV", .csv), ("feed.csv.csv", .csv), ("feed.txt", nil), ("csv", nil),
            ("feed.csv.bak", nil), ("feed", nil),
        ] as [(String, DropFormat?)])
    func theEndingTellsHowItIsRead(name: String, format: DropFormat?) { #expect(DropName(name).format == format) }

    private let at = instant("2021-03-01T10:00:00.250+00:00")

    private func kept(_ name: DropName, copy: Int = 1) -> String {
        String(decoding: name.kept(receivedAt: at, mark: "0123456789ab", copy: copy).bytes, as: UTF8.self)
    }

    @Test func theKeptNameTellsWhenAndWhatAndIsSafe() {
        #expect(kept(DropName("feed.csv")) == "20210301T100000Z-0123456789ab-feed.csv")
        #expect(kept(DropName("feed.csv"), copy: 2) == "20210301T100000Z-0123456789ab-2-feed.csv")
        #expect(kept(DropName("a b/\n\u{e9}.csv")) == "20210301T100000Z-0123456789ab-a_b____.csv")
        #expect(kept(DropName(bytes: [0xFF, 0x2D, 0x1B])) == "20210301T100000Z-0123456789ab-_-_")
    }

    @Test func aFileThatComesBackUnderItsKeptNameIsNotNamedTwice() {
        let once = DropName("feed.csv").kept(receivedAt: at - .days(1), mark: "ffffffffffff")
        #expect(kept(once) == "20210301T100000Z-0123456789ab-feed.csv")
        let almost = "20210301T100000Z-0123456789aG-feed.csv"
        #expect(kept(DropName(almost)) == "20210301T100000Z-0123456789ab-" + almost)
    }

    @Test func aNameOfAnyLengthLeavesRoomForItsReasons() {
        let long = DropName(bytes: [UInt8](repeating: 0x61, count: 251) + Array(".csv".utf8))
        let kept = long.kept(receivedAt: at, mark: "0123456789ab", copy: 1_000)
        #expect(kept.reasons.bytes.count <= 255)
        #expect(kept.format == .csv)
        #expect(kept.reasons.isPassedOver)
    }
}

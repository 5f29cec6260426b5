import Foundation
import Testing

/// A sweep that finds nothing says something only when it finds what is there.
@Suite struct CanarySweepTests {
    private let sweep = CanarySweep(["Wobblestone Row"])

    @Test(arguments: ["Wobblestone Row", "wobblestone row", "WOBBLESTONE ROW"])
    func `a canary is found in every disguise, wherever it stands`(word: String) throws {
        for lead in 0..<7 {
            let plain = Data((String(repeating: "x", count: lead) + word + "yz").utf8)
            let wide = try #require(String(decoding: plain, as: UTF8.self).data(using: .utf16LittleEndian))
            let wideBig = try #require(String(decoding: plain, as: UTF8.self).data(using: .utf16BigEndian))
            let percent = plain.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
            let escaped = try #require(
                String(decoding: plain, as: UTF8.self).addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            let hex = plain.map { String($0, radix: 16) }.joined()
            for hay in [
                plain, wide, wideBig, plain.base64EncodedData(), wide.base64EncodedData(), Data(hex.utf8),
                Data(hex.uppercased().utf8), Data(percent.utf8), Data(percent.lowercased().utf8), Data(escaped.utf8),
            ] {
                #expect(!sweep.found(in: hay).isEmpty, "\(lead): \(String(decoding: hay, as: UTF8.self))")
            }
        }
    }

    @Test func `what is not there is not found`() {
        #expect(sweep.found(in: "Wobblestone") == [])
        #expect(sweep.found(in: Data()) == [])
        #expect(sweep.found(in: Data((0..<255).map { UInt8($0) }).base64EncodedString()) == [])
    }
}

import Foundation
public import NFODEngine

/// A sentence above every page, so that nobody takes a demo for the real thing.
public struct PageNotice: Sendable {
    private let words: HTML

    /// - Parameter words: the sentence; may hold a link.
    public init(_ words: HTML) { self.words = words }

    /// The page with the sentence first; anything else as it is.
    func above(_ answer: WebAnswer) -> WebAnswer {
        guard answer.kind == .html, let body = answer.body.range(of: "<body>\n"),
            let style = answer.body.range(of: "</style>"), style.upperBound <= body.lowerBound
        else { return answer }
        var told = answer
        let sentence: HTML = "<p class=\"notice\">\(words)</p>\n"
        told.body.insert(contentsOf: sentence.source, at: body.upperBound)
        told.body.insert(contentsOf: PageNotice.style.source, at: style.lowerBound)
        return told
    }

    private static let style: HTML = """
        .notice { background: #ffdd00; color: #111; border: 2px solid #111; padding: .25rem .75rem;
          font-weight: bold; }

        """
}

import NFODEngine

/// The frame of the plain pages: no script, nothing fetched from elsewhere, readable on a phone and on paper.
enum PageShell {
    /// - Parameter more: style of this page beside the common one.
    static func page(title: String, body: HTML, style more: HTML = .empty) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <title>\(title)</title>
        <style>\(style)\(more)</style>
        </head>
        <body>
        <main>
        <h1>\(title)</h1>
        \(body)</main>
        </body>
        </html>

        """
    }

    /// A term and what it is; `text` may hold markup of ours.
    static func facts(_ pairs: [(term: String, text: HTML)]) -> HTML {
        let rows: [HTML] = pairs.map { "<dt>\($0.term)</dt><dd>\($0.text)</dd>\n" }
        return "<dl>\n\(rows)</dl>\n"
    }

    static func section(_ title: String, _ body: HTML) -> HTML { "<h2>\(title)</h2>\n\(body)" }

    /// A list, or the sentence for an empty one.
    static func list(_ items: [HTML], orElse emptiness: String) -> HTML {
        guard !items.isEmpty else { return "<p>\(emptiness)</p>\n" }
        return "<ul>\n\(items.map { "<li>\($0)</li>\n" as HTML })</ul>\n"
    }

    private static let style: HTML = """

        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 0 1rem 2rem; max-width: 48rem; background: #fff; color: #111;
          font: 1rem/1.45 "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; margin: 1rem 0 .5rem; line-height: 1.2; }
        h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; padding-top: .5rem; border-top: 3px solid #111; }
        a { color: #003c8f; display: inline-block; min-height: 24px; }
        a:focus { outline: 3px solid #111; outline-offset: 2px; background: #ffdd00; color: #111; }
        li { margin: .25rem 0; }
        dt { font-weight: bold; }
        dd { margin: 0 0 .5rem; }
        .due { font-size: 1.3rem; font-weight: bold; }
        .warning { font-weight: bold; border-left: 6px solid #9b0000; padding-left: .5rem; }
        @page { size: A4; margin: 14mm 12mm; }
        @media print { body { max-width: none; font-size: 10pt; } a { color: #000; text-decoration: none; } }

        """
}

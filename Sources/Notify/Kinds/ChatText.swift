/// An alert as chat servers of the Markdown kind show it.
enum ChatText {
    /// - Parameter bold: what stands before and after the title.
    static func markdown(_ text: AlertText, bold: String) -> String {
        let lines =
            [bold + plain(text.title) + bold] + text.details.map(plain) + ["[Open](\(text.link))", plain(text.team)]
        return lines.joined(separator: "\n")
    }

    /// `<...|...>` is a link and `@all` calls everybody; neither is ever meant. Look-alikes, because pushes to
    /// telephones show escapes as they stand.
    static func plain(_ text: String) -> String {
        String(
            text.map { character -> Character in
                switch character {
                case "<": "‹"
                case ">": "›"
                case "@": "＠"
                default: character
                }
            })
    }
}

extension RowMapper {
    /// Home and scene; false when the row says that the person has no fixed address.
    func readPlaces(_ row: RowCells, into details: inout NotificationDetails) -> Bool {
        let home = place(row.first(.homeAddress), row.first(.homePostcode))
        let scene = place(row.first(.sceneAddress), row.first(.scenePostcode))
        details.home = home.place
        details.scene = scene.place
        return home.isFixed && (scene.isFixed || details.home != nil)
    }

    private func place(_ address: String?, _ postcode: String?) -> (place: Place?, isFixed: Bool) {
        var address = address ?? ""
        var code = postcode.flatMap { Postcode.whole($0) }
        if let postcode, code == nil {
            // Half a postcode or something else: no postcode, but words that help to find the place.
            address += (address.isEmpty ? "" : ", ") + postcode
        } else if code == nil, let (rest, found) = Postcode.trailing(address) {
            (address, code) = (rest, found)
        }
        address = withoutTown(address)
        let isFixed = profile.words.noFixedAddress.all(in: address).isEmpty
        if profile.words.noFixedAddress.exact(address) != nil { address = "" }
        if profile.words.meansAbsent(address) { address = "" }
        let isEmpty = address.isEmpty && code == nil
        return (isEmpty ? nil : Place(address: address.isEmpty ? nil : address, postcode: code), isFixed)
    }

    private func withoutTown(_ address: String) -> String {
        var parts = address.utf8.split(separator: 0x2C).map { collapsed(Substring($0)) }
        parts.removeAll(where: \.isEmpty)
        while parts.count > 1, let last = parts.last, profile.towns.contains(folded(last)) { parts.removeLast() }
        return parts.joined(separator: ", ")
    }
}

/// British postcodes by their shape (A9, A99, AA9, AA99, A9A, AA9A, then 9AA); whether one exists is not asked.
enum Postcode {
    /// `text` as a whole postcode in its canonical form, `DD4 3JF`; nil when it is none.
    static func whole(_ text: some StringProtocol) -> String? {
        let characters = text.uppercased().filter { !$0.isWhitespace }
        guard (5...7).contains(characters.utf8.count), characters.utf8.count == characters.count else { return nil }
        let (outward, inward) = (characters.dropLast(3), characters.suffix(3))
        guard shape(inward) == "9AA", outwardShapes.contains(shape(outward)) else { return nil }
        return outward + " " + inward
    }

    /// An address without the postcode at its end, and the postcode.
    static func trailing(_ address: String) -> (rest: String, postcode: String)? {
        let words = address.split { $0.isWhitespace || $0 == "," }
        for count in [2, 1] where words.count >= count {
            let last = words.suffix(count)
            guard let code = whole(last.joined()), let start = last.first?.startIndex else { continue }
            let rest = address[..<start].trimmed
            return (String(rest.hasSuffix(",") ? rest.dropLast() : rest), code)
        }
        return nil
    }

    private static let outwardShapes: Set<String> = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"]

    private static func shape(_ text: Substring) -> String {
        String(text.map { $0.isASCII && $0.isNumber ? "9" : $0.isASCII && $0.isLetter ? "A" : "?" })
    }
}

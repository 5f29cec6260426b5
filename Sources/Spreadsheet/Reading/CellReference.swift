/// Where a cell stands, as a file writes it: `C7` is column 2, row 7.
struct CellReference: Equatable {
    /// 0-based.
    let column: Int
    /// 1-based.
    let row: Int

    static let columnsMax = 16_384
    static let rowsMax = 1_048_576

    /// Nil for anything else than one to three capital letters and a row that can be.
    init?(_ text: String) {
        var column = 0
        var letters = 0
        var row = 0
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A where digits == 0 && letters < 3:
                column = column * 26 + Int(byte - 0x40)
                letters += 1
            case 0x30...0x39 where letters > 0 && digits < 7 && (digits > 0 || byte != 0x30):
                row = row * 10 + Int(byte - 0x30)
                digits += 1
            default: return nil
            }
        }
        guard letters > 0, digits > 0, column <= CellReference.columnsMax, row <= CellReference.rowsMax else {
            return nil
        }
        self.column = column - 1
        self.row = row
    }

    /// The letters of a 0-based column.
    static func letters(of column: Int) -> String {
        var letters: [Character] = []
        var rest = column + 1
        while rest > 0 {
            let place = (rest - 1) % 26
            letters.append(Character(Unicode.Scalar(0x41 + UInt8(place))))
            rest = (rest - 1) / 26
        }
        return String(letters.reversed())
    }
}

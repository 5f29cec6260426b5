/// Forenames as they are used in Scotland: which are one name in several forms, and which spellings are names at all.
/// Public knowledge, not a list of our people. Folded spellings.
public enum Forenames {
    /// Each line: spellings of one name, each of them somebody's own: a clerk takes one for another, and twins are
    /// named with two of them.
    private static let spellings: [[String]] = lines(
        """
        aaron arron|aidan aiden|alan allan allen|alison allison|alistair alasdair alastair|ann anne|brian bryan
        calum callum|carol carole|catherine katherine kathryn|claire clare|colin collin|connor conor|corey cory
        darren darryn|eilidh ailidh|euan ewan|gary garry|glen glenn|graham graeme|haley hayley hayleigh|iain ian
        isabel isobel|jamie jaimie|jason jayson|jordan jordon|karen karin|karl carl|kieran kieron kyran
        kimberley kimberly|kirsty kirstie kirsten kirstin|leanne lianne|lesley leslie|lewis louis|linda lynda
        lynn lynne|lynsey lindsay lyndsey lindsey|mairi mhairi|marc mark|marion marian
        mohammed mohammad muhammad mohamed|molly mollie|neil neal niall|philip phillip|rachel rachael|rhona rona
        sarah sara|sean shaun|stacey stacy|steven stephen|stuart stewart|theresa teresa|tracey tracy|zoe zoey
        """)

    /// Each line: forms by which one person may be known. A form may stand in several lines (Chris, Sandy).
    private static let families: [[String]] =
        spellings
        + lines(
            """
            kathleen kath|ellie eleanor
            james jim jimmy jamie|william bill billy will willie wullie
            robert rob bob bobby robbie rab|thomas tom tommy tam|john johnny jock|joseph joe joey
            michael mick mike mikey micky|david dave davie davy|steven stephen steve stevie ste
            alexander alex sandy eck ally|alistair alasdair alastair ally|andrew andy drew|anthony tony antony
            christopher chris|daniel dan danny|kenneth ken kenny|richard rick ricky rich dick|matthew matt matty
            edward eddie ted ed|charles charlie|george geordie dod|jordan jordy|craig craigy|gordon gord gordie
            peter pete|patrick paddy pat|francis frank frankie|ronald ron ronnie|donald don donnie|douglas doug dougie
            gary garry gaz|kevin kev|nicholas nick nicky|barry baz|derek del|alan allan allen al
            calum callum cal|stuart stewart stu|samuel sam sammy|martin marty|gerard gerry
            gerald gerry|benjamin ben benny|jonathan jon jonny|philip phillip phil|cameron cammy cam|duncan dunc
            hugh shug hughie|lawrence larry lawrie|leonard len lenny|raymond ray|terence terry|timothy tim|victor vic
            walter wattie|frederick fred freddie|gregor greg|gregory greg|ryan ry|liam li|connor conor con|declan dec
            nathan nate|joshua josh|jacob jake|zachary zac zak|lewis louis lew
            samantha sam|deborah debbie deb debra debs|elizabeth liz lizzie beth betty eliza libby
            margaret maggie meg peggy mags|catherine katherine kathryn cathy kathy kate katie kathleen|susan sue susie
            jacqueline jackie jacqui|patricia pat|patricia trish tricia|christine chris chrissie|michelle shell
            rebecca becky becca|jennifer jen jenny|amanda mandy|pamela pam|sandra sandy|angela angie
            victoria vicky vicki|kimberley kim kimberly|anne ann annie
            linda lynda lyn
            theresa teresa terri tess|lauren laurie|natalie nat|joanne jo|nicola nicky nikki
            alison ali allison|barbara babs|charlotte charlie lottie|danielle dani|geraldine geri|gillian gill
            jessica jess|josephine jo josie|judith judy|maureen mo|melanie mel|philippa pippa|sharon shaz
            stephanie steph|suzanne suzy|valerie val|yvonne von|agnieszka aga|ashley ash|catriona cat trina
            caroline carol caro|frances fran
            """)

    private static func lines(_ text: String) -> [[String]] {
        text.split { $0 == "|" || $0 == "\n" }.map { $0.split(separator: " ").map(String.init) }
    }

    private static let others = """
        adam adrian ahmed aidan aisha ali amy anna blair blake bradley brandon bruce carl chloe colin corey cory
        craig dale darren dawn dean denise diane dina donna dylan eileen elaine ellen ellie emma erin euan eva
        evelyn ewa ewan fatima fiona fraser freya gemma gina glen glenn grace grant haley hannah harry hassan hayden
        hayleigh hayley hazel heather helen holly irene isla jack jade jane janet janice janine jason jay jayden
        jean joan joanna julie june kai katarzyna kay kayleigh keith kelly kerry kirk krzysztof kyle lana lara laura
        leah leanna lee leigh leon leona lisa liza logan lorna lorraine louisa louise lucy luke magda
        mandy marcus marek maria marian marie marion martha mary mason maya megan mhairi mitchell mohammad mohammed
        moira molly morag moray muhammad murdo nadia niall nigel nora norma norman norrie omar owen paul paula
        pauline pawel piotr priya reece rhona rhys rory rose ross roy ruth sally sandra sara sarah scott shane
        shannon sheila shona simon sonia tanya tara tina tomasz tyler vera warren wayne wendy zoe
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)

    private static let spellingOf: [String: Int] = spellings.enumerated().reduce(into: [:]) { table, entry in
        for form in entry.element { table[form] = entry.offset }
    }

    private static let familiesOf: [String: Set<Int>] = families.enumerated().reduce(into: [:]) { table, entry in
        for form in entry.element { table[form, default: []].insert(entry.offset) }
    }

    /// Every name once, in order of letters; a name's number is its place.
    static let names = Set(families.joined()).union(others).sorted()

    private static let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })

    /// The folded spelling is a name in its own right.
    public static func isKnown(_ name: String) -> Bool { numbers[name] != nil }

    /// Numbers of the families that a folded name belongs to: forms of one name share one.
    static func families(of name: String) -> Set<Int> { familiesOf[name] ?? [] }

    /// Two different folded forms of one name: Jim and James, Stephen and Steven. Not transitive (Sandra, Sandy,
    /// Alexander).
    public static func areForms(_ left: String, _ right: String) -> Bool {
        guard left != right, let mine = familiesOf[left], let theirs = familiesOf[right] else { return false }
        return !mine.isDisjoint(with: theirs)
    }

    /// The names that are one slip away from what was typed, or are it.
    static func oneSlip(from typed: String) -> [String] { oneSlip(from: typed).map { names[$0] } }
}

/// Names by number, for those who ask often.
extension Forenames {
    /// Families of forms, a bit for each.
    struct Families: Sendable {
        private var bits: SIMD4<UInt64> = .zero
        static let zero = Families()

        init(_ families: Set<Int> = []) {
            for family in families { bits[family / 64] |= 1 << UInt64(family % 64) }
        }

        func isDisjoint(with other: Families) -> Bool { bits & other.bits == .zero }
    }

    /// Nil for what is no name.
    static func number(of name: String) -> Int? { numbers[name] }

    static func families(ofNumber number: Int) -> Families { familiesByNumber[number] }

    /// Names that are spellings of one have the same; nil for a name with one spelling.
    static func spelling(ofNumber number: Int) -> Int? { spellingsByNumber[number] }

    /// How long the name is, in UTF-8 units.
    static func count(ofNumber number: Int) -> Int { letters[number].count }

    /// Numbers of the names that are one slip away from what was typed, or are it; ascending within each length.
    static func oneSlip(from typed: String) -> [Int] {
        var typed = typed
        return typed.withUTF8 { typed in
            let mask = ValueTable.letters(of: typed)
            return (max(0, typed.count - 1)...typed.count + 1).flatMap { count in
                (numbersByCount[count] ?? []).filter { number in
                    // One slip leaves at most one letter that the other has not.
                    (masks[number] & ~mask).nonzeroBitCount <= 1 && (mask & ~masks[number]).nonzeroBitCount <= 1
                        && letters[number].withUnsafeBufferPointer { ByteNearness.isAtMostOneSlip($0, typed) }
                }
            }
        }
    }

    private static let familiesByNumber = names.map { Families(families(of: $0)) }
    private static let spellingsByNumber = names.map { spellingOf[$0] }
    private static let letters = names.map { Array($0.utf8) }
    private static let masks = letters.map { ValueTable.letters(of: $0) }
    private static let numbersByCount = Dictionary(grouping: names.indices, by: { letters[$0].count })
}

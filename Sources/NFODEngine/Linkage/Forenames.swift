/// Forenames as they are used in Scotland: which are one name in several forms, and which spellings are names at all.
/// Public knowledge, not a list of our people. Folded spellings.
public enum Forenames {
    /// Each line: spellings of one name, each of them somebody's own: a clerk takes one for another, and twins are named
    /// with two of them.
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
    private static let families: [[String]] = spellings + lines(
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

    private static let known: Set<String> = Set(families.joined()).union(others)

    /// The folded spelling is a name in its own right.
    public static func isKnown(_ name: String) -> Bool { known.contains(name) }

    /// Numbers of the families that a folded name belongs to: forms of one name share one.
    static func families(of name: String) -> Set<Int> { familiesOf[name] ?? [] }

    /// The names that are one slip away from what was typed, or are it.
    static func oneSlip(from typed: String) -> [String] {
        let letters = Array(typed.utf8)
        return letters.withUnsafeBufferPointer { typed in
            (max(0, typed.count - 1)...typed.count + 1).flatMap { count in
                (knownByCount[count] ?? []).filter { name in
                    name.withUnsafeBufferPointer { ByteNearness.isAtMostOneSlip($0, typed) }
                }
            }
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let knownByCount = Dictionary(grouping: known.map { Array($0.utf8) }, by: \.count)

    /// Two different folded forms of one name: Jim and James, Stephen and Steven. Not transitive (Sandra, Sandy,
    /// Alexander).
    public static func areForms(_ left: String, _ right: String) -> Bool {
        guard left != right, let mine = familiesOf[left], let theirs = familiesOf[right] else { return false }
        return !mine.isDisjoint(with: theirs)
    }

    /// Two different spellings of one name, each of them a name in its own right: Stephen and Steven.
    static func areSpellings(_ left: String, _ right: String) -> Bool {
        guard left != right, let mine = spellingOf[left] else { return false }
        return mine == spellingOf[right]
    }

    /// The folded spelling is a forename, or one slip from one of four letters or more.
    static func couldBe(_ name: String) -> Bool { known.contains(name) || !slips(of: Array(name.utf8)).isEmpty }

    /// Neither is a name, and both are one slip from the same one: `dran` and `deaan`.
    static func areSlipsOfOne(_ left: String, _ right: String) -> Bool {
        guard !known.contains(left), !known.contains(right) else { return false }
        let typed = Array(right.utf8)
        return slips(of: Array(left.utf8)).contains { Nearness.isAtMostOneSlip($0, typed) }
    }

    /// Names of four letters or more that are one slip from this spelling.
    private static func slips(of spelling: [UInt8]) -> [[UInt8]] {
        (max(4, spelling.count - 1)...max(4, spelling.count + 1)).flatMap { length in
            (knownByLength[length] ?? []).filter { Nearness.isAtMostOneSlip($0, spelling) }
        }
    }

    private static let knownByLength = Dictionary(grouping: known.sorted().map { Array($0.utf8) }, by: \.count)

    /// One of the two is a name of four letters or more, the other is no name and one slip from it and from no other
    /// name: `fionna` can only be Fiona, but `kelry` may be Kelly or Kerry, and `cliare` is Claire or Clare.
    public static func isClearSlip(_ left: String, _ right: String) -> Bool {
        guard isKnown(left) != isKnown(right), Nearness.isAtMostOneSlip(left, right) else { return false }
        let (name, typed) = isKnown(left) ? (left, right) : (right, left)
        guard name.utf8.count >= 4 else { return false }
        let spelling = Array(typed.utf8)
        return !(spelling.count - 1...spelling.count + 1).contains { length in
            (knownByLength[length] ?? []).contains { other in
                guard Nearness.isAtMostOneSlip(other, spelling) else { return false }
                return String(decoding: other, as: UTF8.self) != name
            }
        }
    }
}

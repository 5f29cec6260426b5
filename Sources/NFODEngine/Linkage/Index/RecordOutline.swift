/// One name of one record with what else it tells, in 40 bytes: enough to say how likely two records can be of one
/// person at the very most (``LinkReach``). Equal texts have equal hashes; 0 is what is not told.
struct RecordOutline: Sendable, PersonalData {
    /// Of the forenames run together and of the surname, with `Mac` written `mc`.
    let given: UInt32
    let family: UInt32
    let address: UInt32
    let postcode: UInt32
    /// Year, month and day; month and day are 0 where the year is told alone.
    let birth: Birth
    let chi: PackedCHI
    let sex: Sex?
    /// Minutes since 1970, rounded outwards.
    let earliest: Int32
    let latest: Int32

    struct Birth: Hashable, Sendable {
        let year: Int16
        let month: Int8
        let day: Int8

        init(_ evidence: PersonEvidence) {
            year = Int16(clamping: evidence.birthYear ?? 0)
            month = Int8(evidence.birthDate?.month ?? 0)
            day = Int8(evidence.birthDate?.day ?? 0)
        }

        var isDate: Bool { day != 0 }
        var isTold: Bool { year != 0 }

        /// Unlike dates that are not surely apart: of year, month and day two are the same, or day and month are
        /// swapped, or they are a few days apart. Every slip and every near date is such a pair.
        func mayBeNear(_ other: Birth) -> Bool {
            let (isYear, isMonth, isDay) = (year == other.year, month == other.month, day == other.day)
            if (isYear && isMonth) || (isYear && isDay) || (isMonth && isDay) { return true }
            if isYear && month == other.day && day == other.month { return true }
            return abs(ordinal - other.ordinal) <= 5
        }

        /// Grows with the date; two days are at most five apart, whatever the month.
        private var ordinal: Int { Int(year) * 372 + Int(month) * 31 + Int(day) }
    }

    /// Ten digits, four bits each, and a bit that says there are any.
    struct PackedCHI: Hashable, Sendable {
        let bits: UInt64

        init(_ chi: CHIDigits?) {
            bits = chi.map { $0.text.utf8.reduce(1) { $0 << 4 | UInt64($1 & 15) } } ?? 0
        }

        var isTold: Bool { bits != 0 }

        /// At most two digits differ: every slip is such a pair.
        func mayBeSlip(of other: PackedCHI) -> Bool {
            let unlike = bits ^ other.bits
            let digits = (unlike | unlike >> 1 | unlike >> 2 | unlike >> 3) & 0x1_1111_1111_1111
            return digits.nonzeroBitCount <= 2
        }
    }

    /// One for each name a record tells; one without a name where it tells none.
    static func all(of evidence: PersonEvidence) -> [RecordOutline] {
        guard !evidence.names.isEmpty else { return [RecordOutline(nil, evidence)] }
        return evidence.names.map { RecordOutline($0, evidence) }
    }

    private init(_ name: NameForm?, _ evidence: PersonEvidence) {
        given = HashedKeys.hash(name?.given.asSurname.text)
        family = HashedKeys.hash(name?.family.asSurname.text)
        address = HashedKeys.hash(evidence.home.address)
        postcode = HashedKeys.hash(evidence.home.postcode)
        birth = Birth(evidence)
        chi = PackedCHI(evidence.chi)
        sex = evidence.sex
        earliest = Int32(clamping: evidence.overdose.earliest.milliseconds / 60_000 - 1)
        latest = Int32(clamping: evidence.overdose.latest.milliseconds / 60_000 + 1)
    }
}

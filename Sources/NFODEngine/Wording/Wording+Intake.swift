/// Words for what notifications tell.
extension Wording {
    public func text(_ told: Told) -> String {
        switch told {
        case .yes: "yes"
        case .no: "no"
        case .unknown: "not known"
        }
    }

    public func text(_ sex: Sex) -> String {
        switch sex {
        case .female: "female"
        case .male: "male"
        case .other: "other"
        }
    }

    public func text(_ age: AgeStatus) -> String {
        switch age {
        case .under16: "under 16"
        case .aged16or17: "16 or 17"
        case .adult: "18 or over"
        case .possiblyUnder18: "possibly under 18"
        case .unknown: "age not known"
        }
    }

    public func text(_ substance: Substance) -> String {
        switch substance {
        case .heroin: "heroin"
        case .methadone: "methadone"
        case .buprenorphine: "buprenorphine"
        case .nitazene: "nitazene"
        case .otherOpioid: "another opioid"
        case .streetBenzodiazepine: "street benzodiazepine"
        case .prescribedBenzodiazepine: "prescribed benzodiazepine"
        case .gabapentinoid: "gabapentinoid"
        case .cocaine: "cocaine"
        case .otherStimulant: "another stimulant"
        case .alcohol: "alcohol"
        case .syntheticCannabinoid: "synthetic cannabinoid"
        case .unknownTablets: "tablets, not known which"
        case .other: "another substance"
        }
    }

    public func text(_ whereabouts: Whereabouts) -> String {
        switch whereabouts {
        case .inHospital: "in hospital"
        case .leftHospitalBeforeTreatment: "left hospital before treatment"
        case .dischargedFromHospital: "discharged from hospital"
        case .inCustody: "in custody"
        case .liberated: "released from custody"
        case .community: "in the community"
        }
    }

    public func text(_ basis: SharingBasis) -> String {
        switch basis {
        case .publicTask: "public task"
        case .vitalInterests: "vital interests"
        case .noObjection: "told, and did not object"
        case .consent: "agreed to sharing"
        case .unknown: "basis not told"
        }
    }

    public func text(_ flag: IntakeFlag) -> String {
        switch flag {
        case .timeMissing: "no time was told"
        case .timeImpossible: "the time told does not exist"
        case .timeInFuture: "the time told lies in the future"
        case .timeLongAgo: "the time told lies years back"
        case .timeAmbiguous: "the time told falls into a clock change"
        case .birthDateImpossible: "the birth date told does not exist"
        case .birthDateInFuture: "the birth date told lies in the future"
        case .birthDateDiffersFromCHI: "birth date and CHI number differ"
        case .chiNineDigits: "the CHI number has nine digits; a leading zero may be lost"
        case .chiWrongLength: "the CHI number has the wrong length"
        case .chiNotDigits: "the CHI number is not all digits"
        case .chiDateImpossible: "the date in the CHI number does not exist"
        case .chiChecksumFails: "the CHI number fails its check digit"
        case .sexUnreadable: "sex could not be read"
        case .answerUnreadable: "a yes or no could not be read"
        case .numberUnreadable: "a number could not be read"
        case .substanceUnreadable: "a substance could not be read"
        case .encodingFallback: "the file was read in an older character set"
        case .formulaText: "a cell begins like a spreadsheet formula"
        case .errorValue: "a cell holds a spreadsheet's error"
        case .nameMissing: "no name was told"
        }
    }
}

import Foundation
import NFODDaemon
import Testing
import WorkbookFixture

/// The built program over small lists of invented people.
@Suite struct LinkCommandTests {
    /// A folder of its own with the shipped profile in it.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "nfodd-link-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path }

        func write(_ name: String, _ text: String) throws -> String {
            try Data(text.utf8).write(to: url.appending(path: name))
            return path(name)
        }

        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: path(name), encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    private static let profile = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "config/linkage/people.yaml").path
    private static let header = "record,forename,surname,birth_date,chi,postcode,address,sex\n"

    private static let list =
        header + """
            a1,James,Testfield,12/03/1985,1203851235,DD1 1AA,14 Example Street,M
            a2,Jim,Testfield,1985-03-12,,dd11aa,14 Example St,male
            a3,Donna,Testfield,12/03/1985,,DD1 1AA,14 Example Street,F
            a4,James,Testfield,01/07/1958,,DD1 1AA,14 Example Street,M
            a5,Testfield,James,12/03/1985,1203851235,,,
            a6,Rory,Probe,02/02/1990,,DD2 2BB,3 Sample Road,M

            """

    private func link(_ folder: Folder, _ lists: [String], profile: String = profile, _ more: [String] = []) throws
        -> Program.Run
    {
        try Program.run(["link"] + lists + ["--profile", profile, "--out", folder.path("links.csv")] + more)
    }

    @Test func aListIsLinkedWithReasonsAndForItsOwnerAlone() throws {
        let folder = try Folder()
        let list = try folder.write("list.csv", Self.list)
        let run = try link(folder, [list], ["--evidence", folder.path("pairs.csv")])
        #expect(run.code == 0, "\(run.errors)")
        #expect(
            try folder.lines("links.csv") == [
                "record,person", "a1,a1", "a2,a1", "a3,a3", "a4,a4", "a5,a1", "a6,a6",
            ])
        #expect(run.output.contains("records: 6; people: 4") && run.output.contains("shipped weights"))
        let pairs = try folder.lines("pairs.csv")
        #expect(pairs.first == "record,other,outcome,bits,why")
        let twin = try #require(pairs.first { $0.hasPrefix("a1,a3,") })
        #expect(twin.contains(",apart,") && twin.contains("'two forenames'"), "\(twin)")
        #expect(pairs.contains { $0.hasPrefix("a1,a5,joined,") && $0.contains("forename and surname swapped") })
        for name in ["links.csv", "pairs.csv"] {
            let rights = try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions]
            #expect(rights as? Int == 0o600)
            let text = try folder.lines(name).joined()
            for personal in ["James", "Testfield", "1985", "DD1"] { #expect(!text.contains(personal)) }
        }
    }

    @Test func modelsAreTrainedAndChosenByWord() throws {
        let scratch = try OperationScratch()
        let places = ["--data", scratch.places.data, "--config", scratch.places.config]
        try scratch.daemon.close()
        let models = try Program.run(["link", "models"] + places)
        #expect(models.code == 0 && models.output == "0  shipped; in use\n", "\(models.errors)")
        let train = try Program.run(["link", "train"] + places)
        #expect(train.code == 1 && train.errors.first?.hasSuffix("[tooLittleToLearnFrom]") == true)
        let use = try Program.run(["link", "use", "7"] + places)
        #expect(use.code == 1 && use.errors.first?.hasSuffix("[linkageModelUnknown]") == true)
        #expect(try Program.run(["link"]).code == 2, "neither a file nor a word")
    }

    @Test func twoListsShareAFileOrHaveOneEach() throws {
        let folder = try Folder()
        let first = try folder.write("first.csv", Self.list)
        let second = try folder.write(
            "second.csv", Self.header + "b1,James,Testfield,12/03/1985,1203851235,DD1 1AA,14 Example Street,M\n")
        #expect(try link(folder, [first, second]).code == 0)
        #expect(try folder.lines("links.csv").last == "b1,a1")
        let both = try link(folder, [first, second], ["--out", folder.path("second-links.csv")])
        #expect(both.code == 0)
        #expect(try folder.lines("second-links.csv") == ["record,person", "b1,a1"])
        let same = try link(folder, [first, try folder.write("same.csv", Self.list)])
        #expect(same.code == 2 && same.errors.first?.contains("give --out twice") == true, "\(same)")
    }

    @Test func whatIsWrongWithAListIsToldAtOnceWithLines() throws {
        let folder = try Folder()
        let list = try folder.write(
            "list.csv", Self.header + "a1,Rory\n,Rory,Probe,,,,,\na1,A,B,,,,,\na1,A,B,,,,,\n")
        let run = try link(folder, [list])
        #expect(run.code == 2)
        let told = run.errors.joined(separator: "\n")
        #expect(told.contains("list.csv:2: The row has 2 cells"), "\(told)")
        #expect(told.contains("list.csv:3: the record has no name"), "\(told)")
        #expect(told.contains("list.csv:5: its 'record' stands on line 4"), "\(told)")
        #expect(!told.contains("Rory") && !FileManager.default.fileExists(atPath: folder.path("links.csv")))
        let other = try link(folder, [try folder.write("other.csv", "id,name\n1,Rory\n")])
        #expect(other.code == 2 && other.errors.first?.contains("the header lacks 'record', 'forename'") == true)
        #expect(other.errors.contains { $0.contains("add a column with a number for each") } && other.errors.count == 2)
        let twice = try folder.write("twice.csv", "sex," + Self.header)
        #expect(try link(folder, [twice]).errors.first?.contains("the header has 'sex' twice") == true)
        let damaged = try link(folder, [try folder.write("damaged.csv", "a\0b\n\0,\n\0\n")])
        #expect(damaged.errors.count == 2 && damaged.errors.last?.contains("save the list as CSV UTF-8") == true)
        #expect(try link(folder, [folder.path("nowhere.csv")]).code == 2)
        #expect(try link(folder, [try folder.write("empty.csv", "")]).errors.first?.contains("empty") == true)
    }

    /// As a spreadsheet program writes it: a mark of byte order, capitals, semicolons, a line end inside a cell, empty
    /// rows below.
    @Test func aListIsTakenAsItIs() throws {
        let folder = try Folder()
        let list = """
            \u{FEFF}Record;Forename;Surname;Birth Date;CHI;Postcode;Address;Sex
            a1;James;Testfield;12/03/1985;;DD1 1AA;"14 Example Street,
            Dundee";M
            a2;Jim;Testfield;12/03/1985;;DD1 1AA;14 Example St Dundee;M

            ;;;;;;;
            ;;;;;;;

            """
        let run = try link(folder, [try folder.write("list.csv", list)])
        #expect(run.code == 0, "\(run)")
        #expect(try folder.lines("links.csv") == ["record,person", "a1,a1", "a2,a1"])
    }

    @Test func oneRowsWorthOfCopiesIsOnePerson() throws {
        let folder = try Folder()
        let rows = (0..<3_000).map { "a\($0),James,Testfield,12/03/1985,1203851235,DD1 1AA,14 Example Street,M\n" }
        let list = try folder.write("list.csv", Self.header + rows.joined())
        let run = try link(folder, [list], ["--evidence", folder.path("pairs.csv")])
        #expect(run.code == 0 && run.output.contains("records: 3000; people: 1;"), "\(run)")
        #expect(try folder.lines("pairs.csv").count == 3_000)
    }

    @Test func aProfileWithMistakesIsNotUsed() throws {
        let folder = try Folder()
        let list = try folder.write("list.csv", Self.list)
        let run = try link(folder, [list], profile: try folder.write("p.yaml", "id: record\nfield: {}\n"))
        #expect(run.code == 2 && run.errors.contains { $0.contains("p.yaml:2: unknown key 'field'") }, "\(run)")
    }

    @Test func aListIsNeverWrittenOver() throws {
        let folder = try Folder()
        let list = try folder.write("links.csv", Self.list)
        #expect(try link(folder, [list]).code == 2)
        #expect(try folder.lines("links.csv").count == 7)
    }

    @Test func aWorkbookIsAListToo() throws {
        let folder = try Folder()
        let rows = Self.list.split(separator: "\n").enumerated().map { number, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
                "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>"
            }
            return "<row r=\"\(number + 1)\">\(cells.joined())</row>"
        }
        try WorkbookFixture(rows: rows.joined()).write(to: folder.path("list.xlsx"))
        let run = try link(folder, [folder.path("list.xlsx")])
        #expect(run.code == 0, "\(run)")
        #expect(try folder.lines("links.csv").contains("a5,a1"))
    }
}

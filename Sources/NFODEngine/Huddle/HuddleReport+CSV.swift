extension HuddleReport {
    /// One row a case, with the sections it stands in, separated by blanks.
    public func csv(_ text: PageText) -> CSVTable {
        CSVTable(
            header: ReportCase.csvHeader + ["sections"],
            rows: casesWithSections.map { item, sections in
                item.csvCells(at: at, text: text) + [.text(sections.map(\.rawValue).joined(separator: " "))]
            })
    }
}

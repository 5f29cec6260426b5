extension ReportPage {
    /// The look of every report page. Priority and lateness are words with a border of their own, so that they survive
    /// a black and white printer and eyes that do not tell red from green.
    static let style: HTML = """

        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 0 1rem 2rem; max-width: 75rem; background: #fff; color: #111;
          font: 1rem/1.4 "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; margin: 1rem 0 .5rem; line-height: 1.2; }
        h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 3px solid #111; }
        p { margin: .25rem 0; max-width: 48rem; }
        a { color: #003c8f; }
        a:focus, main:focus-visible { outline: 3px solid #111; outline-offset: 2px; background: #ffdd00; color: #111; }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { position: static; display: inline-block; padding: .5rem; }
        .summary { font-size: 1.25rem; font-weight: bold; border-left: 8px solid #111; padding: .25rem 0 .25rem .75rem;
          margin: .5rem 0 1rem; max-width: none; }
        .count { font-weight: normal; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: 1rem 0 0; }
        nav a { display: inline-block; min-height: 24px; padding: .1rem 0; }
        section > ul { padding-left: 1.25rem; }
        table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
        caption { text-align: left; padding: .25rem 0; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
          border-bottom: 1px solid #767676; }
        thead th { border-bottom: 2px solid #111; }
        .cases th[scope=row] { width: 17%; font-weight: normal; }
        .cases td:nth-child(2) { width: 21%; }
        .cases td:nth-child(3) { width: 27%; }
        .code { display: block; font-weight: bold; font-size: 1.1rem; margin-top: .25rem; white-space: nowrap; }
        .person { display: block; }
        .priority { display: inline-block; padding: 0 .4rem; font-weight: bold; border: 2px solid #111; }
        .priority.red { border: 4px double #9b0000; color: #9b0000; }
        .priority.amber { border: 2px dashed #7a4100; color: #7a4100; }
        .priority.green { border: 1px solid #00572b; color: #00572b; }
        .due { display: block; font-size: 1.3rem; font-weight: bold; line-height: 1.2; white-space: nowrap; }
        .due.overdue { border-left: 6px solid #9b0000; padding-left: .4rem; color: #9b0000; }
        .due.stopped { font-size: 1.05rem; font-weight: normal; white-space: normal; }
        .warnings, .facts { list-style: none; margin: 0; padding: 0; }
        .warnings li { font-weight: bold; padding-left: 1rem; text-indent: -1rem; }
        .warnings li::before { content: "! "; content: "! " / ""; display: inline-block; width: 1rem; text-indent: 0; }
        .nothing { color: #595959; }
        .facts li { margin-bottom: .1rem; }
        .label { display: none; }
        .again .code, .again .person, .again .when, .again .due { display: inline; font-size: inherit; margin: 0; }
        .again th, .again td { padding-top: .25rem; padding-bottom: .25rem; }
        @media screen and (max-width: 48rem) {
          table, caption, tbody, tr, th, td { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cases th[scope=row], .cases td:nth-child(n) { width: auto; }
          tr { border-bottom: 2px solid #111; padding: .5rem 0; }
          th, td { border: 0; padding: .15rem 0; }
          .label { display: inline; font-weight: bold; }
          .code, .person { display: inline; margin: 0 .5rem 0 0; }
          .code, .due { white-space: normal; }
        }
        @page { size: A4; margin: 14mm 12mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 9.5pt; color: #000; }
          .skip, nav { display: none; }
          h1 { font-size: 15pt; margin-top: 0; }
          h2 { font-size: 12pt; margin-top: 4mm; border-top-width: 2px; }
          h2, section > p, thead { break-after: avoid; }
          caption { display: none; }
          .summary, .due { font-size: 12pt; }
          .code { font-size: 10.5pt; }
          .again .code, .again .due { font-size: inherit; }
          section > ul { margin: 0; }
          a, .priority, .due, .nothing { color: #000 !important; text-decoration: none; }
          .priority, .due.overdue { border-color: #000 !important; }
          thead { display: table-header-group; }
          tr, li { break-inside: avoid; }
          th, td { padding: 1mm 2mm 1mm 0; }
          .again th, .again td { padding-top: .5mm; padding-bottom: .5mm; }
        }

        """
}

import NFODEngine

/// The bytes of one message for three escalations, over each kind of channel.
extension GoldenBody {
    static let gathered: [ChannelKind: String] = [
        .webhook: manyWebhook, .teams: manyTeams, .slack: manySlack, .mattermost: manyMattermost,
        .rocketChat: manyRocketChat, .ntfy: manyNtfy, .notifySMS: manyNotifySMS, .notifyEmail: manyNotifyEmail,
        .mail: manyMail,
    ]

    private static let manyWebhook =
        #"{"data":{"acknowledge":null,"alert":"gathered-1614844800000-e61a65190463c3f9-dd378923f5f"#
        + #"10972","case":null,"contactDueAt":"2021-03-04T08:00:00+00:00","level":"3 responses ask f"#
        + #"or you","link":"https://nfod.example.org/","order":null,"responses":[{"alert":"a-0","cas"#
        + #"e":"K7Q0","contactDueAt":"2021-03-04T08:00:00+00:00","level":"owner, second call"},{"ale"#
        + #"rt":"a-1","case":"K7Q1","contactDueAt":"2021-03-04T09:00:00+00:00","level":"owner, secon"#
        + #"d call"},{"alert":"a-2","case":"K7Q2","contactDueAt":"2021-03-04T10:00:00+00:00","level""#
        + #":"owner, second call"}],"team":"Dundee response team"},"timestamp":"2021-03-03T19:33:20+"#
        + #"00:00","type":"case.gathered"}"#

    private static let manyTeams =
        #"{"attachments":[{"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.jso"#
        + #"n","actions":[{"title":"Open","type":"Action.OpenUrl","url":"https://nfod.example.org/"}"#
        + #"],"body":[{"size":"Medium","text":"3 responses ask for you","type":"TextBlock","weight":"#
        + #""Bolder","wrap":true},{"text":"First due Thu 4 Mar 08:00.","type":"TextBlock","wrap":tru"#
        + #"e},{"text":"Open each and say that you have it.","type":"TextBlock","wrap":true},{"text""#
        + #":"K7Q0: owner, second call, due Thu 4 Mar 08:00","type":"TextBlock","wrap":true},{"text""#
        + #":"K7Q1: owner, second call, due Thu 4 Mar 09:00","type":"TextBlock","wrap":true},{"text""#
        + #":"K7Q2: owner, second call, due Thu 4 Mar 10:00","type":"TextBlock","wrap":true},{"isSub"#
        + #"tle":true,"text":"Dundee response team","type":"TextBlock","wrap":true}],"type":"Adaptiv"#
        + #"eCard","version":"1.4"},"contentType":"application/vnd.microsoft.card.adaptive","content"#
        + #"Url":null}],"type":"message"}"#

    private static let manySlack =
        #"{"blocks":[{"text":{"text":"*3 responses ask for you*\nFirst due Thu 4 Mar 08:00.\nOpen "#
        + #"each and say that you have it.\nK7Q0: owner, second call, due Thu 4 Mar 08:00\nK7Q1: own"#
        + #"er, second call, due Thu 4 Mar 09:00\nK7Q2: owner, second call, due Thu 4 Mar 10:00\nDun"#
        + #"dee response team","type":"mrkdwn"},"type":"section"},{"elements":[{"text":{"text":"Open"#
        + #"","type":"plain_text"},"type":"button","url":"https://nfod.example.org/"}],"type":"actio"#
        + #"ns"}],"text":"3 responses ask for you https://nfod.example.org/"}"#

    private static let manyMattermost =
        #"{"text":"**3 responses ask for you**\nFirst due Thu 4 Mar 08:00.\nOpen each and say that"#
        + #" you have it.\nK7Q0: owner, second call, due Thu 4 Mar 08:00\nK7Q1: owner, second call, "#
        + #"due Thu 4 Mar 09:00\nK7Q2: owner, second call, due Thu 4 Mar 10:00\n[Open](https://nfod."#
        + #"example.org/)\nDundee response team"}"#

    private static let manyRocketChat =
        #"{"text":"*3 responses ask for you*\nFirst due Thu 4 Mar 08:00.\nOpen each and say that y"#
        + #"ou have it.\nK7Q0: owner, second call, due Thu 4 Mar 08:00\nK7Q1: owner, second call, du"#
        + #"e Thu 4 Mar 09:00\nK7Q2: owner, second call, due Thu 4 Mar 10:00\n[Open](https://nfod.ex"#
        + #"ample.org/)\nDundee response team"}"#

    private static let manyNtfy =
        #"{"actions":[{"action":"view","label":"Open","url":"https://nfod.example.org/"}],"click":"#
        + #""https://nfod.example.org/","message":"First due Thu 4 Mar 08:00.\nOpen each and say tha"#
        + #"t you have it.\nK7Q0: owner, second call, due Thu 4 Mar 08:00\nK7Q1: owner, second call,"#
        + #" due Thu 4 Mar 09:00\nK7Q2: owner, second call, due Thu 4 Mar 10:00\nDundee response tea"#
        + #"m","priority":4,"title":"3 responses ask for you"}"#

    private static let manyNotifySMS =
        #"{"personalisation":{"acknowledge":"","ask":"Open each and say that you have it","case":"","due":"First du"#
        + #"e Thu 4 Mar 08:00","link":"https://nfod.example.org/","message":"3 responses ask for you"#
        + #". First due Thu 4 Mar 08:00. K7Q0, K7Q1, K7Q2. https://nfod.example.org/","team":"Dundee"#
        + #" response team","title":"3 responses ask for you"},"reference":"gathered-1614844800000-e"#
        + #"61a65190463c3f9-dd378923f5f10972"}"#

    private static let manyNotifyEmail =
        #"{"personalisation":{"acknowledge":"","ask":"Open each and say that you have it","case":"","due":"First du"#
        + #"e Thu 4 Mar 08:00","link":"https://nfod.example.org/","message":"3 responses ask for you"#
        + #"\nFirst due Thu 4 Mar 08:00.\nOpen each and say that you have it.\nK7Q0: owner, second c"#
        + #"all, due Thu 4 Mar 08:00\nK7Q1: owner, second call, due Thu 4 Mar 09:00\nK7Q2: owner, se"#
        + #"cond call, due Thu 4 Mar 10:00\nhttps://nfod.example.org/\nDundee response team","subjec"#
        + #"t":"3 responses ask for you","team":"Dundee response team","title":"3 responses ask for "#
        + #"you"},"reference":"gathered-1614844800000-e61a65190463c3f9-dd378923f5f10972"}"#

    private static let manyMail = [
        "Subject: 3 responses ask for you",
        "Date: Wed, 03 Mar 2021 19:33:20 +0000",
        "Message-ID: <gathered-1614844800000-e61a65190463c3f9-dd378923f5f10972@nfod.example.org>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
        "",
        "First due Thu 4 Mar 08:00.",
        "Open each and say that you have it.",
        "K7Q0: owner, second call, due Thu 4 Mar 08:00",
        "K7Q1: owner, second call, due Thu 4 Mar 09:00",
        "K7Q2: owner, second call, due Thu 4 Mar 10:00",
        "",
        "https://nfod.example.org/",
        "",
        "Dundee response team",
        "",
    ].joined(separator: "\r\n")
}

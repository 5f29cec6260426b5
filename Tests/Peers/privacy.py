"""Nobody who stands in the feed stands in anything that was sent."""

import base64
import email
import email.policy
import json
import re
import urllib.parse

from sheet import Wrong, all_of, must


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
            rest = rest[:-1] if len(rest) % 4 == 1 else rest
            yield base64.b64decode(rest + b"=" * (-len(rest) % 4)).decode("utf-8", "replace")


def found(one, needles):
    text = "\n".join(shapes(one)).casefold()
    return [needle for needle in needles if needle.casefold() in text]


def nobody(sheet, came, needles, log, secrets):
    print(f"\n== nobody is named: {len(needles)} words of the feed, {len(came)} whole requests, also decoded")
    sheet.holds("none has a name, CHI, birth date, street, postcode, reference or substance", lambda: all_of(
        came, lambda one: must(not found(one, needles), f"{one.kind}: {found(one, needles)}")))
    one = came[0]
    sheet.holds("the search finds each of these words when it is put into a request", lambda: all_of(
        needles, lambda needle: must(needle in found(one._replace(raw=one.raw + needle.encode()), needles), needle)))
    sheet.holds("the daemon's log has none of them either", lambda: must(
        log and not any(needle.casefold() in log.casefold() for needle in needles), "one of them"))
    sheet.holds("no secret that signs stands in a request or in the log", lambda: all_of(
        came, lambda one: must(not found(one, secrets) and not any(secret in log for secret in secrets), one.kind)))
    hidden = base64.urlsafe_b64encode(b"case of " + needles[-1].encode())
    sheet.refused("a request with a name in its URL in base64", lambda: must(
        not found(one._replace(raw=b"POST /" + hidden), needles), "found"), Wrong)

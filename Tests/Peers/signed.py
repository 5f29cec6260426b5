"""Signatures and tokens, held against the verifiers of those who receive them. Every verifier is given something wrong
too, and must say no."""

import base64
import datetime
import time

import jwt
import notifications_python_client.authentication as notify
import notifications_python_client.errors as errors
from notifications_python_client.notifications import NotificationsAPIClient
from standardwebhooks import Webhook, WebhookVerificationError

from receiver import decoded
from sheet import LINK, all_of, must, version


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
        "a signature with another's secret",
        lambda: Webhook("whsec_" + base64.b64encode(b"n" * 32).decode()).verify(one.body, one.headers), no)
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
    must(LINK.match(body["data"]["link"]), "link " + body["data"]["link"])


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
    for what, which, secret, no in [
        ("a token with one letter of its signature changed", forged, key, errors.TokenDecodeError),
        ("a token of another key", token, service, errors.TokenDecodeError),
        ("a token 40 s old", late, key, errors.TokenExpiredError),
        ("a token without signature", unsigned, key, errors.TokenError),
    ]:
        sheet.refused(what, lambda which=which, secret=secret: notify.decode_jwt_token(which, secret), no)


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
        must(one.path == "/notify" + made["path"], "path " + one.path)
        must(body == made["data"], "Notify's client would send another body")
        must(all(isinstance(part, str) for part in parts[0].values()), "a part that is no text")

    sheet.holds("each request is the one that Notify's own client makes of its parts", lambda: all_of(came, same))

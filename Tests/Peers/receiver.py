"""Stands in for every service that alerts go to: one HTTP port and one mail server on loopback. Answers as each of them
answers, keeps every byte that came, and looks at nothing but the path."""

import collections
import http.server
import json
import socket
import threading
import time

from aiosmtpd.controller import Controller

Came = collections.namedtuple("Came", "kind path headers body raw at remark")

# Path, kind, and what that service says when it has taken a message.
SERVICES = {
    "/hook": ("webhook", 204, b""),
    "/teams": ("teams", 202, b""),
    "/slack": ("slack", 200, b"ok"),
    "/mattermost": ("mattermost", 200, b"ok"),
    "/rocket": ("rocket-chat", 200, b'{"success":true}'),
    "/ntfy": ("ntfy", 200, b'{"id":"kTmVoNVdXQzE"}'),
    "/notify/v2/notifications/sms": ("notify-sms", 201, b'{"id":"740e5834-3a29-46b4-9a6f-16142fde533a"}'),
    "/notify/v2/notifications/email": ("notify-email", 201, b'{"id":"740e5834-3a29-46b4-9a6f-16142fde533a"}'),
}


class Post:
    """All that came, in the order it came."""

    def __init__(self, on_arrival):
        self._lock = threading.Lock()
        self._came = []
        self._on_arrival = on_arrival

    def take(self, kind, path, headers, body, raw):
        came = Came(kind, path, headers, body, raw, time.time(), None)
        judge = self._on_arrival.get(kind)
        came = came._replace(remark=judge(came) if judge else None)
        with self._lock:
            self._came.append(came)

    def all(self, kind=None):
        with self._lock:
            return [came for came in self._came if kind in (None, came.kind)]


class Tee:
    """Keeps what is read through it."""

    def __init__(self, file):
        self.file, self.kept = file, bytearray()

    def readline(self, *most):
        line = self.file.readline(*most)
        self.kept += line
        return line

    def read(self, *most):
        piece = self.file.read(*most)
        self.kept += piece
        return piece

    def __getattr__(self, name):
        return getattr(self.file, name)


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    post = None

    def setup(self):
        super().setup()
        self.rfile = Tee(self.rfile)

    def handle_one_request(self):
        self.rfile.kept.clear()
        super().handle_one_request()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        kind, status, answer = SERVICES.get(self.path, ("unknown", 404, b""))
        self.post.take(kind, self.path, dict(self.headers.items()), body, bytes(self.rfile.kept))
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class MailServer:
    def __init__(self, post):
        self.post = post

    async def handle_DATA(self, server, session, envelope):
        said = f"EHLO {session.host_name}\nFROM {envelope.mail_from}\nTO {envelope.rcpt_tos}\n".encode()
        content = envelope.original_content
        self.post.take("mail", envelope.rcpt_tos[0], {"from": envelope.mail_from}, content, said + content)
        return "250 taken"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Receiver:
    def __init__(self, on_arrival):
        """on_arrival: by kind, what is looked at while it is fresh; its answer becomes the `remark`."""
        self.post = Post(on_arrival)
        handler = type("Bound", (Service,), {"post": self.post})
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.mail = Controller(MailServer(self.post), hostname="127.0.0.1", port=free_port())
        self.mail.start()

    @property
    def port(self):
        return self.http.server_address[1]

    @property
    def mail_port(self):
        return self.mail.port

    def close(self):
        self.http.shutdown()
        self.http.server_close()
        self.mail.stop()


def decoded(came):
    """The JSON of one."""
    return json.loads(came.body)

#!/usr/bin/env python3
"""A receiver for alerts on this machine: checks the Standard Webhooks signature by itself and writes one line for each
alert that came. Usage: receiver.py PORT SECRET_FILE LOG_FILE"""
import base64, hashlib, hmac, http.server, json, sys, time

port, secret_file = int(sys.argv[1]), sys.argv[2]
log = open(sys.argv[3], "a", buffering=1, encoding="utf-8")
key = base64.b64decode(open(secret_file, encoding="ascii").read().split()[0].removeprefix("whsec_"))


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length", 0)), 65_536))
        signed = b".".join([self.headers["webhook-id"].encode(), self.headers["webhook-timestamp"].encode(), body])
        wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        fresh = abs(time.time() - int(self.headers["webhook-timestamp"])) < 300
        good = fresh and any(
            hmac.compare_digest(wanted, given) for given in self.headers["webhook-signature"].split(" "))
        message = json.loads(body)
        data = message["data"]
        print(
            f"alert {'signature right' if good else 'SIGNATURE WRONG'}  {message['type']}  case {data.get('case', '-')}  "
            f"due {data.get('contactDueAt', '-')}  {data.get('level', '')}  id {self.headers['webhook-id']}",
            file=log, flush=True)
        self.send_response(204 if good else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()

"""A mail server on the loopback that behaves as told: takes letters, refuses, hangs, or hangs up after DATA."""

import socketserver
import threading
from contextlib import contextmanager

REPLIES = {"EHLO": "250 stub", "HELO": "250 stub", "MAIL": "250 ok", "RSET": "250 ok", "QUIT": "221 bye"}


class Session(socketserver.StreamRequestHandler):
    """One connection of a client."""

    server: "MailServer"

    def handle(self):
        if self.server.hangs:
            self.server.closing.wait(20)
            return
        self.reply("220 stub")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                if not self.take_letter():
                    return
            elif verb == "RCPT":
                self.reply(self.server.answers.get("RCPT", "250 ok"))
            else:
                self.reply(REPLIES[verb])

    def take_letter(self):
        """Read the letter; tell whether the connection lives on."""
        self.reply("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        self.server.letters.append("".join(lines))
        if self.server.hangs_up_after_data:
            return False
        self.reply("250 taken")
        return True

    def reply(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters: list[str] = []
        self.answers: dict[str, str] = {}
        self.hangs = self.hangs_up_after_data = False
        self.closing = threading.Event()

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def running():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()

"""A stand-in for an OpenAI-compatible endpoint, on this machine."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class StandIn:
    """A server on this machine that answers as an OpenAI-compatible endpoint does, and keeps what it was asked."""

    def __init__(self, content: str) -> None:
        self.asked: list[dict[str, Any]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler(content))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def handler(self, content: str) -> type[BaseHTTPRequestHandler]:
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append({"path": self.path, **json.loads(body)})
                answer = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                return

        return Handler


def answer(*facts: tuple[str, str], events: tuple[dict[str, Any], ...] = ()) -> str:
    rows = [{"kind": kind, "evidence": words, "name": None, "speaker": None, "value": None} for kind, words in facts]
    return json.dumps({"facts": [*rows, *({"kind": "event", **event} for event in events)]})

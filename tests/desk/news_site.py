"""A news site on the loopback, for watches to read."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = "The ferry between Brandt and Lund sails again from Monday, the harbour office said on Friday."


@dataclass
class Site:
    """A news site on the loopback."""

    url: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /secret"
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    ill: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    coded: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at_once: int = 0
    most_at_once: int = 0

    def publish(self, *names: str, feed: str = "/feed.xml") -> None:
        for name in names:
            body = "".join(f"<p>{STORY} This is the report of {name}, line {i}.</p>" for i in range(3))
            page = f"<html><head><title>{name}</title></head><body><article>{body}</article></body></html>"
            self.pages[f"/{name}"] = ("text/html", page)
        links = [path for path, (kind, _) in self.pages.items() if kind == "text/html"]
        entries = "".join(f"<item><title>{path}</title><link>{self.url}{path}</link></item>" for path in links)
        self.pages[feed] = ("application/rss+xml", f"<rss version='2.0'><channel>{entries}</channel></rss>")


def _answering(found: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.at_once += 1
            found.most_at_once = max(found.at_once, found.most_at_once)
            self.answer()
            found.at_once -= 1

        def answer(self) -> None:
            found.asked[self.path] += 1
            if self.path in found.ill:
                self.send_error(503)
                return
            if self.path in found.moved:
                self.send_response(302)
                self.send_header("location", found.moved[self.path])
                self.end_headers()
                return
            if self.path in found.coded:
                coding, content = found.coded[self.path]
                self.send_response(200)
                self.send_header("content-encoding", coding)
                self.end_headers()
                self.wfile.write(content)
                return
            if self.path == "/robots.txt":
                kind, text = "text/plain", found.robots
            elif self.path == "/away":
                self.send_response(302)
                self.send_header("location", "file:///etc/passwd")
                self.end_headers()
                return
            elif self.path in found.pages:
                kind, text = found.pages[self.path]
            else:
                self.send_error(404)
                return
            mark = f'"{hash(text)}"'
            if self.headers.get("if-none-match") == mark:
                found.unchanged += 1
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("etag", mark)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@contextmanager
def news_site() -> Iterator[Site]:
    """Give a news site on the loopback that answers until the block ends."""
    found = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(found))
    found.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()

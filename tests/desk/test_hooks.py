from __future__ import annotations

import hashlib
import hmac
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import wirecopy
from desk.news_site import STORY
from wirecopy.desk.watch.hooks import Hook
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.running import watch
from wirecopy.desk.watch.state import open_state

SECRET = "sixteen letters!"
OTHER = "The harbour of Turku is shut for a week, the port said, because two cranes fell. Nobody was hurt. " * 4

HARBOUR = """The harbour of Turku will stay shut for a week after two cranes fell onto the quay, the port said Monday.
Nobody was hurt, because the shift had ended half an hour before and the gates were already locked.
Divers began to look for the arms of the machines, which lie in nine metres of water beside the ferry berth.
Freight for Stockholm goes by way of Naantali until the berth is free, and passengers are taken there by bus.
The manager of the port, Liisa Aalto, said that the wind had been stronger than any since the quay was built.
An insurer has sent three engineers, who will measure what is left of the rails before anything is moved.
The city council meets on Thursday to talk about what the repair may cost and who is to pay for it."""


@dataclass
class Receiver:
    """A local receiver of word: what came, and the answers it gives."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def words(self) -> list[dict[str, object]]:
        """Return what came, as it was told."""
        return [json.loads(body) for _, body in self.came]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.answers.pop(0) if found.answers else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        found.url = f"http://127.0.0.1:{server.server_port}/word"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def watched(base: wirecopy.NewsBase, folder: Path, receiver: Receiver, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        os.utime(folder / f"{name}.txt", (1, 1))
    options = WatchOptions(every_seconds=60, delay_seconds=0.0, private=True)
    hook = Hook(receiver.url, SECRET)
    watch(base, str(folder), options, told=lambda *_: None, stop=threading.Event(), once=True, hook=hook)


def test_hook_is_told_once_signed_and_again_until_it_is_taken(tmp_path: Path, receiver: Receiver) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "known.txt").write_text(OTHER, "utf-8")
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "known.txt"])
    receiver.answers = [503]
    watched(base, folder, receiver, a=STORY)
    assert [(word["kind"], word["id"]) for word in receiver.words()] == [("story", receiver.words()[0]["id"])]
    with open_state(base.tables.layout.root / "watch.sqlite") as state:
        assert state.connection.execute("SELECT reason, tries FROM hook_words").fetchall() == [("HTTP 503", 1)]
        state.connection.execute("UPDATE hook_words SET due = 0")
    watched(base, folder, receiver)
    first, second = receiver.words()
    assert first == second
    watched(base, folder, receiver)
    assert len(receiver.came) == 2
    headers, body = receiver.came[-1]
    moment, digest = (part.partition("=")[2] for part in headers["wirecopy-signature"].split(","))
    assert hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest() == digest
    assert headers["wirecopy-delivery"] == second["id"]


def test_a_copy_with_another_figure_is_a_conflict_and_no_new_story(tmp_path: Path, receiver: Receiver) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    base = wirecopy.open(tmp_path / "base", create=True)
    watched(base, folder, receiver, a=HARBOUR)
    watched(base, folder, receiver, b=HARBOUR.replace("two cranes", "three cranes"))
    kinds = [word["kind"] for word in receiver.words()]
    assert kinds[0] == "story"
    assert set(kinds[1:]) == {"conflict"}
    watched(base, folder, receiver, c=HARBOUR.replace("two cranes", "three cranes") + " One more line.")
    assert [word["kind"] for word in receiver.words()].count("story") == 1
    assert len(receiver.came) == len(kinds)


def test_what_a_hook_is_asked_with_must_be_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wirecopy.cli import main

    monkeypatch.setenv("WIRECOPY_HOOK_SECRET", "short")
    with pytest.raises(SystemExit, match="1"):
        main(["watch", str(tmp_path / "base"), str(tmp_path), "--post", "http://127.0.0.1:9/", "--once"])

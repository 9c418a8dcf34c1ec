from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

import made
import pytest

from wirecopy.serve.html import render_report
from wirecopy.serve.views.story import Dossier

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium")

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-logging=stderr",
)  # fmt: skip
PROBE = """
const row = (text) => {
  const line = document.createElement("p");
  line.className = "probe"; line.textContent = text; document.body.append(line);
};
const seen = (sel) => [...document.querySelectorAll(sel)].some((e) => e.checkVisibility());
row("width " + document.documentElement.scrollWidth + " of " + innerWidth);
row("paper " + getComputedStyle(document.body).backgroundColor);
row("style edits " + seen(".story .alt"));
document.querySelectorAll(".style-on").forEach((box) => { box.checked = true; });
row("switched on " + seen(".story .alt"));
row("filter " + seen("#filter"));
document.querySelector("#filter").value = "north FERRY";
document.querySelector("#filter").dispatchEvent(new Event("input"));
row("stories " + [...document.querySelectorAll(".story")].filter((story) => story.checkVisibility()).length);
document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
row("focus " + document.activeElement.tagName);
"""


@pytest.fixture
def report(tmp_path: Path, ferry: Dossier) -> Path:
    return written(tmp_path / "report.html", ferry, packed=True)


@pytest.fixture
def unpacked(tmp_path: Path, ferry: Dossier) -> Path:
    return written(tmp_path / "unpacked.html", ferry, packed=False)


def written(path: Path, story: Dossier, *, packed: bool) -> Path:
    stories = [story, made.lone(text="word\U0001f600" * 3_000 + "\n")]
    pieces = render_report([s.headline for s in stories], stories, title="news", generated="2024-03-06", packed=packed)
    path.write_text("".join(pieces), encoding="utf-8")
    return path


def browse(page: Path, *options: str) -> tuple[str, str]:
    """Return the page's elements as the browser has them in the end, and what it logged."""
    command = ["chromium", *QUIET, f"--user-data-dir={page.parent / 'profile'}", *options, f"file://{page}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, done.stderr


def probed(page: Path, *options: str, keep_script: bool = True) -> dict[str, str]:
    """Return what a script of the test sees on the page, by first word, its own script left out at will."""
    text = page.read_text(encoding="utf-8")
    text = re.sub("<meta http-equiv=[^>]*>", "", text)
    own = re.search("<script>.*?</script>", text, re.S)
    assert own is not None
    text = text.replace(own[0], (own[0] if keep_script else "") + f"<script>{PROBE}</script>")
    probe = page.with_name("probe.html")
    probe.write_text(text, encoding="utf-8")
    shown, _ = browse(probe, "--dump-dom", *options)
    rows = re.findall('<p class="probe">(.*?)</p>', shown)
    return {row.split(" ")[0]: row for row in rows}


def test_report_runs_under_its_own_policy(report: Path) -> None:
    shown, log = browse(report, "--dump-dom")
    assert '<html lang="en" class="has-script">' in shown
    assert "Content Security Policy" not in log
    assert "Uncaught" not in log


def test_report_unfolds_a_story_that_is_opened(report: Path, unpacked: Path) -> None:
    shown, log = browse(report, "--dump-dom", "--virtual-time-budget=3000")
    whole, _ = browse(unpacked, "--dump-dom")
    assert "Uncaught" not in log
    first = [re.sub("<[^>]*>", "", page.split('class="inside"')[1].split("</article>")[0]) for page in (shown, whole)]
    assert first[0].split() == first[1].split()
    assert "Raw pages" in first[0]


@pytest.mark.parametrize("width", [360, 500, 1280])
def test_report_fits_the_window(report: Path, width: int) -> None:
    said = probed(report, f"--window-size={width},900")["width"]
    inner, window = map(int, re.findall(r"\d+", said))
    assert inner <= window


def test_report_shows_house_style_only_when_switched_on(unpacked: Path) -> None:
    rows = probed(unpacked, keep_script=False)
    assert (rows["style"], rows["switched"]) == ("style edits false", "switched on true")


@pytest.mark.parametrize("keep_script", [True, False])
def test_report_offers_a_filter_only_where_scripts_run(report: Path, keep_script: bool) -> None:
    assert probed(report, keep_script=keep_script)["filter"] == f"filter {str(keep_script).lower()}"


@pytest.mark.parametrize(("keep_script", "left"), [(True, 1), (False, 2)])
def test_report_filter_leaves_the_stories_that_have_every_word(report: Path, keep_script: bool, left: int) -> None:
    assert probed(report, keep_script=keep_script)["stories"] == f"stories {left}"


def test_report_goes_to_a_story_by_key(report: Path) -> None:
    assert probed(report)["focus"] == "focus SUMMARY"


def test_report_opens_a_folded_page_for_a_link_into_it(unpacked: Path) -> None:
    text = unpacked.read_text(encoding="utf-8")
    anchor = re.findall(r'id="(raw-[^"]*-q_brandt-[^"]*)"', text)[1]
    reached = unpacked.with_name("reached.html")
    leap = f'<script>location.hash = "#{anchor}"</script>'
    reached.write_text(re.sub("<meta http-equiv=[^>]*>", "", text) + leap, encoding="utf-8")
    shown, _ = browse(reached, "--dump-dom", "--virtual-time-budget=500")
    assert re.search(r'<details class="page" id="[^"]*" open=""', shown)


def test_report_is_dark_for_readers_who_want_it(report: Path) -> None:
    light = probed(report)["paper"]
    dark = probed(report, "--blink-settings=preferredColorScheme=0")["paper"]
    assert _brightness(dark) < 40 < 220 < _brightness(light)


def test_report_can_be_pictured_at_the_width_of_a_phone(report: Path) -> None:
    picture = report.with_name("phone.png")
    browse(report, f"--screenshot={picture}", "--window-size=390,844")
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert (width, height) == (390, 844)


def _brightness(row: str) -> float:
    values = [int(value) for value in re.findall(r"\d+", row)[:3]]
    return sum(values) / 3

"""The pages in headless Chromium: with and without scripts, on a phone, by keyboard, and for readers with aids."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
PHONE = {"width": 390, "height": 844}


@contextmanager
def served(base: wirecopy.NewsBase) -> Iterator[str]:
    """The desk of a base on a port of the loopback."""
    import uvicorn

    app = desk_app(base, DeskOptions(rate=1e4, burst=10_000))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def address(desk_base: wirecopy.NewsBase) -> Iterator[str]:
    with served(desk_base) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: playwright.Browser, address: str) -> Iterator[playwright.Page]:
    """A page that fails its test when the browser reports an error or asks another host for anything."""
    opened = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(address) else None)
    yield opened
    opened.close()
    assert not wrong


@pytest.fixture
def paths(desk_base: wirecopy.NewsBase, ferry_story: str, founding_story: str) -> dict[str, str]:
    left, right = (member.article.article_id for member in desk_base.story(ferry_story).members[:2])
    return {
        "list": "/", "found": "/?q=harbour&substantive=1", "story": f"/story/{ferry_story}",
        "founding": f"/story/{founding_story}", "raw": f"/raw/{right}", "span": f"/raw/{right}/0-40",
        "pair": f"/pair/{left}/{right}", "paste": "/paste", "outlets": "/outlets", "about": "/about", "api": "/api",
    }  # fmt: skip


def test_list_is_narrowed_while_one_types(page: playwright.Page) -> None:
    page.goto("/")
    before = page.locator(".list > li").count()
    page.fill("#q", "Shangri")
    page.locator(".list > li:only-child").wait_for()
    assert before > 1
    assert "q=Shangri" in page.url


def test_list_is_walked_by_keys(page: playwright.Page) -> None:
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement === document.querySelector('.list a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/*")
    page.keyboard.press("u")
    page.wait_for_url("**/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_variant_shows_its_readings_on_click_and_on_focus(page: playwright.Page, paths: dict[str, str]) -> None:
    page.goto(paths["story"])
    page.locator("a.to-note").first.click()
    card = page.locator(".card")
    assert card.locator(".carriers").count() > 0
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert card.count() == 1


def test_house_style_is_hidden_until_asked_for(page: playwright.Page, paths: dict[str, str]) -> None:
    page.goto(paths["founding"])
    assert page.locator(".text .alt >> visible=true").count() == 0
    page.keyboard.press("s")
    assert page.locator(".text .alt >> visible=true").count() >= 47


def test_raw_page_leads_to_a_span_and_shows_it(page: playwright.Page, paths: dict[str, str]) -> None:
    page.goto(paths["raw"])
    page.locator(".tag").first.click()
    assert page.locator(".permalink").is_visible()
    page.get_by_role("link", name="show it in the page").click()
    assert page.locator(".here").first.is_visible()


def test_pair_lights_both_sides_of_a_difference(page: playwright.Page, paths: dict[str, str]) -> None:
    page.goto(paths["pair"])
    page.locator("[data-edit].sub").first.focus()
    assert page.locator(".lit").count() >= 2


def test_pasted_text_is_told_its_copies(page: playwright.Page, founding_raw: tuple[str, str]) -> None:
    page.goto("/paste")
    page.fill("#text", founding_raw[1])
    page.get_by_role("button", name="Compare").click()
    assert "A copy of 2 articles in the base" in page.locator(".answer").inner_text()


def test_uploaded_page_is_told_its_copies(page: playwright.Page, founding: Path) -> None:
    page.goto("/paste")
    page.set_input_files("#file", [str(path) for path in sorted(founding.glob("*.txt"))])
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".answer").count() == 2


def test_news_reaches_an_open_page(browser: playwright.Browser, writable_base: wirecopy.NewsBase) -> None:
    with served(writable_base) as address:
        page = browser.new_page(base_url=address)
        page.goto("/")
        page.wait_for_timeout(500)
        writable_base.add("Fog closed the port of Lund for six hours on Sunday.", outlet="Lund Post")
        page.locator("#news").wait_for(state="visible", timeout=15_000)
        page.locator(".arrived").wait_for(state="visible", timeout=15_000)
        assert "1 page came in" in page.locator(".arrived summary").inner_text()
        page.close()


def test_everything_can_be_read_without_scripts(
    browser: playwright.Browser, address: str, paths: dict[str, str], founding_raw: tuple[str, str]
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "Shangri")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".list > li").count() == 1
    page.goto(paths["story"])
    page.locator("a.to-note").first.click()
    assert page.locator(".note:target, .added:target").is_visible()
    page.goto(paths["founding"])
    page.locator(".style-on").first.check()
    assert page.locator(".text .alt >> visible=true").count() >= 47
    page.goto("/paste")
    page.fill("#text", founding_raw[0])
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".answer").count() == 1
    context.close()


def test_pages_fit_a_phone(browser: playwright.Browser, address: str, paths: dict[str, str]) -> None:
    page = browser.new_page(base_url=address, viewport=PHONE)
    for name, path in paths.items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
    page.close()


def test_pages_are_dark_for_readers_who_want_it(browser: playwright.Browser, address: str) -> None:
    papers = []
    for scheme in ("light", "dark"):
        page = browser.new_page(base_url=address, color_scheme=scheme)
        page.goto("/")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        papers.append([int(part) for part in re.findall(r"\d+", paper)[:3]])
        page.close()
    assert sum(papers[0]) > 700
    assert sum(papers[1]) < 120


def test_story_can_be_printed(browser: playwright.Browser, address: str, paths: dict[str, str]) -> None:
    page = browser.new_page(base_url=address)
    page.goto(paths["founding"])
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert page.pdf().startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readers_with_aids_meet_no_serious_fault(
    browser: playwright.Browser, address: str, paths: dict[str, str], scheme: str
) -> None:
    page = browser.new_page(base_url=address, color_scheme=scheme)
    faults = []
    for name, path in paths.items():
        page.goto(path)
        for found in axe.Axe().run(page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                faults += [(name, found["id"], node["html"][:160]) for node in found["nodes"][:3]]
    page.close()
    assert not faults

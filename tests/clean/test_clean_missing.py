"""An extractor that is not installed stops a run; it is no fault of any page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from clean_pages import MORE, PROSE, page

import wirecopy
from wirecopy.clean import load_rules
from wirecopy.cli import main
from wirecopy.errors import MissingExtra
from wirecopy.options import CleanOptions, Options
from wirecopy.pipeline.batch.clean import clean_or_reject

BULK = CleanOptions(extractor="resiliparse")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)


@pytest.mark.usefixtures("bare")
def test_extractor_not_installed_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PROSE, "utf-8")
    base = wirecopy.open(tmp_path / "base", create=True)
    with pytest.raises(MissingExtra, match=r"\.\[bulk\]"):
        base.run([tmp_path / "page.txt"], Options(clean=BULK))


@pytest.mark.usefixtures("bare")
def test_extractor_not_installed_rejects_no_page() -> None:
    with pytest.raises(MissingExtra):
        clean_or_reject(page(PROSE, source=b"<p>text</p>"), load_rules(), BULK)


@pytest.mark.usefixtures("bare")
def test_run_without_the_extractor_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(f"<p>{PROSE}</p>", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["run", "--quiet", "--extractor", "resiliparse", str(tmp_path / "base"), str(tmp_path / "page.html")])
    assert left.value.code not in (0, None)
    assert "pip install '.[bulk]'" in capsys.readouterr().err


def test_run_takes_an_extractor(tmp_path: Path) -> None:
    pytest.importorskip("resiliparse.extract.html2text")
    article = "".join(f"<p>{PROSE} {MORE} Again {number}.</p>" for number in range(4))
    html = f"<body><nav><ul><li>The ferry times of today</ul></nav><main><article>{article}</article></main>"
    (tmp_path / "page.html").write_text(html, "utf-8")
    base = str(tmp_path / "base")
    with pytest.raises(SystemExit, match="0"):
        main(["run", "--quiet", "--extractor", "resiliparse", base, str(tmp_path / "page.html")])
    spans = wirecopy.open(base).table("spans").to_arrow().to_pylist()
    assert "html:resiliparse" in {span["evidence"] for span in spans}

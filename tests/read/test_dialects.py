"""Tables as spreadsheets, databases and shells write them."""

import csv
import io
from collections.abc import Callable

import pytest

from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]
ROWS = [
    ("1", "Harbour Times", 'A "quoted" text, with commas; semicolons | bars.'),
    ("2", "Coast Post", "Two\nlines, one field."),
    ("3", "North Sun", "Plain."),
]


def written(**how: object) -> str:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **how}).writerows([("id", "outlet", "text"), *ROWS])  # type: ignore[arg-type]
    return out.getvalue()


DIALECTS = {
    "comma": written(),
    "semicolon": written(delimiter=";"),
    "bar": written(delimiter="|"),
    "tab": written(delimiter="\t"),
    "all quoted": written(quoting=csv.QUOTE_ALL),
    "line ends of Windows": written(lineterminator="\r\n"),
    "marks escaped": written(escapechar="\\", doublequote=False),
    "marks escaped, all quoted": written(escapechar="\\", doublequote=False, quoting=csv.QUOTE_ALL, delimiter=";"),
    "sep": "sep=;\r\n" + written(delimiter=";"),
    "sep, quoted": '"sep=|"\n' + written(delimiter="|"),
    "sep of another sign": "sep=^\n" + written(delimiter="^"),
    "sep of a tab": "sep=\t\n" + written(delimiter="\t"),
    "mark": "\ufeff" + written(),
    "mark and sep": "\ufeffsep=;\n" + written(delimiter=";"),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_csv_of_every_dialect_gives_its_rows(read: Read, dialect: str) -> None:
    pages = read("a.csv", DIALECTS[dialect])
    assert [isinstance(page, Page) for page in pages] == [True] * 3
    assert [(p.external_id, p.outlet, p.raw) for p in pages if isinstance(p, Page)] == ROWS


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("dialect", ["comma", "all quoted", "semicolon"])
def test_csv_files_set_one_behind_the_other_are_read(read: Read, dialect: str, between: str) -> None:
    table = DIALECTS[dialect]
    pages = read("a.csv", f"\ufeff{table}{between}\ufeff{table.replace('Plain', 'Other')}")
    assert [page.external_id for page in pages if isinstance(page, Page)] == ["1", "2", "3"] * 2


@pytest.mark.parametrize("end", ["", "\n"])
def test_jsonl_files_set_one_behind_the_other_are_read(read: Read, end: str) -> None:
    line = '\ufeff{"id": "1", "text": "a \ufeff b"}'
    pages = read("a.jsonl", f"{line}{end}{line}\n")
    assert [page.raw for page in pages if isinstance(page, Page)] == ["a \ufeff b"] * 2


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "utf-8-sig"])
def test_csv_of_another_encoding_is_read(read: Read, codec: str) -> None:
    [page] = read("a.csv", "id;text\n1;Café – ouvert\n".encode(codec))
    assert isinstance(page, Page)
    assert page.raw == "Café – ouvert"

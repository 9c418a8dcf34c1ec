"""What is known of each line of an HTML page near its text: its block, its form, what the extractor and rules said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from wirecopy.clean.html.blocks import Blocks, PageBlock
from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.rules.marks import Mark, Sheet, strongest, touched

REACH = 40
"""Lines over and under what an extractor kept that are looked at."""
MIN_CUT = 8
"""Words of a summary that may be cut short."""
_SIZES = (1, 2, 3, 4, 6, 8, 12, 20, 40, 80)
_PLACES = (1, 2, 3, 5, 9, 20)
_COUNTS = (1, 2, 4, 8)
_SHARES = (0.0001, 0.05, 0.2, 0.5, 0.8)
_ENDS = frozenset('.!?:;,…"”’»)')
_OPENS = frozenset('"“„«-–—•©#@*[(|')


class SeenPage(NamedTuple):
    """What is known of a page before its lines are weighed: the extracted body, the marks of rules, its title."""

    body_lines: Set[int]
    marks: Sequence[Mark]
    blocks: Blocks
    title: str | None
    summaries: tuple[str, ...] = ()


class LineTraits(NamedTuple):
    """The traits of a stretch of lines, and which of them are what the page's head says it tells.

    Of those `apart` are in a form that no other line of the text has: a first paragraph has that of the paragraphs.
    """

    lines: range
    rows: Sequence[Sequence[str]]
    summed: frozenset[int]
    apart: frozenset[int]


def line_traits(sheet: Sheet, page: SeenPage) -> LineTraits:
    """Return the traits of the lines in and near the body that the extractor gave."""
    lines, body_lines = sheet.lines, page.body_lines
    first, last = min(body_lines), max(body_lines)
    near = range(max(0, first - REACH), min(len(lines), last + 1 + REACH))
    blocks = _blocks_of(lines, near, page.blocks)
    best, parts = strongest(sheet, page.marks), touched(sheet, page.marks)
    above = [0, *accumulate(number in body_lines for number in range(len(lines)))]
    forms, boxes, total = _words_by_box(lines, near, blocks, body_lines, best)
    title, counts, met = word_key(page.title or "")[0], Counter([line.key for line in lines if line.key]), set[str]()
    stated = [word_key(text)[0] for text in page.summaries]
    summed = frozenset(number for number in near if _is_summary(lines[number], stated))
    own = [_own(lines[number], blocks[number - near.start], number in body_lines) for number in near]
    rows = []
    for number in near:
        line, block, held = lines[number], blocks[number - near.start], number in body_lines
        row = [*own[number - near.start], *_place(number, first, last)]
        row.append(f"kept above {bisect_right(_COUNTS, above[number])}")
        row.append(f"kept below {bisect_right(_COUNTS, above[-1] - above[number + 1])}")
        rule = best[number]
        if rule is not None:
            row.append(f"rule {rule.kind}")
        elif parts[number]:
            row.append(f"part {parts[number]}")
        if block is not None:
            row += _in_block(block, held, forms[block.form] / total, boxes[block.around.number] / total)
        if number in summed:
            row += ("summary", "summary over the text" if number < first else "summary in the text")
        if line.key:
            if line.key == title:
                row.append("title")
            if counts[line.key] > 1:
                row.append(f"again {line.key in met}")
                met.add(line.key)
        row += _around(number, near, lines, blocks, body_lines, best)
        rows.append(row)
    apart = frozenset(
        number
        for number in summed
        if (block := blocks[number - near.start]) is not None and forms[block.form] <= lines[number].words
    )
    return LineTraits(near, rows, summed, apart)


def _in_block(block: PageBlock, held: bool, form_share: float, box_share: float) -> list[str]:
    """Return the traits of a line's block: how much of the body stands in its form and its box, and their names."""
    form, box = bisect_right(_SHARES, form_share), bisect_right(_SHARES, box_share)
    row = [f"form {form}", f"box {box}", f"kept {held} form {form}", f"kept {held} box {box}"]
    row += [f"in {name}" for name in block.around.boxes]
    return row + [f"c {name}" for name in {*block.names, *block.around.names}]


def _around(
    number: int, near: range, lines: Sequence[Line], blocks: Sequence[PageBlock | None], body_lines: Set[int],
    best: Sequence[Mark | None],
) -> Iterator[str]:  # fmt: skip
    """Yield the traits that a line has from the two lines above it and the two below."""
    for step in (-1, 1):
        at = number + step
        if 0 <= at < len(lines):
            block, other = blocks[number - near.start], blocks[at - near.start] if at in near else None
            yield from _neighbour_traits(step, lines[at], at in body_lines, block, other)
            if (mark := best[at]) is not None:
                yield f"{step} rule {mark.kind}"
    for step in (-2, 2):
        at = number + step
        if 0 <= at < len(lines):
            yield f"{step} kept {at in body_lines} prose {lines[at].prose}"


def _blocks_of(lines: Sequence[Line], near: range, blocks: Blocks) -> list[PageBlock | None]:
    taken: Counter[str] = Counter()
    line_blocks = []
    for number in near:
        text = lines[number].text
        line_blocks.append(blocks.of(text, taken[text]))
        taken[text] += 1
    return line_blocks


def _words_by_box(
    lines: Sequence[Line],
    near: range,
    blocks: Sequence[PageBlock | None],
    body_lines: Set[int],
    best: Sequence[Mark | None],
) -> tuple[Counter[str], Counter[int], int]:
    """Return how many words of the body's running text stand in blocks of each form, in each box, and in all."""
    forms: Counter[str] = Counter()
    boxes: Counter[int] = Counter()
    for number, block in zip(near, blocks, strict=True):
        line = lines[number]
        if block is not None and line.prose and number in body_lines and best[number] is None:
            forms[block.form] += line.words
            boxes[block.around.number] += line.words
    return forms, boxes, max(1, sum(forms.values()))


def _own(line: Line, block: PageBlock | None, in_body: bool) -> list[str]:
    tag = block.tag if block else "none"
    size = bisect_right(_SIZES, line.words)
    row = [f"tag {tag}", f"words {size}", f"closed {line.closed} prose {line.prose}", f"kept {in_body}"]
    if block:
        row += (f"linked {block.linked}", f"kept {in_body} linked {block.linked}")
        row.append(f"{tag} of {bisect_right((4, 12), line.words)}")
    end, start = line.text[-1:], line.text[:1]
    row.append(f"ends {end if end in _ENDS else 'digit' if end.isdigit() else ''}")
    letter = "small" if start.islower() else "capital" if start.isupper() else "digit" if start.isdigit() else ""
    row.append(f"opens {letter or (start if start in _OPENS else '')}")
    return row


def _place(number: int, first: int, last: int) -> tuple[str, ...]:
    if number < first:
        return "over the text", f"over it {bisect_right(_PLACES, first - number)}"
    if number > last:
        return "under the text", f"under it {bisect_right(_PLACES, number - last)}"
    return (
        "in the text",
        f"from its first {min(5, number - first)}",
        f"to its last {bisect_right(_PLACES, last - number)}",
    )


def _neighbour_traits(
    step: int, line: Line, in_body: bool, block: PageBlock | None, other: PageBlock | None
) -> list[str]:
    row = [f"{step} kept {in_body} prose {line.prose}", f"{step} words {bisect_right((3, 6, 12), line.words)}"]
    if line.text.endswith(":"):
        row.append(f"{step} colon")
    if other is not None:
        row += (f"{step} linked {other.linked}", f"{step} {other.tag}")
        if block is not None:
            row.append(f"{step} same {(block.around is other.around) + (block.form == other.form)}")
    return row


def _is_summary(line: Line, stated: Sequence[str]) -> bool:
    """Whether a line is a summary, which may be cut short."""
    return bool(line.key) and any(
        line.key == key or (key.count(" ") >= MIN_CUT - 1 and line.key.startswith(key)) for key in stated
    )

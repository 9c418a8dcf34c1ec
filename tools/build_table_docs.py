"""Write docs/tables.md: every table and column as the code has them.

python tools/build_table_docs.py
"""

from __future__ import annotations

import inspect
from pathlib import Path

from wirecopy.tables import RECORDS, SCHEMAS

HEAD = """# Tables

`wirecopy export BASE TABLE --format jsonl|csv|parquet` writes any of these, `base.table(NAME).to_arrow()` reads it.
Offsets (`start`, `end`) are Unicode code points of the page's raw text, half-open: `raw[start:end]` is the text
claimed. Times are ISO 8601 as the page states them. Written by `tools/build_table_docs.py` from `wirecopy.tables`.
"""


def main() -> None:
    """Write the page."""
    parts = [HEAD]
    for name, schema in SCHEMAS.items():
        about = inspect.cleandoc(RECORDS[name].__doc__ or "")
        rows = [f"| `{f.name}` | {f.type} | {'yes' if f.nullable else ''} |" for f in schema]
        parts.append(
            f"\n## {name}\n\n{about}\n\n| column | type | may be null |\n|---|---|---|\n" + "\n".join(rows) + "\n"
        )
    (Path(__file__).parent.parent / "docs" / "tables.md").write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    main()

import pyarrow as pa
from clean_pages import PROSE, page

from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions
from wirecopy.pipeline.batch.clean import CleanKernel
from wirecopy.pipeline.batch.clean_batches import CLEANED
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.tables import SCHEMAS, from_table, to_table
from wirecopy.types import Article

PAGES = [
    page(f"KEL 4.35 ▲ 0.12 (2.84%)\n\nLONDON (AP) — {PROSE}"),
    page("", page_id="p_2"),
    page(PROSE, page_id="p_3"),
]


def batch() -> pa.RecordBatch:
    return to_table("pages", PAGES).combine_chunks().to_batches()[0]


def cleaned(pages: pa.RecordBatch) -> pa.RecordBatch:
    return next(CleanKernel(CleanOptions(), LazyValue(load_rules))(iter([pages])))


def test_clean_kernel_has_the_published_schema() -> None:
    result = cleaned(batch())
    assert result.schema.equals(CLEANED)
    assert CLEANED.names[: len(SCHEMAS["articles"])] == SCHEMAS["articles"].names


def test_clean_kernel_gives_what_one_page_gives() -> None:
    result = cleaned(batch())
    articles = list(from_table(result.select(SCHEMAS["articles"].names), Article))
    assert articles == [clean_page(each, load_rules(), CleanOptions()).article for each in PAGES]


def test_clean_kernel_nests_spans_and_rows() -> None:
    result = cleaned(batch())
    assert [span["kind"] for span in result.column("spans")[0].as_py()] == ["ticker", "dateline", "body"]
    assert result.column("tickers")[0].as_py()[0]["symbol"] == "KEL"
    assert result.column("tickers")[2].as_py() == []


def test_clean_kernel_of_nothing_is_empty() -> None:
    assert cleaned(batch().slice(0, 0)).num_rows == 0

from __future__ import annotations

import wirecopy
from wirecopy.desk.index_refresh import Index


def test_index_is_built_in_a_process_of_its_own(writable_base: wirecopy.NewsBase) -> None:
    writable_base.tables.layout.live.unlink()
    index = Index(writable_base)
    assert not index.fits()
    index.beside.do()
    assert index.fits()

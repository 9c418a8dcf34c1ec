from __future__ import annotations

from collections.abc import Callable

import pytest
from clean_pages import page

from wirecopy.clean import Cleaned, Rules, clean_page, load_rules
from wirecopy.options import CleanOptions


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture
def clean(rules: Rules) -> Callable[..., Cleaned]:
    def cleaned(raw: str, **stated: object) -> Cleaned:
        return clean_page(page(raw, **stated), rules, CleanOptions())

    return cleaned


@pytest.fixture
def kinds(clean: Callable[..., Cleaned]) -> Callable[..., list[tuple[str, str]]]:
    def of(raw: str, **stated: object) -> list[tuple[str, str]]:
        return [(span.kind, raw[span.start : span.end].strip()) for span in clean(raw, **stated).spans]

    return of

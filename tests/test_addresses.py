from __future__ import annotations

import pytest

from wirecopy.addresses import without_tracking

PLAIN = "https://harbour.example/2024/05/ferry?id=7&page=2"
TRACKING = (
    "utm_source=rss", "utm_medium=feed&utm_campaign=x", "fbclid=IwAR0", "gclid=a", "mc_cid=1&mc_eid=2", "at_medium=RSS",
    "CMP=share_btn", "cmpid=rss", "smid=tw-share", "ref=home", "source=rss", "xtor=RSS-1", "ito=1490",
    "ns_mchannel=social", "__twitter_impression=true", "igshid=z", "_ga=1.2", "wt_mc=x", "ncid=edlink",
    "partner=rss&emc=rss",
)  # fmt: skip


@pytest.mark.parametrize("tracking", TRACKING)
@pytest.mark.parametrize("form", ["{0}&{1}", "{0}&{1}#top", "{0}#{1}"])
def test_without_tracking_is_the_address_of_the_page(tracking: str, form: str) -> None:
    assert without_tracking(form.format(PLAIN, tracking)) == PLAIN
    first, second = PLAIN.split("?")
    assert without_tracking(f"{first}?{tracking}&{second}") == PLAIN
    assert without_tracking(f"{first}?{tracking}") == first


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        "https://harbour.example/a?p=12",
        "https://harbour.example/a?cid=3&uid=4&source=12",
        "https://harbour.example/a?q=utm_source",
        "https://harbour.example/",
        "story.html?utm_source=x",
        "",
        "https://[bad",
        "https://harbour.example:99999/a",
    ],
)
def test_without_tracking_leaves_other_addresses_alone(url: str) -> None:
    assert without_tracking(url) == url


def test_without_tracking_writes_hosts_alike() -> None:
    assert without_tracking("HTTPS://Harbour.Example:443") == "https://harbour.example/"
    assert without_tracking("http://harbour.example:8080/A") == "http://harbour.example:8080/A"

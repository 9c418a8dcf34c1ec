"""Items of agencies and feeds: told apart by their content, with all that they state."""

import html
import json
from collections.abc import Callable

import pytest

from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]
LEAD, MORE = "The board voted on Tuesday to close the terminal.", "“We’re out of money,” Anna Keller said."
TEXT = f"{LEAD}\n\n{MORE}"
MARKED = f"<p>{LEAD}</p><p>{MORE}</p>"
WHEN = "Wed, 27 Apr 2016 19:25:14 -0400"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">'
NEWS = (
    '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
    '<newsItem guid="urn:x:1" version="3" xml:lang="en"><itemMeta><provider literal="HPA"/>'
    "<versionCreated>2024-05-14T12:00:00Z</versionCreated><firstCreated>2024-05-14T10:00:00Z</firstCreated>"
    '<embargoed>2024-05-15T00:00:00Z</embargoed><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>'
    "<by>Jane Roe</by><dateline>EASTMERE, May 14 (HPA)</dateline><language tag='en'/>"
    "<headline>Terminal to<br/> close</headline></contentMeta><contentSet>{}</contentSet></newsItem></itemSet>"
    "</newsMessage>"
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+html"><html xmlns="http://www.w3.org/1999/xhtml">{}</html></inlineXML>'
)
G2 = {
    "paragraphs": XHTML.format(f"<head><title>No</title></head><body><p>{LEAD}</p><p>{MORE}</p></body>"),
    "breaks in a paragraph": XHTML.format(f"<body><p>{LEAD}<br/><br/>{MORE}</p></body>"),
    "bare with breaks": XHTML.format(f"<body>{LEAD}<br/><br/>{MORE}</body>"),
    "boxes": XHTML.format(f"<body><div><div>{LEAD}</div></div><div/><p>{MORE}</p></body>"),
    "preformatted": XHTML.format(f"<body><pre>{LEAD}\n\n{MORE}\n</pre></body>"),
    "table": XHTML.format(f"<body><table><tr><td>{LEAD}</td></tr></table><p>{MORE}</p></body>"),
    "no body": f'<inlineXML><p xmlns="http://www.w3.org/1999/xhtml">{LEAD}</p><p>{MORE}</p></inlineXML>',
    "nitf": "<inlineXML><nitf><body><body.head><hedline><hl1>No</hl1></hedline></body.head><body.content>"
    f"<block><p>{LEAD}</p></block><p>{MORE}</p></body.content></body></nitf></inlineXML>",
    "text as data": f'<inlineData contenttype="text/plain">{LEAD}\n\n{MORE}</inlineData>',
    "markup as text": f'<inlineData contenttype="text/plain">{html.escape(MARKED)}</inlineData>',
    "markup in a section": f'<inlineData contenttype="text/html"><![CDATA[{MARKED}]]></inlineData>',
    "behind a picture": f'<remoteContent href="a.jpg"/><inlineXML><html><body>{MARKED}</body></html></inlineXML>',
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.newsml", "a.xml", "a.g2", "a.newsml.xml", "noname", "a.html", "a.txt"])
@pytest.mark.parametrize("form", G2)
def test_newsml_g2_is_told_by_content_and_read_in_every_form(read: Read, form: str, name: str) -> None:
    content = NEWS.format(G2[form])
    [page] = read(name, content) if name != "noname" else read("folder/noname.xml", content)
    assert isinstance(page, Page)
    assert " ".join(page.raw.split()) == " ".join(TEXT.split())
    assert page.raw.startswith(LEAD + "\n")
    assert (page.external_id, page.version, page.outlet, page.author) == ("urn:x:1", "3", "HPA", "Jane Roe")
    assert (page.published, page.updated) == ("2024-05-14T10:00:00Z", "2024-05-14T12:00:00Z")
    assert (page.language, page.title) == ("en", "Terminal to close")
    assert (page.dateline, page.status) == ("EASTMERE, May 14 (HPA)", "usable")
    assert page.embargoed == "2024-05-15T00:00:00Z"


def test_newsml_g2_in_utf16_is_read(read: Read) -> None:
    [page] = read("a.xml", NEWS.format(G2["paragraphs"]).replace("UTF-8", "UTF-16").encode("utf-16"))
    assert isinstance(page, Page)
    assert page.raw == TEXT


NITF = (
    '<nitf><head><title>No</title><docdata management-status="usable"><doc-id id-string="n7"/>'
    '<date.issue norm="20240514T100000Z"/><date.release norm="20240514T120000Z"/><du-key version="2"/>'
    '<doc.copyright holder="HPA"/></docdata></head><body xml:lang="en"><body.head><hedline><hl1>Terminal to close</hl1>'
    "</hedline><byline>By <person>Jane Roe</person><byttl>HPA Writer</byttl></byline><distributor>HPA</distributor>"
    "<dateline><location>EASTMERE</location></dateline></body.head>"
    f"<body.content><block><p>{LEAD}</p><p>{MORE}</p></block></body.content><body.end><tagline>No</tagline></body.end>"
    "</body></nitf>"
)
NEWSML1 = (
    "<NewsML><NewsEnvelope/><NewsItem><Identification><NewsIdentifier><ProviderId>hpa.example</ProviderId>"
    "<NewsItemId>n7</NewsItemId><RevisionId Update='N'>2</RevisionId><PublicIdentifier>n7</PublicIdentifier>"
    "</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName='News'/><FirstCreated>20240514T100000Z"
    "</FirstCreated><ThisRevisionCreated>20240514T120000Z</ThisRevisionCreated><Status FormalName='Usable'/>"
    "</NewsManagement><NewsComponent><NewsLines><HeadLine>Terminal to close</HeadLine><ByLine>Jane Roe</ByLine>"
    "<DateLine>EASTMERE</DateLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName='HPA'/></Provider>"
    "</AdministrativeMetadata><DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>"
    "<NewsComponent><ContentItem><MediaType FormalName='Photo'/><DataContent>R0lGODlh</DataContent></ContentItem>"
    "<ContentItem><MediaType FormalName='Text'/><DataContent>{}</DataContent></ContentItem></NewsComponent>"
    "</NewsComponent></NewsItem></NewsML>"
)


@pytest.mark.parametrize(
    "content",
    [
        NITF,
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">' + NITF,
        NEWSML1.format(NITF),
        NEWSML1.format(f"<html><body><p>{LEAD}</p><p>{MORE}</p></body></html>"),
        NEWSML1.format(f"{LEAD}\n\n{MORE}"),
        NEWSML1.format(f"<![CDATA[<p>{LEAD}</p><p>{MORE}</p>]]>"),
    ],
)
@pytest.mark.parametrize("name", ["a.xml", "a.nitf"])
def test_nitf_and_newsml1_are_read_with_what_they_state(read: Read, content: str, name: str) -> None:
    [page] = read(name, content)
    assert isinstance(page, Page)
    assert page.raw == TEXT
    assert (page.external_id, page.version, page.outlet, page.author) == ("n7", "2", "HPA", "Jane Roe")
    assert (page.published, page.updated) == ("20240514T100000Z", "20240514T120000Z")
    assert (page.language, page.title, page.dateline) == ("en", "Terminal to close", "EASTMERE")


ITEM = {
    "uri": "urn:x:1", "version": "3", "pubstatus": "usable", "language": "nb", "versioncreated": "2024-05-14T12:00:00Z",
    "firstcreated": "2024-05-14T10:00:00Z", "byline": "Jane Roe", "located": "Eastmere", "source": "HPA",
    "headline": "Terminal to close", "body_html": f"<p>{LEAD}</p><p>{MORE}</p>",
}  # fmt: skip
NINJS: dict[str, tuple[object, int]] = {
    "one item": (ITEM, 1),
    "guid in place of uri": ({**ITEM, "uri": None, "guid": "urn:x:1"}, 1),
    "bodies and headlines": (
        {**ITEM, "body_html": None, "headline": None, "headlines": [{"value": "Terminal to close"}],
         "bodies": [{"contentType": "text/plain", "value": TEXT}]}, 1,
    ),
    "plain text": ({**ITEM, "body_html": None, "body_text": TEXT}, 1),
    "array": ([ITEM, ITEM], 2),
    "under a name": ({"items": [ITEM, {**ITEM, "version": "4"}]}, 2),
    "under two names": ({"response": {"status": "ok", "results": [ITEM]}}, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.ninjs", "a.json", "a.ninjs.json"])
@pytest.mark.parametrize("form", NINJS)
def test_ninjs_is_read_with_what_it_states(read: Read, form: str, name: str) -> None:
    content, count = NINJS[form]
    pages = read(name, json.dumps(content))
    assert len(pages) == count
    page = pages[0]
    assert isinstance(page, Page)
    assert (page.raw, page.external_id, page.version, page.outlet) == (TEXT, "urn:x:1", "3", "HPA")
    assert (page.author, page.dateline, page.language, page.status) == ("Jane Roe", "Eastmere", "nb", "usable")
    assert (page.published, page.updated) == ("2024-05-14T10:00:00Z", "2024-05-14T12:00:00Z")


ROW = {"id": "7", "outlet": "Harbour Times", "text": TEXT}


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (json.dumps([ROW, {**ROW, "id": "8"}]), 2),
        (json.dumps(ROW), 1),
        (json.dumps(ROW, indent=2), 1),
        (json.dumps({"status": "ok", "articles": [ROW]}), 1),
        (json.dumps({"response": {"docs": [ROW]}}), 1),
        (f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n", 2),
        ("\ufeff" + json.dumps([ROW]), 1),
        (f"\x1e{json.dumps(ROW)}\n\x1e{json.dumps(ROW)}\n", 2),
        (json.dumps([{**ROW, "text": [LEAD, MORE]}]), 1),
        (json.dumps([{"outlet": "Harbour Times", "paragraphs": [{"text": LEAD}, {"text": MORE}]}]), 1),
        (json.dumps([ROW]).encode("utf-16").decode("utf-16"), 1),
    ],
)
def test_json_of_every_layout_gives_its_rows(read: Read, content: str, count: int) -> None:
    pages = read("a.json", content)
    assert len(pages) == count
    for page in pages:
        assert isinstance(page, Page)
        assert (page.raw, page.outlet) == (TEXT, "Harbour Times")


def test_json_with_a_broken_row_gives_the_others(read: Read) -> None:
    first, broken, last = read("a.json", f'[{json.dumps(ROW)},\n{{"id": }},\n{json.dumps(ROW)}]')
    assert isinstance(first, Page)
    assert isinstance(broken, Rejected)
    assert isinstance(last, Page)


RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
FEEDS: dict[str, str] = {
    "rss, content": f"{RSS}><channel><link>https://harbour.example/</link><language>en-GB</language><item>"
    f"<title>Close</title><link>https://harbour.example/a</link><guid>g1</guid><pubDate>{WHEN}</pubDate>"
    "<dc:creator>Jane Roe</dc:creator><description>Short</description>"
    f"<content:encoded><![CDATA[{MARKED}]]></content:encoded></item></channel></rss>",
    "rss, description escaped": f"{RSS}><channel><language>en-GB</language><item><title>Close</title>"
    "<guid isPermaLink='false'>g1</guid><link>https://harbour.example/a</link>"
    f"<author>jane@harbour.example (Jane Roe)</author><pubDate>{WHEN}</pubDate>"
    f"<description>{html.escape(MARKED)}</description></item></channel></rss>",
    "rss 1": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><dc:language>en-GB</dc:language></channel><item>'
    "<title>Close</title><link>https://harbour.example/a</link><dc:creator>Jane Roe</dc:creator>"
    f"<dc:date>{WHEN}</dc:date><description>{TEXT}</description></item></rdf:RDF>",
    "atom": f'{ATOM}<link rel="self" href="https://harbour.example/feed"/><link href="https://harbour.example/"/>'
    '<entry><title type="html">Close</title><link rel="enclosure" href="x.mp3"/><link rel="alternate"'
    f' href="https://harbour.example/a"/><id>g1</id><published>{WHEN}</published><author><name>Jane Roe</name>'
    f"<email>j@h.example</email></author><content type='xhtml'><div>{MARKED}</div></content><summary>Short</summary>"
    "</entry></feed>",
    "atom, html": f'{ATOM}<link href="https://harbour.example/"/><entry><title>Close</title><link href="/a"/>'
    f"<id>g1</id><issued>{WHEN}</issued><author><name>Jane Roe</name></author>"
    f"<content type='html'>{html.escape(MARKED)}</content></entry></feed>",
    "json feed": json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "language": "en-GB", "items": [
            {"id": "g1", "url": "https://harbour.example/a", "title": "Close", "content_html": MARKED,
             "date_published": WHEN, "authors": [{"name": "Jane Roe"}]},
        ],
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.json"])
@pytest.mark.parametrize("form", FEEDS)
def test_feeds_of_every_kind_are_read_with_what_they_state(read: Read, form: str, name: str) -> None:
    if form == "json feed" and name != "a.json":
        pytest.skip("JSON under a name of XML")
    [page] = read(name, FEEDS[form])
    assert isinstance(page, Page)
    assert (page.raw, page.url, page.title) == (TEXT, "https://harbour.example/a", "Close")
    assert (page.author, page.published) == ("Jane Roe", WHEN)
    assert (page.language, page.outlet) == ("en-GB", "harbour.example")
    assert page.external_id in ("g1", None)


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("bad \x1e sign", "bad sign"),
        ("R & D", "R & D"),
        ("caf&eacute; &nbsp;bar", "café bar"),
        ("a &lt; b", "a < b"),
        ("AT&T", "AT&T"),
    ],
)
def test_feed_that_is_broken_as_feeds_are_is_mended(read: Read, broken: str, title: str) -> None:
    item = f"<item><title>{broken}</title><description><![CDATA[A & B]]> {LEAD}</description></item>"
    [page] = read("a.rss", f"<rss><channel>{item}</channel></rss>")
    assert isinstance(page, Page)
    assert (page.title, page.raw.strip()) == (title, f"A & B {LEAD}")


@pytest.mark.parametrize("form", ["canceled", "withheld"])
def test_item_that_is_taken_back_says_so(read: Read, form: str) -> None:
    [page] = read("a.xml", NEWS.format(G2["paragraphs"]).replace("stat:usable", f"stat:{form}"))
    [other] = read("a.json", json.dumps({**ITEM, "pubstatus": form}))
    [empty] = read("a.json", json.dumps({**ITEM, "pubstatus": form, "body_html": "", "ednote": "Kill"}))
    assert isinstance(page, Page)
    assert isinstance(other, Page)
    assert isinstance(empty, Page)
    assert {page.status, other.status, empty.status} == {form}
    assert empty.raw == "Terminal to close\n\nKill"


@pytest.mark.parametrize("content", ["<urlset/>", "<rss/>", "<newsMessage/>", "<opml/>", "not xml", "<a", ""])
def test_xml_of_no_news_is_rejected(read: Read, content: str) -> None:
    assert [type(found) for found in read("a.xml", content)] == [Rejected]


def test_items_without_a_text_are_not_rejected_without_end(read: Read) -> None:
    found = read("a.rss", f"<rss><channel>{'<item/>' * 5000}</channel></rss>")
    assert len(found) == 101
    assert isinstance(found[-1], Rejected)
    assert "4900 further items" in found[-1].reason


def test_items_nested_in_items_are_read_once(read: Read) -> None:
    deep = "<newsItem><inlineData>x</inlineData>" * 200 + "</newsItem>" * 200
    assert len(read("a.xml", f"<newsMessage>{deep}</newsMessage>")) == 1


def test_entities_of_a_document_reach_nothing(read: Read) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    [found] = read("a.xml", f"{bomb}]><newsItem guid='x'><inlineData>&i;</inlineData></newsItem>")
    assert isinstance(found, Rejected) or found.raw == "&i;"

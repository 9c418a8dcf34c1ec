"""The language of a page: told on short ones too, and none gets the rules of another."""

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned, load_rules
from wirecopy.clean.language.identify import page_language, script_language
from wirecopy.clean.lines import split_lines

Clean = Callable[..., Cleaned]
TEXTS = {
    "en": "The harbour board voted on Tuesday to close the old ferry terminal.",
    "de": "Der Hafenrat hat am Dienstag beschlossen, den alten Fährhafen zu schließen.",
    "fr": "Le conseil du port a décidé mardi de fermer la vieille gare maritime.",
    "es": "La junta del puerto votó el martes el cierre de la vieja terminal.",
    "pt": "A junta do porto decidiu na terça-feira fechar o velho terminal.",
    "it": "Il consiglio del porto ha deciso martedì di chiudere il vecchio terminal.",
    "nl": "De havenraad besloot dinsdag de oude veerterminal te sluiten.",
    "pl": "Rada portu zdecydowała we wtorek o zamknięciu starego terminalu promowego.",
    "tr": "Liman kurulu salı günü eski feribot terminalini kapatma kararı aldı.",
    "ru": "Совет порта во вторник решил закрыть старый паромный терминал.",
    "uk": "Рада порту у вівторок вирішила закрити старий поромний термінал.",
    "ar": "قرر مجلس الميناء يوم الثلاثاء إغلاق محطة العبارات القديمة.",
    "hi": "बंदरगाह बोर्ड ने मंगलवार को पुराने टर्मिनल को बंद करने का फैसला किया।",
    "ja": "港湾委員会は火曜日、古いフェリーターミナルの閉鎖を決めた。JVAによると。",
    "ko": "항만위원회는 화요일 낡은 여객 터미널을 폐쇄하기로 했다.",
    "zh": "港口委员会周二决定关闭旧渡轮码头。",
    "th": "คณะกรรมการท่าเรือมีมติปิดท่าเรือเก่าเมื่อวันอังคาร",
    "el": "Το συμβούλιο του λιμανιού αποφάσισε την Τρίτη να κλείσει τον σταθμό.",
    "he": "מועצת הנמל החליטה ביום שלישי לסגור את המסוף הישן.",
    "ka": "ნავსადგურის საბჭომ სამშაბათს ძველი ტერმინალის დახურვა გადაწყვიტა.",
}


@pytest.mark.parametrize("stated", [None, "en", "xx-YY"])
@pytest.mark.parametrize("language", TEXTS)
def test_language_of_one_sentence_is_told_whatever_is_stated(language: str, stated: str | None) -> None:
    assert page_language(split_lines(TEXTS[language]), load_rules(), stated) == language


@pytest.mark.parametrize(
    ("text", "stated", "told"),
    [
        ("Styret vedtok i dag at kaien stenges.", "nb", "nb"),
        ("Styret vedtok i dag at kaien stenges.", "nb-NO", "nb"),
        ("12 345 / 67", "en", None),
        ("", "en", None),
        ("速報", None, "zh"),
        ("한국", "en", "ko"),
    ],
)
def test_stated_language_counts_only_where_the_text_allows_it(text: str, stated: str | None, told: str | None) -> None:
    assert page_language(split_lines(text), load_rules(), stated) == told


def test_script_of_several_languages_tells_none() -> None:
    assert script_language(TEXTS["ru"]) is None
    assert script_language(TEXTS["ar"]) is None


@pytest.mark.parametrize("language", [name for name in TEXTS if name != "en"])
def test_page_of_another_language_gets_no_english_rule(clean: Clean, language: str) -> None:
    text = "\n\n".join(["By JVA", "Share this article", TEXTS[language] * 3, "Advertisement", TEXTS[language]])
    cleaned = clean(text, published="2024-05-14")
    assert cleaned.article.language == language
    assert {span.kind for span in cleaned.spans} == {"body"}
    assert {span.evidence for span in cleaned.spans} == {f"no furniture evidence: no rules for the language {language}"}
    assert (cleaned.article.byline, cleaned.article.agency) == (None, None)


def test_page_of_no_language_says_so(clean: Clean) -> None:
    cleaned = clean("1 2 3\n\n45.6")
    assert cleaned.article.language is None
    assert {span.evidence for span in cleaned.spans} == {"no furniture evidence: its language is not told"}


def test_all_languages_share_bare_times_and_a_stated_title(clean: Clean) -> None:
    text = "\n\n".join(["Der Hafen schließt", "27.11.2017 19:20", TEXTS["de"], TEXTS["de"]])
    cleaned = clean(text, title="Der Hafen schließt", url="https://hafen.example.de/a")
    assert [span.kind for span in cleaned.spans][:2] == ["own_title", "timestamp"]
    assert cleaned.article.published == "2017-11-27T19:20"


def test_english_page_with_lines_of_another_language_keeps_its_rules(clean: Clean) -> None:
    cleaned = clean("\n\n".join(["By Jane Roe", PROSE, MORE, TEXTS["de"], PROSE]))
    assert (cleaned.article.language, cleaned.article.byline) == ("en", "Jane Roe")

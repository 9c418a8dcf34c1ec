from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from checking.test_check import source, told
from checking.texts import WIRE
from wirecopy.pipeline.checking.check import SourceChecker
from wirecopy.pipeline.checking.events_of_texts import events_of_texts
from wirecopy.pipeline.checking.one_event import EventScores

GERMAN = (
    "Im Hafen von Lund stehen die Lastwagen seit Dienstag still. Auf dem Parkplatz kocht Wirtin Gerda Ohm für 30 "
    "Fahrer Suppe. Einer von ihnen, Jan Kolb, hat 12 Tonnen Äpfel geladen und wartet auf das Schiff. Vor Brandt sitzt "
    "der Frachter fest, und Kolb sagt, er glaube den Leuten der Reederei kein Wort. Am Freitag will er umkehren."
)
GERMAN_SPORT = (
    "Der Ruderclub Kelm hat am Dienstag seine Meister geehrt. Trainer Uwe Brack nannte 14 Namen, darunter die von Lea "
    "Funk und Tom Rist, die im Mai in Varn 3 Rennen gewannen. Der Verein hat nun 260 Mitglieder, 41 mehr als vor "
    "2 Jahren. Das Bootshaus an der Elm soll 90 Plätze bekommen, sagte Vorstand Ina Moll."
)


def _nodes(checker: SourceChecker, texts: list[str]) -> Any:
    read = [checker._read(number, source(text, f"Paper {number}"), None) for number, text in enumerate(texts)]
    return checker._texts(read)[0]


def test_own_report_in_another_language_is_not_said_to_tell_of_another_event(checker: SourceChecker) -> None:
    answer = checker.check([source(WIRE, "Lund Post"), source(GERMAN, "Hafenbote", 12)])
    assert "different_events" not in {group.verdict for group in answer.groups}
    assert answer.origins.most == 2


def test_text_in_another_language_that_names_nothing_in_common_tells_of_another_event(checker: SourceChecker) -> None:
    answer = checker.check([source(WIRE, "Lund Post"), source(GERMAN_SPORT, "Bote", 12)])
    assert answer.origins.most == 1
    assert len(answer.events) == 2


def test_short_text_in_another_language_with_names_of_a_text_may_be_a_translation(checker: SourceChecker) -> None:
    short = "Encalló un buque frente a Brandt; el canal de Lund sigue cerrado."
    answer = checker.check([source(WIRE, "Lund Post"), source(short, "Diario", 12)])
    assert "not_shown_dependent" not in {verdict for members, verdict, _ in told(answer) if members == (1,)}


def test_words_against_and_names_for_one_event_leave_it_undecided(checker: SourceChecker) -> None:
    nodes = [replace(node, number=number) for number in (0, 1) for node in _nodes(checker, [WIRE])]
    against, for_it = np.full((2, 2), -3.0), np.full((2, 2), 1.0)
    names = [{"lund", "brandt"}, {"lund", "frost"}]
    events, why = events_of_texts(nodes, names, [], EventScores(against, for_it), checker.cues)
    assert events == [0, 1]
    assert ["may report the same event" in reason for reason in why.values()] == [True]
    events, why = events_of_texts(nodes, names, [], EventScores(against, against), checker.cues)
    assert (events, why) == ([0, 1], {})

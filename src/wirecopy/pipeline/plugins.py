"""Plug-ins that claim facts: a spaCy pipeline on disk, an OpenAI-compatible endpoint; answers kept by content."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wirecopy.errors import MissingExtra, PluginFailed
from wirecopy.facts import Knowledge
from wirecopy.facts.plugins import CLAIM_SCHEMA, CheckedClaims, Claim, Plugin, checked_claims, parsed_claims
from wirecopy.ids import content_id
from wirecopy.options import FactsOptions
from wirecopy.types import Article

_SPACY_KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "NORP": "organisation", "GPE": "place", "LOC": "place",
    "FAC": "place", "DATE": "date", "TIME": "date", "CARDINAL": "quantity", "QUANTITY": "quantity", "MONEY": "quantity",
    "PERCENT": "quantity",
}  # fmt: skip
_WEB = ("http://", "https://")
_MODEL = "default"
_LONGEST = 400_000  # characters sent at once
_MOST_BYTES = 32_000_000  # of an answer
_SECONDS = 120
_ASK = (
    "List the quotations, people, organisations, places, dates, quantities and events (who did what to whom, with the"
    " PLOVER type, parties as the text names them) of the news text. Copy each evidence from the text without change."
    " Answer in JSON of the given schema and nothing else."
)


@dataclass(frozen=True, slots=True)
class SpacyPlugin:
    """A spaCy pipeline in a folder on disk; its entities are claimed."""

    path: str
    reads: Callable[[str], Any]

    @property
    def name(self) -> str:
        """What the rule ids and the cache call it."""
        return f"spacy:{Path(self.path).name}"

    def claims(self, text: str) -> list[Claim]:
        """Return the entities of a text as claims."""
        entities = self.reads(text[:_LONGEST]).ents
        kinds = [(_SPACY_KINDS.get(entity.label_), entity.text) for entity in entities]
        return [Claim(kind, evidence) for kind, evidence in kinds if kind is not None]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class EndpointPlugin:
    """An endpoint that speaks the OpenAI chat protocol with a JSON schema, local or not."""

    url: str
    model: str
    key: str | None = None

    @property
    def name(self) -> str:
        """What the rule ids and the cache call it."""
        return f"endpoint:{self.model}"

    def claims(self, text: str) -> list[Claim]:
        """Return what the endpoint claims of a text.

        Raises PluginFailed when it does not answer or answers with something else than JSON.
        """
        request = urllib.request.Request(
            self.url.rstrip("/") + "/chat/completions", json.dumps(self._asked(text)).encode(), self._headers()
        )
        if not request.full_url.startswith(_WEB):
            raise PluginFailed(f"{self.url} is no web address")
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                body = json.loads(answer.read(_MOST_BYTES))
            return parsed_claims(json.loads(body["choices"][0]["message"]["content"]))
        except (OSError, urllib.error.URLError, ValueError, KeyError, IndexError, TypeError) as error:
            raise PluginFailed(f"{self.url} did not answer as a chat endpoint does: {error}") from error

    def _asked(self, text: str) -> dict[str, Any]:
        return {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": _ASK}, {"role": "user", "content": text[:_LONGEST]}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": CLAIM_SCHEMA},
            },
        }

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        return headers | {"Authorization": f"Bearer {self.key}"} if self.key else headers


def load_plugin(spec: str, model: str | None = None) -> Plugin:
    """Return the plug-in that a command names: a folder with a spaCy pipeline, or the address of an endpoint.

    The key of an endpoint is read from WIRECOPY_PLUGIN_KEY. Raises PluginFailed where there is none such,
    MissingExtra without spaCy.
    """
    if spec.startswith(_WEB):
        return EndpointPlugin(spec, model or _MODEL, os.environ.get("WIRECOPY_PLUGIN_KEY"))
    try:
        import spacy  # type: ignore[import-not-found, unused-ignore]

        return SpacyPlugin(spec, spacy.load(Path(spec)))
    except ImportError as error:
        raise MissingExtra("spacy", "spacy") from error
    except OSError as error:
        raise PluginFailed(f"{spec} holds no spaCy pipeline") from error


@dataclass(frozen=True, slots=True)
class PluginRequest:
    """A plug-in by name and where its answers are kept; no `plugin`: only what is kept counts."""

    name: str
    plugin: Plugin | None
    cache: Path | None

    def facts(self, story_id: str, article: Article, knowledge: Knowledge) -> CheckedClaims:
        """Return what the plug-in claims of an article and the text bears out; the rest is counted."""
        claims = self._claims(article.body)
        return checked_claims(story_id, article, claims, plugin=self.name, knowledge=knowledge)

    def _claims(self, text: str) -> list[Claim]:
        if self.plugin is not None:
            return claims_of(self.plugin, text, self.cache)
        if self.cache is None:
            return []
        now = self.cache / answer_name(self.name, text)
        answers = [now] if now.is_file() else kept_answers(self.cache, self.name, text)
        return parsed_claims(json.loads(answers[-1].read_text("utf-8"))) if answers else []


def requested_plugin(options: FactsOptions) -> PluginRequest | None:
    """Return the plug-in that the options name, loaded; None where they name none. Raises PluginFailed."""
    if not options.plugin:
        return None
    plugin = load_plugin(options.plugin, options.model) if options.ask else None
    return PluginRequest(plugin_name(options), plugin, Path(options.cache) if options.cache else None)


def plugin_name(options: FactsOptions) -> str:
    """Return what the plug-in of the options is called in rule ids and kept answers."""
    spec = options.plugin or ""
    if spec.startswith(_WEB):
        return EndpointPlugin(spec, options.model or _MODEL).name
    return SpacyPlugin(spec, str).name


def answer_name(plugin: str, text: str) -> str:
    """Return the name of the file that keeps a plug-in's answer to a text, to what is asked today.

    What was asked is part of it, so that an answer from before events were asked for is not taken for one without.
    """
    return f"{content_id('c', plugin, text)}.{_asked_for()}.json"


def kept_answers(cache: Path, plugin: str, text: str) -> list[Path]:
    """Return every file that keeps an answer of a plug-in to a text, whatever was asked then."""
    return sorted(cache.glob(f"{content_id('c', plugin, text)}.*json"))


def _asked_for() -> str:
    return content_id("v", _ASK, json.dumps(CLAIM_SCHEMA, sort_keys=True), json.dumps(_SPACY_KINDS, sort_keys=True))


def claims_of(plugin: Plugin, text: str, cache: Path | None) -> list[Claim]:
    """Return a plug-in's claims, asked once per content where a cache folder is given."""
    if cache is None:
        return plugin.claims(text)
    answer = cache / answer_name(plugin.name, text)
    if answer.is_file():
        return parsed_claims(json.loads(answer.read_text("utf-8")))
    claims = plugin.claims(text)
    cache.mkdir(parents=True, exist_ok=True)
    part = answer.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"facts": [asdict(claim) for claim in claims]}), "utf-8")
    os.replace(part, answer)
    return claims

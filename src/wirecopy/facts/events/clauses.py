"""Who stands in which place of a verb: its subject, its object, and what its prepositions lead to."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.facts.events.chunks import Chunk
from wirecopy.facts.events.words import SentenceWords, wordset

# Behind these verbs the object acts: "urged Israel to withdraw".
_OBJECT_ACTS = wordset(
    """
    ask urge order tell force invite allow permit press demand require persuade help warn call want expect
    compel push authorize authorise instruct command lead enable encourage beg implore advise appeal direct
    oblige pressure asked urged ordered told forced invited allowed permitted pressed required persuaded helped
    warned called wanted expected asking urging ordering telling forcing inviting allowing permitting pressing
    calling asks urges orders tells forces invites allows calls wants appealed appealing appeals
    """
)
_ENDS_ARGUMENTS = wordset("after before since until as while during amid despite because unless although")
_ATTACHED = wordset(
    """
    of in from for at throughout near inside across within between among with on to
    """
)
_STAYS = wordset("of for from in")
_MOST_CHUNKS = 14  # chunks looked through for a subject


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence cut into chunks, and the questions a frame asks of it."""

    words: SentenceWords
    chunks: tuple[Chunk, ...]

    def verbs(self) -> list[int]:
        """Return which chunks are verb groups."""
        return [n for n, chunk in enumerate(self.chunks) if chunk.kind == "verb"]

    def low(self, n: int) -> str:
        """Return the first word of a chunk, lower-case."""
        return self.words.low[self.chunks[n].first]

    def head(self, n: int) -> str:
        """Return the head word of a chunk, lower-case."""
        return self.words.low[self.chunks[n].head]

    def is_kind(self, n: int, *kinds: str) -> bool:
        """Tell whether the n-th chunk is there and of one of the kinds."""
        return 0 <= n < len(self.chunks) and self.chunks[n].kind in kinds

    def governor(self, n: int) -> int | None:
        """Return the verb group before the n-th, which an infinitive or participle depends on."""
        for k in range(n - 1, max(-1, n - _MOST_CHUNKS), -1):
            if self.chunks[k].kind == "verb":
                return k
            if self.low(k) in (";", ":"):
                return None
        return None

    def subject(self, n: int, depth: int = 0) -> tuple[int, int] | None:
        """Return the chunks `[first, last)` that the subject of a verb group is made of."""
        chunk = self.chunks[n]
        if depth > 4:
            return None
        before = self.governor(n)
        if chunk.to:
            return self._controller(n, before, depth)
        if self.is_kind(n - 1, "who"):
            return self._antecedent(n - 1)
        if self.is_kind(n - 1, "and") and before is not None:
            equal = self._equal(n)
            if equal is not None or not self.chunks[before].to:
                return self.subject(before if equal is None else equal, depth + 1)  # "shelled it and hit its kitchen"
        if chunk.reduced and self.is_kind(n - 1, "noun"):
            return self._whole(n - 1)
        if chunk.gerund and not self.is_kind(n - 1, "noun"):
            return self.subject(before, depth + 1) if before is not None else self._behind(n)
        found = self._left(n)
        if found is None and before is not None:
            return self.subject(before, depth + 1)
        return found

    def _equal(self, n: int) -> int | None:
        """Return the verb group that another one is joined to: the last before it in the same form."""
        form = self._form(n)
        for k in range(n - 1, -1, -1):
            if self.low(k) == ";":
                return None
            if self.chunks[k].kind == "verb" and self._form(k) == form and self._in_relative(k) is None:
                return k
        return None

    def _form(self, n: int) -> tuple[str, bool]:
        """Return the tag of a verb group's first word, and whether "to" leads it."""
        chunk = self.chunks[n]
        first = next((i for i in range(chunk.first, chunk.last) if self.words.tags[i][:1] in "VM"), chunk.head)
        return self.words.tags[first], chunk.to

    def _controller(self, n: int, before: int | None, depth: int) -> tuple[int, int] | None:
        if before is None:
            return self._left(n)
        between = [k for k in range(before + 1, n) if self.chunks[k].kind == "noun"]
        verb = self.chunks[before]
        if between and self.head(before) in _OBJECT_ACTS and not verb.passive:
            return self._whole(between[0])
        if self.is_kind(n - 1, "noun") and self.is_kind(n - 2, "prep") and self.low(n - 2) == "for":
            return self._whole(n - 1)
        return self.subject(before, depth + 1)

    def _antecedent(self, n: int) -> tuple[int, int] | None:
        k = n - 1
        if self.is_kind(k, "prep", "mark"):
            k -= 1
        if not self.is_kind(k, "noun"):
            return None
        while k > 1 and self.is_kind(k - 1, "prep") and self.low(k - 1) in _STAYS and self.is_kind(k - 2, "noun"):
            k -= 2
        named = self._named_before(k)
        return (named, named + 1) if named is not None else (k, n)

    def _named_before(self, k: int) -> int | None:
        """Return the name that a noun phrase stands in apposition to: "Ann Vale, the Kestrian mayor, who ..."."""
        described = self.words.tags[self.chunks[k].head] in ("NN", "NNP") and not self.is_kind(k - 1, "and")
        if described and k > 1 and self.low(k - 1) == "," and self.is_kind(k - 2, "noun"):
            before = self.chunks[k - 2]
            if self.words.tags[before.head] == "NNP" and self.words.tags[before.first] != "DT" and not before.time:
                return k - 2
        return None

    def _whole(self, n: int) -> tuple[int, int]:
        """Return a noun phrase with all its parts: what it is joined to before, and "of ..." before it."""
        k = n
        while (
            k > 1
            and self.is_kind(k - 2, "noun")
            and (self.is_kind(k - 1, "and") or (self.is_kind(k - 1, "prep") and self.low(k - 1) == "of"))
        ):
            k -= 2
        return k, n + 1

    def _behind(self, n: int) -> tuple[int, int] | None:
        """Return the subject that stands behind an opening participle: "Speaking in Rome, the minister ..."."""
        for k in range(n + 1, len(self.chunks)):
            if self.low(k) == "," and self.is_kind(k + 1, "noun"):
                return k + 1, self._arguments_end(k + 1)
            if self.chunks[k].kind == "verb":
                return None
        return None

    def _arguments_end(self, k: int) -> int:
        while k < len(self.chunks) and self.chunks[k].kind in ("noun", "prep", "and"):
            k += 1
        return k

    def _left(self, n: int) -> tuple[int, int] | None:
        """Return the subject left of a finite verb group: past asides and what prepositions lead to."""
        last, k, steps, found = n, n - 1, 0, None
        while k >= 0 and steps < _MOST_CHUNKS:
            steps += 1
            chunk = self.chunks[k]
            if self.low(k) in (",", ")", "--", "–", "—") and found is None:
                k = self._before_aside(k)
                last = k + 1
                continue
            if chunk.kind == "noun" and not chunk.time:
                opens = k == n - 1 and self.low(k - 1) in _ENDS_ARGUMENTS  # "after crowds stormed it"
                if self.is_kind(k - 1, "prep") and k > 1 and not opens:
                    k -= 2
                    if self.is_kind(k, "verb") or (self.is_kind(k, "mark") and self.low(k) != ","):
                        break
                    continue
                found = k
                if self._joins(k):
                    k -= 2 if not self.is_kind(k - 2, "mark", "and") else 3
                    if self.is_kind(k - 1, "prep") and k > 1:
                        found, k = None, k - 2  # "ties between X and Y": what is joined is led to
                    continue
                break
            if chunk.kind in ("verb", "that", "who") or (chunk.kind == "mark" and found is not None):
                if chunk.kind == "verb" and self._in_relative(k) is not None:
                    k = (self._in_relative(k) or 0) - 1
                    last = k + 1
                    continue
                break
            k -= 1
        return (found, last) if found is not None else None

    def _joins(self, k: int) -> bool:
        """Tell whether a noun phrase is joined to another one before it: "X, Y and Z"."""
        if self.is_kind(k - 1, "and"):
            return (
                self.is_kind(k - 2, "noun") or (self.low(k - 2) == "," and self.is_kind(k - 3, "noun"))
                if k > 1
                else False
            )
        behind = self.is_kind(k + 1, "and") or (self.low(k + 1) == "," if k + 1 < len(self.chunks) else False)
        return k > 1 and self.low(k - 1) == "," and self.is_kind(k - 2, "noun") and behind

    def _before_aside(self, k: int) -> int:
        """Return the chunk before what stands between two commas (or brackets) that end at k."""
        opening = {")": "("}.get(self.low(k), self.low(k))
        for j in range(k - 1, max(-1, k - _MOST_CHUNKS), -1):
            if self.low(j) == opening:
                return j - 1
        return k - 1

    def _in_relative(self, k: int) -> int | None:
        """Return where the relative clause begins whose verb group is the k-th chunk."""
        for j in range(k - 1, max(-1, k - 5), -1):
            if self.chunks[j].kind == "who":
                return j
            if self.chunks[j].kind in ("verb", "mark"):
                return None
        return None

    def object(self, n: int) -> tuple[int, int] | None:
        """Return the direct object of a verb group with all that is joined or attached to it."""
        k = n + 1
        while k < len(self.chunks) and (self.chunks[k].kind == "other" or self.chunks[k].time):
            k += 1
        if self.is_kind(k, "quote"):
            k += 1
        if not self.is_kind(k, "noun"):
            return None
        return k, self.extent(k)

    def extent(self, k: int) -> int:
        """Return where a noun phrase ends: joined phrases and a list belong to it, prepositions do not."""
        end = k + 1
        while True:
            if (self.is_kind(end, "and") and self.is_kind(end + 1, "noun") and not self.is_kind(end + 2, "verb")) or (
                end + 1 < len(self.chunks)
                and self.low(end) == ","
                and self.is_kind(end + 1, "noun")
                and not self.chunks[end + 1].time
                and self._list_goes_on(end + 1)
            ):
                end += 2
            else:
                return end

    def _list_goes_on(self, k: int) -> bool:
        for j in range(k + 1, min(k + 8, len(self.chunks))):
            if self.is_kind(j, "and"):
                return self.is_kind(j + 1, "noun")
            if not (self.chunks[j].kind == "noun" or self.low(j) == ","):
                return False
        return False

    def phrases(self, n: int, stop: int | None = None) -> list[tuple[str, int, int]]:
        """Return the preposition phrases behind a chunk, up to the next clause: word, first chunk, end."""
        found = []
        k = n + 1
        limit = stop if stop is not None else len(self.chunks)
        while k < limit:
            chunk = self.chunks[k]
            if chunk.kind == "prep":
                word = self.low(k)
                if word in _ENDS_ARGUMENTS:
                    break
                if self.is_kind(k + 1, "quote") and self.is_kind(k + 2, "noun"):
                    k += 1
                if self.is_kind(k + 1, "noun"):
                    end = self.extent(k + 1)
                    found.append((word, k + 1, end))
                    k = end
                    continue
                if self.is_kind(k + 1, "prep") and self.is_kind(k + 2, "noun"):
                    end = self.extent(k + 2)
                    found.append((self.low(k + 1), k + 2, end))
                    k = end
                    continue
            if chunk.kind == "verb" and chunk.gerund and self.is_kind(k - 1, "noun"):
                k += 1  # "the roads leading into Mali"
                continue
            if chunk.kind in ("that", "who") or (chunk.kind == "verb" and (chunk.finite or chunk.to or chunk.gerund)):
                break
            if chunk.kind == "mark" and self.low(k) not in (",", "(", ")"):
                break
            if chunk.kind == "and" and not self.is_kind(k + 1, "prep", "noun"):
                break
            k += 1
        return found

    def text_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the words `[first, last)` that some chunks are made of."""
        return self.chunks[first].first, self.chunks[last - 1].last

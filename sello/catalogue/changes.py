"""What changes from one edition to another, requirement by requirement.

Requirements are matched by code, or as somebody said by hand; what has no match is listed, never lost.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from sello.catalogue.domain.rules import Level
from sello.catalogue.domain.texts import Edition, Requirement, RequirementText
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

UNMATCHED: Final = ""
"""Said by hand of a requirement that has no counterpart, although one has its code."""

_ALIKE: Final = 0.55


class Change(LabelledEnum):
    """The ways in which a requirement may differ between two editions."""

    ADDED = "added", N_("nuevo")
    REMOVED = "removed", N_("ya no está")
    RECODED = "recoded", N_("cambió de código")
    REWORDED = "reworded", N_("cambió su texto")
    REWEIGHTED = "reweighted", N_("cambió su peso")
    MANDATORY = "mandatory", N_("cambió su obligatoriedad")
    APPLICABLE = "applicable", N_("cambió si admite «no aplica»")


class BadMapping(Refusal):
    """A mapping made by hand names codes that are not there, or one of them twice."""


class UnknownBefore(BadMapping):
    """The earlier edition has no such codes."""

    message = N_(
        "La correspondencia nombra códigos que la edición anterior no tiene: %(codes)s. Nada cambió."
    )


class UnknownAfter(BadMapping):
    """The later edition has no such codes."""

    message = N_("La correspondencia nombra códigos que la edición nueva no tiene: %(codes)s. Nada cambió.")


class GivenTwice(BadMapping):
    """A later requirement can only take the place of one."""

    message = N_("Dos requerimientos no pueden pasar al mismo: %(codes)s. Elija uno; nada cambió.")


@dataclass(frozen=True)
class Words:
    """A stretch of a text that stayed, came in or went out."""

    kind: str  # "same", "in" or "out"
    text: str


@dataclass(frozen=True)
class TextChange:
    """A part of a requirement's text that reads otherwise, word by word."""

    label: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Pair:
    """A requirement of the earlier edition and its counterpart in the later one; one of them may lack."""

    before: Requirement | None
    after: Requirement | None
    changes: tuple[Change, ...]
    texts: tuple[TextChange, ...] = ()

    @property
    def code(self) -> str:
        """The code by which the pair is told: the later one where there is one."""
        found = self.after or self.before
        return found.code if found else ""


@dataclass(frozen=True)
class LevelChange:
    """A level of both editions, told by its mark; None where an edition has no such level."""

    mark: int
    before: Level | None
    after: Level | None

    @property
    def name(self) -> str:
        """How the later edition calls it, or the earlier one if it went away."""
        found = self.after or self.before
        return found.name if found else ""

    @property
    def differs(self) -> bool:
        """Whether the level came, went, or asks for another share."""
        if self.before is None or self.after is None:
            return True
        return (self.before.threshold, self.before.floors) != (self.after.threshold, self.after.floors)


@dataclass(frozen=True)
class EditionDiff:
    """All that differs, in the order of the later edition; what went away comes last."""

    pairs: tuple[Pair, ...]
    levels: tuple[LevelChange, ...]
    scale_differs: bool

    @property
    def counts(self) -> dict[Change, int]:
        """How many requirements changed in each way."""
        found = Counter(change for pair in self.pairs for change in pair.changes)
        return {change: found[change] for change in Change}

    @property
    def unchanged(self) -> int:
        """How many requirements are the same in both."""
        return sum(not pair.changes for pair in self.pairs)


def match(before: Edition, after: Edition, by_hand: Mapping[str, str]) -> dict[str, str]:
    """The later code of each earlier code that has a counterpart; what is said by hand goes first."""
    old = [part.code for part in before.requirements]
    new = {part.code for part in after.requirements}
    check_mapping(old, new, by_hand)
    taken = {code for code in by_hand.values() if code}
    found: dict[str, str] = {}
    for code in old:
        if code in by_hand:
            target = by_hand[code]
        else:
            target = code if code in new and code not in taken else UNMATCHED
        if target:
            found[code] = target
    return found


def check_mapping(old: list[str], new: set[str], by_hand: Mapping[str, str]) -> None:
    """Refuse codes that no edition has, and a later code that was given to two."""
    if strange := sorted(set(by_hand) - set(old)):
        raise UnknownBefore(codes=", ".join(strange))
    targets = [code for code in by_hand.values() if code]
    if strange := sorted(set(targets) - new):
        raise UnknownAfter(codes=", ".join(strange))
    if twice := sorted(code for code, times in Counter(targets).items() if times > 1):
        raise GivenTwice(codes=", ".join(twice))


def compare(before: Edition, after: Edition, by_hand: Mapping[str, str] | None = None) -> EditionDiff:
    """Everything that differs between two editions under a mapping."""
    matched = match(before, after, by_hand or {})
    origin = {new: old for old, new in matched.items()}
    held = {part.code: part for part in before.requirements}
    marks = _marks(before.levels), _marks(after.levels)
    pairs = [
        _pair(held[origin[part.code]], part, marks)
        if part.code in origin
        else Pair(None, part, (Change.ADDED,))
        for part in after.requirements
    ]
    gone = [Pair(part, None, (Change.REMOVED,)) for part in before.requirements if part.code not in matched]
    return EditionDiff(
        pairs=(*pairs, *gone),
        levels=tuple(_levels(before.levels, after.levels)),
        scale_differs=before.scale != after.scale,
    )


def suggestions(before: Edition, after: Edition, by_hand: Mapping[str, str]) -> dict[str, str]:
    """For earlier requirements without a counterpart, the free later one whose title is most alike."""
    matched = match(before, after, by_hand)
    free = [part for part in after.requirements if part.code not in matched.values()]
    found: dict[str, str] = {}
    for part in before.requirements:
        if part.code in matched or part.code in by_hand:
            continue
        likeness = {other.code: _likeness(part.text().title, other.text().title) for other in free}
        best = max(likeness, key=lambda code: likeness[code], default=None)
        if best is not None and likeness[best] >= _ALIKE and best not in found.values():
            found[part.code] = best
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def _marks(levels: tuple[Level, ...]) -> dict[str, int]:
    return {level.code: level.mark for level in levels}


def _pair(before: Requirement, after: Requirement, marks: tuple[dict[str, int], dict[str, int]]) -> Pair:
    old, new = before.rule, after.rule
    texts = tuple(_text_changes(before.text(), after.text()))
    told = (
        (Change.RECODED, old.code != new.code),
        (Change.REWORDED, bool(texts) or before.texts != after.texts),
        (Change.REWEIGHTED, old.weight != new.weight),
        (Change.MANDATORY, _demands(before, marks[0]) != _demands(after, marks[1])),
        (Change.APPLICABLE, old.not_applicable_allowed != new.not_applicable_allowed),
    )
    return Pair(before, after, tuple(change for change, differs in told if differs), texts)


def _demands(part: Requirement, marks: Mapping[str, int]) -> frozenset[int]:
    """The marks of the levels that demand it: editions may name their levels otherwise."""
    return frozenset(marks[code] for code in part.rule.mandatory_for)


def _text_changes(before: RequirementText, after: RequirementText) -> Iterator[TextChange]:
    fields = (
        (N_("Título"), before.title, after.title),
        (N_("Qué pide"), before.asks, after.asks),
        (N_("Por qué importa"), before.why, after.why),
        (N_("Medios de verificación"), "\n".join(before.sources), "\n".join(after.sources)),
        (N_("Responsable habitual"), before.owner, after.owner),
        (N_("Una buena evidencia"), before.good_example, after.good_example),
        (N_("Una evidencia débil"), before.weak_example, after.weak_example),
    )
    for label, old, new in fields:
        if old != new:
            yield TextChange(label, tuple(word_changes(old, new)))


def word_changes(before: str, after: str) -> Iterator[Words]:
    """The two texts as one: the words that stayed, that went out and that came in."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Words("out", "".join(old[a:b]))
        if d > c:
            yield Words("in", "".join(new[c:d]))


def _levels(before: tuple[Level, ...], after: tuple[Level, ...]) -> Iterator[LevelChange]:
    old = {level.mark: level for level in before}
    new = {level.mark: level for level in after}
    for mark in sorted(old | new):
        yield LevelChange(mark, old.get(mark), new.get(mark))

"""What comes first: how near something is to what was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.text import fold
from sello.search.domain.question import Question, begins_code, is_code, says_number

SHOWN = 5
"""So many of a kind are shown; the list of that kind shows the rest."""


class Kind(LabelledEnum):
    """What can be found, in the order in which kinds that are equally near stand."""

    REQUIREMENT = "requirement", N_("Requerimientos")
    TASK = "task", N_("Tareas y sus conversaciones")
    EVIDENCE = "evidence", N_("Evidencias")
    DOCUMENT = "document", N_("En documentos")
    TALK = "talk", N_("En conversaciones y observaciones")
    INITIATIVE = "initiative", N_("Registro")
    FILE = "file", N_("En fichas del registro")
    UNIT = "unit", N_("Unidades")
    PERSON = "person", N_("Personas")
    PAGE = "page", N_("Páginas")


class Nearness(IntEnum):
    """How near something is; the higher, the nearer."""

    NOT = 0
    TEXT = 1
    """Some of the words are only in what it says at length, which no list looks into."""
    BESIDE = 2
    """All the words are there, none of them in its name: in what is said of it, or in whose it is."""
    PARTLY = 3
    """All the words are there, some in its name."""
    INSIDE = 4
    """All the words are in its name."""
    WORDS = 5
    """Each word begins a word of its name."""
    BEGINS = 6
    """Its name, or its code, begins with what was asked for."""
    NUMBERED = 7
    """It is the act with that number."""
    SAME = 8
    """It is called so, or has that code."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What something can be found by."""

    names: tuple[str, ...]
    """What it is called: its title, its short name."""
    beside: str = ""
    """What else is said of it; its unit, for one."""
    text: str = ""
    """What it says at length."""
    code: str = ""
    number: str = ""
    """The number of the act that it is, as it is written."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A page of a document, or what somebody wrote, and the part of it that says what was asked for."""

    page: int
    """0 where it stands on no page."""
    pages: int
    """How many pages of the document, or parts of the conversation or file, say it."""
    text: tuple[tuple[str, bool], ...]
    """In pieces, each with whether it was asked for; nothing of what is opened only on purpose."""
    words: str
    """What is looked for within the document when it is opened."""
    recognised: bool
    """Whether letters were recognised in a picture: they may be wrong."""
    row: int = 0
    """What was written: the id of its row, which may have an anchor of its own."""
    number: int = 0
    """The version of the piece that it is about."""
    at: datetime | None = None
    """When it was written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found, as the box shows it."""

    kind: Kind
    id: int
    title: str
    what: LabelledEnum | None
    """What it is, where its kind does not say it."""
    by: Searched
    code: str = ""
    """What is said for it in short, in its town's words: a code, a number, a short name, a post."""
    unit: str = ""
    state: LabelledEnum | None = None
    light: Light | None = None
    passage: Passage | None = None
    """Where it was found by what a document says; it then needs no other nearness."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the nearest first."""

    kind: Kind
    hits: tuple[Hit, ...]
    more: bool
    """Whether the list of that kind would show others than those."""


def nearness(question: Question, by: Searched) -> Nearness:
    """How near something is to what was asked for."""
    if not question:
        return Nearness.NOT
    names = [fold(name) for name in by.names]
    if question.folded in names or (len(question.words) == 1 and is_code(question.folded, by.code)):
        return Nearness.SAME
    if says_number(by.number, question.number):
        return Nearness.NUMBERED
    return _by_words(question, by, names)


def _by_words(question: Question, by: Searched, names: list[str]) -> Nearness:
    """How near it is by its words, of which none may be missing."""
    words = [word for word in question.words if not begins_code(word, by.code)]
    called = " ".join(names)
    text = f"{called} {fold(by.beside, by.number)}"
    if not all(word in text for word in words):
        return _further(question, by, words, text)
    if not words or any(name.startswith(question.folded) for name in names):
        return Nearness.BEGINS
    return _in_names(words, called)


def _in_names(words: list[str], called: str) -> Nearness:
    """How near it is by how many of its words are in its names, and where there."""
    inside = sum(word in called for word in words)
    if inside < len(words):
        return Nearness.PARTLY if inside else Nearness.BESIDE
    parts = _words(called)
    begun = all(any(part.startswith(word) for part in parts) for word in words)
    return Nearness.WORDS if begun else Nearness.INSIDE


def _further(question: Question, by: Searched, words: list[str], text: str) -> Nearness:
    """How near it is although a word is missing: by a number that it says, or by its text at length."""
    if says_number(text, question.number):
        return Nearness.BESIDE
    long = by.text and f"{text} {fold(by.text)}"
    return Nearness.TEXT if long and all(word in long for word in words) else Nearness.NOT


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split() + text.split()


def grouped(question: Question, hits: Iterable[Hit], *, shown: int = SHOWN) -> tuple[Group, ...]:
    """What is near enough, by kind: the kind with the nearest first, and so within."""
    by_kind: dict[Kind, list[tuple[Nearness, Hit]]] = {}
    for hit in hits:
        near = Nearness.TEXT if hit.passage else nearness(question, hit.by)
        if near:
            by_kind.setdefault(hit.kind, []).append((near, hit))
    order = list(Kind)
    groups = []
    for kind, found in by_kind.items():
        found.sort(key=lambda one: -one[0])
        kept = tuple(hit for _, hit in found[:shown])
        listed = sum(near > Nearness.TEXT or hit.passage is not None for near, hit in found)
        groups.append((-found[0][0], order.index(kind), Group(kind, kept, listed > shown)))
    return tuple(group for *_, group in sorted(groups, key=lambda one: one[:2]))

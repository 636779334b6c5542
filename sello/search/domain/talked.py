"""What people wrote, in conversations and in the register: where it stands, and which of it is nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sello.core.labels import N_, LabelledEnum
from sello.core.phrases import Wanted, kept_form
from sello.core.stemming import stems_of
from sello.search.domain.passages import Page, nearness_of, says
from sello.search.domain.wanted import Sought


class Place(LabelledEnum):
    """Where words stand: in a conversation, in a review, on a page, in the file of an initiative."""

    REQUEST = "request", N_("Lo que se pide")
    COMMENT = "comment", N_("Comentario")
    QUESTION = "question", N_("Pregunta o petición")
    ANSWER = "answer", N_("Respuesta")
    STEP = "step", N_("Motivo de un paso")
    REMARK = "remark", N_("Observación de la revisión")
    REPLY = "reply", N_("Respuesta a la observación")
    PIN = "pin", N_("Observación en el documento")
    AIM = "aim", N_("Objetivo")
    DESCRIPTION = "description", N_("Descripción")
    SOURCE = "source", N_("Fuente")
    NAME = "name", N_("Nombre anterior")
    CONTRIBUTION = "contribution", N_("Aporte a un requerimiento")
    BODY = "body", N_("Entidad ejecutora")
    PARTY = "party", N_("Contraparte")
    ROLE = "role", N_("Aporte de una contraparte")
    SESSION = "session", N_("Sesión")
    AGENDA = "agenda", N_("Tabla de una reunión")
    RESOLUTION = "resolution", N_("Acuerdo")
    CHAIN = "chain", N_("Cadena de la brecha")


ON_PIECES = frozenset({Place.REMARK, Place.REPLY, Place.PIN})
ON_TASKS = frozenset({Place.REQUEST, Place.COMMENT, Place.QUESTION, Place.ANSWER, Place.STEP})


@dataclass(frozen=True, slots=True)
class Words:
    """Something that somebody wrote, with what it belongs to: a task, a piece or an initiative."""

    place: str
    id: int
    about_id: int
    title: str
    unit_name: str
    at: datetime
    text: str
    page: int
    """Of a document; 0 where it stands on none."""
    number: int
    """The version of a piece that it is about; 0 where it is about none."""
    hidden: bool
    """It is read only where the piece is opened on purpose."""

    @property
    def where(self) -> Place:
        """Where it stands."""
        return Place(self.place)

    @property
    def whole(self) -> tuple[bool, int]:
        """The conversation or the file that it is a part of."""
        return self.where in ON_PIECES, self.about_id


def said_by(every: Iterable[Words], wanted: Wanted) -> list[tuple[Words, Page]]:
    """Those that say what is wanted, each with its stems."""
    read = ((one, Page(one.id, one.about_id, one.page, _stems(one.text))) for one in every)
    return [(one, page) for one, page in read if says(page.stems, wanted)]


@lru_cache(maxsize=4_096)
def _stems(text: str) -> str:
    """A text as pages are kept; whoever types on in the box has the same ones read again."""
    return kept_form(stems_of(text))


def nearest_of_each(every: Iterable[Words], asked: Sought) -> list[tuple[Words, int]]:
    """The nearest words of each conversation or file, the nearest first, with how many of it say it.

    Of what is equally near, the newest comes first.
    """
    found = said_by(every, asked.wanted)
    order = {place.value: number for number, place in enumerate(Place)}
    found.sort(key=lambda one: (order[one[0].place], -one[0].id))
    found.sort(key=lambda one: one[0].at, reverse=True)
    found.sort(key=lambda one: -nearness_of(one[1], asked))
    best: dict[tuple[bool, int], Words] = {}
    for words, _ in found:
        best.setdefault(words.whole, words)
    several = Counter(words.whole for words, _ in found)
    return [(words, several[words.whole]) for words in best.values()]

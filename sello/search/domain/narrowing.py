"""A page of what was found of one kind: which kinds have one, and to what it can be narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_, LabelledEnum
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.level.status import Status
from sello.register.domain import InitiativeKind, Validity
from sello.search.domain.ranking import Kind
from sello.search.domain.talked import ON_PIECES, ON_TASKS, Place


class Openness(LabelledEnum):
    """Whether something still has to be done where somebody wrote."""

    OPEN = "abierta", N_("Abierta o por corregir")
    CLOSED = "cerrada", N_("Cerrada o resuelta")


class Where(LabelledEnum):
    """Where it is looked for; the value is its word in an address."""

    DOCUMENTS = "documentos", N_("En documentos")
    EVIDENCE = "evidencias", N_("Evidencias")
    TALK = "conversaciones", N_("En conversaciones y observaciones")
    REQUIREMENTS = "requerimientos", N_("Requerimientos")
    REGISTER = "registro", N_("Registro")
    FILES = "fichas", N_("En fichas del registro")

    @property
    def kind(self) -> Kind:
        """What the box calls it."""
        return KINDS[self]


KINDS = {
    Where.DOCUMENTS: Kind.DOCUMENT,
    Where.EVIDENCE: Kind.EVIDENCE,
    Where.TALK: Kind.TALK,
    Where.REQUIREMENTS: Kind.REQUIREMENT,
    Where.REGISTER: Kind.INITIATIVE,
    Where.FILES: Kind.FILE,
}
_PLACES = tuple(place for place in Place if place in ON_TASKS | ON_PIECES)
TYPES: dict[Where, tuple[LabelledEnum, ...]] = {
    Where.DOCUMENTS: tuple(EvidenceType),
    Where.EVIDENCE: tuple(EvidenceType),
    Where.TALK: _PLACES,
    Where.REQUIREMENTS: (),
    Where.REGISTER: tuple(InitiativeKind),
    Where.FILES: tuple(InitiativeKind),
}
STATES: dict[Where, tuple[LabelledEnum, ...]] = {
    Where.DOCUMENTS: tuple(EvidenceState),
    Where.EVIDENCE: tuple(EvidenceState),
    Where.TALK: tuple(Openness),
    Where.REQUIREMENTS: tuple(Status),
    Where.REGISTER: tuple(Validity),
    Where.FILES: tuple(Validity),
}
DATED = {
    Where.DOCUMENTS: N_("Fecha del documento"),
    Where.EVIDENCE: N_("Fecha del documento"),
    Where.TALK: N_("Escrito"),
    Where.REGISTER: N_("Rige"),
    Where.FILES: N_("Rige"),
}
"""What the days of a filter are of; what is not named here has none."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a page is narrowed to; None means everything."""

    type: LabelledEnum | None = None
    unit_ids: frozenset[int] | None = None
    dimension: str | None = None
    """Its code, in whichever edition."""
    state: LabelledEnum | None = None
    since: date | None = None
    until: date | None = None


def is_offered(every: tuple[LabelledEnum, ...], value: str | None) -> LabelledEnum | None:
    """The one of some words that an address means, if it means one."""
    return next((one for one in every if one.value == value), None)

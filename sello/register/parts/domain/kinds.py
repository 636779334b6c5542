"""Each kind of initiative as data: which fields it is asked for, in what words, and its parts.

A kind that lacks something says «Falta: …» in the words of here; what it is not asked for is never missed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.register.domain import EndMissing, EndsAndNot, InitiativeKind, PartialDate
from sello.register.parts.domain.columns import Part

K = InitiativeKind


class Ask(LabelledEnum):
    """Something that can be known of an initiative, as «Falta: …» names it."""

    AIM = "aim", N_("objetivo")
    STARTS = "starts", N_("inicio")
    ENDS = "ends", N_("término (o que no lo tiene)")
    STAGE = "stage", N_("estado")
    TERRITORY = "territory", N_("territorio")
    BASIS = "basis", N_("en qué se funda su vigencia")
    ACT = "act", N_("acto que la aprueba")
    ACT_PIECE = "act_piece", N_("documento del acto")
    SOURCE = "source", N_("fuente")
    BODIES = Part.BODIES.value, N_("entidad ejecutora")
    PARTIES = Part.PARTIES.value, N_("contraparte")
    BUDGET = Part.BUDGET.value, N_("presupuesto")
    SESSIONS = Part.SESSIONS.value, N_("sesiones")
    STAFF = Part.STAFF.value, N_("dotación que se forma")
    MEMBERS = Part.MEMBERS.value, N_("integrantes")
    MEETINGS = Part.MEETINGS.value, N_("reuniones")
    COMPETENCES = Part.COMPETENCES.value, N_("competencias por cargo")
    CHAIN = Part.CHAIN.value, N_("cadena de la brecha")


@dataclass(frozen=True, slots=True)
class KindForm:
    """The form of a kind: what it is asked for, its parts, and its own words for some fields."""

    asks: tuple[Ask, ...]
    parts: tuple[Part, ...]
    words: tuple[tuple[str, str], ...] = ()
    hides: frozenset[str] = frozenset()
    """Fields that its form does not have."""
    must_end: bool = False
    """Whether it needs an end once its beginning is known, unless it is said to have none."""

    def word(self, field: str, otherwise: str) -> str:
        """How the form asks for a field."""
        return dict(self.words).get(field, otherwise)


def _words(**words: str) -> tuple[tuple[str, str], ...]:
    return tuple(words.items())


RENEWAL = frozenset({"open_ended", "renew_days"})
"""What is asked of whatever has to be renewed."""

COMMON = (Part.SHARES, Part.PARTIES, Part.BODIES, Part.BUDGET)
"""The parts of every kind; a kind puts its own before them."""

BEING = (Ask.AIM, Ask.STARTS, Ask.STAGE)
FORMAL = (*BEING, Ask.ACT, Ask.ACT_PIECE)
AGREED = (*FORMAL, Ask.ENDS, Ask.BASIS, Ask.PARTIES)

KINDS: dict[InitiativeKind, KindForm] = {
    K.PLAN: KindForm(
        (*FORMAL, Ask.ENDS, Ask.BUDGET, Ask.CHAIN),
        (Part.CHAIN, *COMMON),
        _words(aim=N_("Qué se propone el plan"), territory=N_("Territorio que abarca")),
        RENEWAL,
    ),
    K.STUDY: KindForm(
        (*BEING, Ask.ENDS, Ask.TERRITORY, Ask.BODIES, Ask.CHAIN),
        (Part.CHAIN, *COMMON),
        _words(aim=N_("Para qué se hace el estudio"), act_kind=N_("Acto que lo encarga o recibe")),
        RENEWAL | {"basis"},
    ),
    K.MECHANISM: KindForm(
        (*FORMAL, Ask.BASIS, Ask.BUDGET), COMMON, _words(act_kind=N_("Acto que lo crea")), RENEWAL
    ),
    K.CERTIFICATION: KindForm(
        (*BEING, Ask.ENDS, Ask.PARTIES, Ask.ACT_PIECE),
        COMMON,
        _words(ends=N_("Válida hasta"), act_kind=N_("Acto que la otorga")),
        frozenset({"territory"}),
    ),
    K.POLICY: KindForm((*FORMAL, Ask.BASIS), COMMON, _words(aim=N_("Qué previene o regula")), RENEWAL),
    K.TRAINING: KindForm(
        (*BEING, Ask.ACT, Ask.SESSIONS, Ask.STAFF, Ask.BUDGET),
        (Part.SESSIONS, Part.ATTENDANCE, Part.STAFF, *COMMON),
        _words(aim=N_("Qué se aprende"), act_kind=N_("Acto que aprueba el programa")),
        RENEWAL | {"territory"},
    ),
    K.OFFICE: KindForm(
        (*FORMAL, Ask.TERRITORY, Ask.BUDGET), COMMON, _words(act_kind=N_("Acto que la crea")), RENEWAL
    ),
    K.AGREEMENT_PROGRAMME: KindForm(
        (*AGREED, Ask.BODIES, Ask.BUDGET, Ask.TERRITORY),
        COMMON,
        _words(act_kind=N_("Acto que aprueba el convenio"), ends=N_("El convenio rige hasta")),
        must_end=True,
    ),
    K.MUNICIPAL_PROGRAMME: KindForm((*FORMAL, Ask.BODIES, Ask.BUDGET, Ask.TERRITORY), COMMON, hides=RENEWAL),
    K.PROJECT: KindForm((*FORMAL, Ask.ENDS, Ask.BUDGET, Ask.TERRITORY), COMMON, hides=RENEWAL | {"basis"}),
    K.CAPACITY: KindForm(
        (Ask.AIM, Ask.COMPETENCES, Ask.BUDGET),
        (Part.COMPETENCES, *COMMON),
        _words(aim=N_("Para qué se necesita")),
        RENEWAL | {"territory", "basis"},
    ),
    K.NETWORK: KindForm(
        (*BEING, Ask.ENDS, Ask.BASIS, Ask.PARTIES),
        COMMON,
        _words(aim=N_("Para qué se unen"), act_kind=N_("Acto por el que se adhiere")),
        must_end=True,
    ),
    K.INTERNATIONAL_NETWORK: KindForm(
        (*BEING, Ask.ENDS, Ask.BASIS, Ask.PARTIES),
        COMMON,
        _words(aim=N_("Para qué se unen"), act_kind=N_("Acto por el que se adhiere")),
        frozenset({"territory"}),
        must_end=True,
    ),
    K.AGREEMENT: KindForm(
        AGREED,
        COMMON,
        _words(aim=N_("A qué se obligan"), ends=N_("Rige hasta")),
        must_end=True,
    ),
    K.COMMITTEE: KindForm(
        (*FORMAL, Ask.MEMBERS, Ask.MEETINGS),
        (Part.MEMBERS, Part.MEETINGS, Part.PRESENT, Part.RESOLUTIONS, *COMMON),
        _words(act_kind=N_("Acto que lo constituye")),
        RENEWAL | {"territory"},
    ),
}
"""What every kind is asked for."""


def missing(kind: InitiativeKind, known: Collection[str]) -> tuple[Ask, ...]:
    """What a kind is asked for and nobody has said, in the order in which it is asked."""
    return tuple(ask for ask in KINDS[kind].asks if ask.value not in known)


def check_end(
    kind: InitiativeKind, *, starts: PartialDate | None, ends: PartialDate | None, open_ended: bool
) -> None:
    """Refuse what begins, has to be renewed and never ends; and what ends and is said not to."""
    if open_ended and ends is not None:
        raise EndsAndNot
    if KINDS[kind].must_end and starts is not None and ends is None and not open_ended:
        raise EndMissing


AHEAD = 60
"""Business days before its end from which a renewal is asked for, unless the initiative says how many."""


def to_be_renewed(
    kind: InitiativeKind, ends: PartialDate | None, days: int | None, *, today: date, calendar: Calendar
) -> bool:
    """Whether it is time to ask for the renewal of what has to be renewed; once it has ended, it still is."""
    if ends is None or KINDS[kind].hides >= RENEWAL:
        return False
    return calendar.business_days_between(today, ends.last) <= (days or AHEAD)

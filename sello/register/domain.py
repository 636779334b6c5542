"""What a municipality has and does for equality: kinds of initiative, dates half known, and validity."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sello.core.dates import UnreadableDay, month_named, read_day, within_reach
from sello.core.days import SOON
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal


class InitiativeKind(LabelledEnum):
    """The kinds of thing that a municipality can show; each asks for evidence of its own sort."""

    PLAN = "plan", N_("Plan")
    STUDY = "study", N_("Estudio")
    MECHANISM = "mechanism", N_("Mecanismo institucional")
    CERTIFICATION = "certification", N_("Certificación")
    POLICY = "policy", N_("Política o protocolo")
    TRAINING = "training", N_("Capacitación")
    OFFICE = "office", N_("Oficina")
    AGREEMENT_PROGRAMME = "agreement-programme", N_("Programa en convenio")
    MUNICIPAL_PROGRAMME = "municipal-programme", N_("Programa municipal")
    PROJECT = "project", N_("Proyecto municipal")
    CAPACITY = "capacity", N_("Capacidad instalada")
    NETWORK = "network", N_("Red o alianza")
    INTERNATIONAL_NETWORK = "international-network", N_("Red internacional")
    AGREEMENT = "agreement", N_("Convenio")
    COMMITTEE = "committee", N_("Comité")


PASSING = frozenset({InitiativeKind.STUDY, InitiativeKind.PROJECT})
"""Kinds that are meant to end: having ended is no fault of theirs."""


class ActKind(LabelledEnum):
    """The formal act that approves or creates an initiative."""

    DECREE = "decree", N_("Decreto alcaldicio")
    RESOLUTION = "resolution", N_("Resolución")
    AGREEMENT = "agreement", N_("Convenio")
    COUNCIL = "council", N_("Acuerdo del Concejo Municipal")
    ORDINANCE = "ordinance", N_("Ordenanza")
    REGULATION = "regulation", N_("Reglamento")
    LETTER = "letter", N_("Oficio")
    MINUTES = "minutes", N_("Acta")
    OTHER = "other", N_("Otro acto")


class Basis(LabelledEnum):
    """What an initiative's being in force rests on."""

    LAW = "law", N_("Ley")
    AGREEMENT = "agreement", N_("Convenio")
    DECREE = "decree", N_("Decreto")
    ACCORD = "accord", N_("Acuerdo")
    OTHER = "other", N_("Otra base")


class Stage(LabelledEnum):
    """How far an initiative is, whatever its papers say."""

    PREPARED = "prepared", N_("En preparación")
    RUNNING = "running", N_("En ejecución")
    PAUSED = "paused", N_("Suspendida")
    DONE = "done", N_("Cerrada")


class Purpose(LabelledEnum):
    """What a conversation of an initiative was opened for, where the product knows it by itself."""

    MISSING = "missing", N_("Completar la ficha")
    RENEWAL = "renewal", N_("Renovar")


class Precision(LabelledEnum):
    """How much of a date is known."""

    DAY = "day", N_("Día")
    MONTH = "month", N_("Mes")
    YEAR = "year", N_("Año")


class UnreadableDate(Refusal):
    """What was typed is neither a day, nor a month, nor a year."""

    message = N_("«%(typed)s» no es una fecha. Escriba dd-mm-aaaa, mm-aaaa, o solo el año.")


class EndsBeforeStart(Refusal):
    """An initiative would end before it begins."""

    message = N_("El término es anterior al inicio. Corrija una de las dos fechas.")
    field = "ends"


class EndMissing(Refusal):
    """What has to be renewed has no end: nobody could ask in time."""

    message = N_(
        "Escriba hasta cuándo rige, para pedir su renovación a tiempo; si no tiene fecha de término, marque "
        "«Rige sin plazo»."
    )
    field = "ends"


class EndsAndNot(Refusal):
    """It has an end and is said to have none."""

    message = N_("Tiene fecha de término y está marcada «Rige sin plazo». Deje solo una de las dos.")
    field = "open_ended"


class UnitMissing(Refusal):
    """An initiative has no responsible unit."""

    message = N_("Elija al menos una unidad responsable.")
    field = "unit_ids"


class ActKindMissing(Refusal):
    """An act has a number or a date, and nobody said what act it is."""

    message = N_("Indique qué tipo de acto es el que tiene ese número o esa fecha.")
    field = "act_kind"


class AlreadyAsked(Refusal):
    """The unit has been asked already, and its conversation is open."""

    message = N_("Ya se pidió a la unidad y la conversación sigue abierta. No hace falta pedirlo de nuevo.")
    status = 409


class NameTaken(Refusal):
    """Another initiative of the same kind already has the name."""

    message = N_(
        "Ya existe «%(name)s» de ese mismo tipo en el registro. Ábrala y edítela, o use otro nombre."
    )
    field = "name"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year; `day` is the first day it can mean."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return self.day

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        if self.precision is Precision.YEAR:
            return date(self.day.year, 12, 31)
        if self.precision is Precision.MONTH:
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day

    @classmethod
    def holding(cls, day: date | None, precision: Precision) -> PartialDate | None:
        """The date of that precision that a stored day lies in; no day is no date."""
        if day is None:
            return None
        if precision is Precision.YEAR:
            return cls(day.replace(month=1, day=1), precision)
        return cls(day.replace(day=1) if precision is Precision.MONTH else day, precision)

    def __str__(self) -> str:
        """The date as it is written in Chile, with no more than is known: 05-03-2018, 03-2018 or 2018."""
        if self.precision is Precision.YEAR:
            return f"{self.day.year:04}"
        if self.precision is Precision.MONTH:
            return f"{self.day.month:02}-{self.day.year:04}"
        return f"{self.day.day:02}-{self.day.month:02}-{self.day.year:04}"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an initiative had before, and until when, as far as that is known."""

    name: str
    until: PartialDate | None = None


def name_on(day: date, name: str, former: Iterable[FormerName]) -> str:
    """What an initiative that is called `name` today was called on a day, as far as is known.

    `former` are its earlier names, the oldest first; one without a last day tells of no day.
    """
    return next((one.name for one in former if one.until is not None and day <= one.until.last), name)


PATTERN = re.compile(r"(?:(?P<month>\d{1,2})[-/.])?(?P<year>\d{1,4})", re.ASCII)
ISO_MONTH = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})", re.ASCII)
MONTH_IN_WORDS = re.compile(
    r"(?P<named>[a-z]+)\.?(?: del? |[ -/])(?P<year>\d{1,4})", re.ASCII | re.IGNORECASE
)


def read_partial(typed: str) -> PartialDate | None:
    """The date somebody typed, as far as it is known (ISO dates too); nothing typed is no date.

    Raises UnreadableDate, or what `read_day` raises of a year.
    """
    text = typed.strip()
    if not text:
        return None
    try:
        return _from_match(_month_or_year(text)) or PartialDate(read_day(text))
    except (ValueError, UnreadableDay):
        raise UnreadableDate(typed=text[:40]) from None


def _month_or_year(text: str) -> re.Match[str] | None:
    patterns = (PATTERN, ISO_MONTH, MONTH_IN_WORDS)
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def _from_match(match: re.Match[str] | None) -> PartialDate | None:
    """A month or a year alone; None where a whole day was typed."""
    if match is None:
        return None
    year, parts = within_reach(int(match["year"])), match.groupdict()
    if "named" in parts:
        return PartialDate(date(year, month_named(parts["named"]), 1), Precision.MONTH)
    if parts["month"] is None:
        return PartialDate(date(year, 1, 1), Precision.YEAR)
    return PartialDate(date(year, int(parts["month"]), 1), Precision.MONTH)


class Validity(LabelledEnum):
    """Whether an initiative is in force as of a day."""

    UPCOMING = "upcoming", N_("Por comenzar")
    IN_FORCE = "in-force", N_("Vigente")
    ENDING = "ending", N_("Por terminar")
    ENDED = "ended", N_("Terminada")
    UNKNOWN = "unknown", N_("Falta: inicio")


def validity(starts: PartialDate | None, ends: PartialDate | None, *, today: date) -> Validity:
    """Whether it is in force today; a half known date has its widest meaning, an unknown one none."""
    if ends is not None and ends.last < today:
        return Validity.ENDED
    if starts is None:
        return Validity.UNKNOWN
    if starts.first > today:
        return Validity.UPCOMING
    if ends is not None and ends.last <= today + SOON:
        return Validity.ENDING
    return Validity.IN_FORCE


def light(kind: InitiativeKind, state: Validity) -> Light:
    """The light of a validity: an ended plan or office is a gap, an ended study or project is not."""
    if state is Validity.ENDED:
        return Light.GREY if kind in PASSING else Light.RED
    return {Validity.IN_FORCE: Light.GREEN, Validity.ENDING: Light.AMBER}.get(state, Light.GREY)


def check(
    *,
    starts: PartialDate | None,
    ends: PartialDate | None,
    unit_ids: Collection[int],
    act_kind: ActKind | None,
    act_number: str,
    act_on: date | None,
) -> None:
    """Refuse an initiative whose parts contradict each other; parts that are not known are no fault."""
    if not unit_ids:
        raise UnitMissing
    if starts is not None and ends is not None and ends.last < starts.first:
        raise EndsBeforeStart
    if act_kind is None and (act_number.strip() or act_on is not None):
        raise ActKindMissing

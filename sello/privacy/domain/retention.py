"""How long a piece of evidence is kept: rules by class and kind, and what needs it nevertheless.

Sources: Ley 19.628 as rewritten by Ley 21.719, art. 3 c) (data are kept no longer than their purpose asks);
Contraloría, circular 28.704 of 27 August 1981, I.2 (in an autonomous body its head allows the destruction).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.evidence.domain.details import Classification, EvidenceType

LONGEST = 100
"""Years that a rule may ask for."""
BASIS_LIMIT = 500
REASON_LIMIT = 1000


class Anchor(LabelledEnum):
    """From when on the years of a rule are counted."""

    SEAL = "sello", N_("desde que termina la vigencia del último sello en que sirvió")
    HANDED_IN = "entrega", N_("desde que se entregó")


class Need(LabelledEnum):
    """Why a piece is not destroyed though its time is over."""

    REQUIREMENT = "requerimiento", N_("sirve a un requerimiento de un ciclo que no ha terminado")
    CUT = "corte", N_("sirvió en un ciclo que no ha terminado, y un corte suyo la cuenta")
    REVIEW = "revision", N_("espera una decisión o una respuesta en la revisión")
    TASK = "tarea", N_("una tarea abierta la tiene")
    INITIATIVE = "iniciativa", N_("una iniciativa del registro la usa")
    PLAN = "plan", N_("es el acto que aprobó un plan de mejora")
    HOLD = "retencion", N_("hay una orden de conservarla")
    BLOCKED = "bloqueo", N_("está bloqueada por la solicitud de una persona")
    SHARED = "mismo-archivo", N_("otra evidencia, un envío o un informe usa el mismo archivo")
    UNDER_WAY = "acta-abierta", N_("ya está en un acta de eliminación")


class StillNeeded(Refusal):
    """Something needs a piece that was to be destroyed."""

    message = N_("No se eliminó nada: la evidencia N° %(id)s todavía se necesita (%(why)s).")
    status = 409


class NotDue(Refusal):
    """Nobody destroys what a rule still keeps."""

    message = N_("No se eliminó nada: el plazo de la evidencia N° %(id)s no ha terminado.")
    status = 409


class YearsUnclear(Refusal):
    """A rule says a whole number of years, or that nothing is destroyed."""

    message = N_("Escriba los años con un número entre 0 y 100, o déjelo vacío para no eliminar nunca.")
    field = "years"


class BasisMissing(Refusal):
    """A rule without the norm behind it convinces no auditor."""

    message = N_("Escriba la norma o el acto en que se apoya el plazo.")
    field = "basis"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long pieces of a class are kept; of one kind, or (None) of all that have no rule of their own."""

    classification: Classification
    kind: EvidenceType | None
    anchor: Anchor
    years: int | None
    """None: they are never destroyed."""
    basis: str


@dataclass(frozen=True, slots=True)
class Span:
    """What the years of a rule are counted from; `seals` are the last days of the seals that it served."""

    handed_in: date
    seals: tuple[date | None, ...] = ()
    """None is one without a last day: it has not ended."""


ARCHIVE = N_(
    "Documento público: no se elimina por el programa. Su destino lo decide el archivo municipal, con "
    "decreto alcaldicio (Contraloría, circular 28.704 de 1981)."
)
NECESSARY = N_(
    "Ley 19.628, art. 3 letra c), en el texto de la Ley 21.719: los datos personales se conservan solo "
    "mientras su fin lo pide; aquí, acreditar el sello y responder por él."
)
DEFAULTS = (
    Rule(Classification.PUBLIC, None, Anchor.SEAL, None, ARCHIVE),
    Rule(Classification.RESERVED, None, Anchor.SEAL, 5, NECESSARY),
    Rule(Classification.SECRET, None, Anchor.SEAL, 2, NECESSARY),
)
"""What holds where an institution said nothing else. The law names no number of years: a proposal."""


def in_force(own: Iterable[Rule]) -> tuple[Rule, ...]:
    """An institution's rules over the defaults: one for each class and kind, those of all kinds first."""
    chosen = {(rule.classification, rule.kind): rule for rule in (*DEFAULTS, *own)}
    classes, kinds = list(Classification), [None, *EvidenceType]
    return tuple(
        sorted(chosen.values(), key=lambda one: (classes.index(one.classification), kinds.index(one.kind)))
    )


def rule_for(rules: Sequence[Rule], classification: Classification, kind: EvidenceType) -> Rule:
    """The rule of a piece: of its kind, or else of its class. The defaults have one for each class."""
    of_class = [rule for rule in rules if rule.classification is classification]
    return next(
        (rule for rule in of_class if rule.kind is kind), next(rule for rule in of_class if rule.kind is None)
    )


def seal(rules: Sequence[Rule]) -> str:
    """What a form has seen of the rules, so that nobody saves over another's change."""
    said = "|".join(f"{one.classification} {one.kind} {one.anchor} {one.years} {one.basis}" for one in rules)
    return sha256(said.encode()).hexdigest()[:32]


def due_on(rule: Rule, span: Span) -> date | None:
    """The first day on which a piece may be destroyed; None: never, or not while a seal has no last day."""
    if rule.years is None:
        return None
    begins = span.handed_in
    if rule.anchor is Anchor.SEAL:
        for seal in span.seals:
            if seal is None:
                return None
            begins = max(begins, seal)
    return years_later(begins, rule.years)


def years_later(day: date, years: int) -> date | None:
    """The day after so many whole years; 29 February is 1 March then. None beyond the calendar."""
    try:
        whole = day.replace(year=day.year + years)
    except ValueError:
        if day.year + years > date.max.year:
            return None
        whole = date(day.year + years, 3, 1)
    return None if whole == date.max else date.fromordinal(whole.toordinal() + 1)


def bound(today: date, years: int) -> date:
    """A day after which nothing began that is due by now: near enough for a question to the database."""
    return date.fromordinal(max(1, today.toordinal() - 365 * years))


def check_rule(years: int | None, basis: str) -> None:
    """Refuse a rule that says no number of years in reach, or on what it rests."""
    if years is not None and not 0 <= years <= LONGEST:
        raise YearsUnclear
    if not basis.strip():
        raise BasisMissing


def check_destroyable(
    piece_id: int, due: date | None, needs: Iterable[Need], *, today: date, early: bool
) -> None:
    """Refuse with StillNeeded what something needs, and with NotDue what is kept on, unless it goes `early`
    because the person it is about asked for it.
    """
    for need in needs:
        raise StillNeeded(id=str(piece_id), why=need.label)
    if not early and (due is None or due > today):
        raise NotDue(id=str(piece_id))

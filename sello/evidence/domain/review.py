"""The way of a piece of evidence: submitted, then accepted or returned with a remark, then remedied."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.core.refusal import Refusal


class EvidenceState(LabelledEnum):
    """How far the review is."""

    SUBMITTED = "submitted", N_("En revisión")
    ACCEPTED = "accepted", N_("Aceptada")
    RETURNED = "returned", N_("Devuelta")

    @property
    def light(self) -> Light:
        """The light that goes with the word."""
        return {EvidenceState.ACCEPTED: Light.GREEN, EvidenceState.RETURNED: Light.RED}.get(self, Light.AMBER)


class Decision(LabelledEnum):
    """What a review decides."""

    ACCEPTED = "accepted", N_("Aceptada")
    RETURNED = "returned", N_("Devuelta con observación")


class Part(LabelledEnum):
    """What can be remarked, and so unlocked for the unit, one by one."""

    FILE = "file", N_("El archivo")
    TITLE = "title", N_("Título y tipo")
    DOCUMENT = "document", N_("Número y fecha del documento")
    PERIOD = "period", N_("Período que cubre")
    VALIDITY = "validity", N_("Vigencia")
    CLASSIFICATION = "classification", N_("Clasificación y datos personales")
    REQUIREMENTS = "requirements", N_("Requerimientos a los que sirve")


EVERYTHING = frozenset(Part)


class AlreadyDecided(Refusal):
    """Only what waits in review can be accepted."""

    message = N_(
        "Esta evidencia ya no está en revisión: su estado es «%(state)s». No se guardó una segunda decisión."
    )
    status = 409


class RemarkMissing(Refusal):
    """Whoever returns says in writing what is missing."""

    message = N_("Escriba la observación: qué falta y cómo corregirlo. La unidad verá este texto.")
    field = "remark"


class NothingUnlocked(Refusal):
    """A return opens at least one part, or the unit could not answer it."""

    message = N_("Marque qué debe corregir la unidad; solo eso quedará abierto para editar.")
    field = "parts"


class NotReturned(Refusal):
    """Only a returned piece is handed in again."""

    message = N_("Esta evidencia no está devuelta; no hay observaciones que subsanar.")
    status = 409


class OverAlready(Refusal):
    """What is accepted counts from today on."""

    message = N_(
        "Ese último día ya pasó: aceptada así, no contaría. Revise el año, o devuélvala a su unidad."
    )
    field = "valid_until"


class PartLocked(Refusal):
    """What was not remarked stays as it was accepted or submitted."""

    message = N_("«%(part)s» no está abierto para edición: la observación no lo menciona. No se guardó nada.")


class NothingRemedied(Refusal):
    """Handing in the same thing again without a word is no answer."""

    message = N_(
        "No cambió nada de lo observado. Corrija al menos una de las partes abiertas o explique en la "
        "respuesta por qué no corresponde."
    )
    field = "reply"


class ReleaseNeedsAcceptance(Refusal):
    """External auditors only get what the institution stands by."""

    message = N_("Solo se libera evidencia aceptada. Revísela primero.")
    status = 409


@dataclass(frozen=True)
class Position:
    """Where the review of a piece is: its state and what is open for the unit."""

    state: EvidenceState
    unlocked: frozenset[Part] = frozenset()


def accept(position: Position) -> Position:
    """Accept what waits in review."""
    if position.state is not EvidenceState.SUBMITTED:
        raise AlreadyDecided(state=position.state.label)
    return Position(EvidenceState.ACCEPTED)


def give_back(position: Position, *, remark: str, parts: Set[Part]) -> Position:
    """Return a submitted or an accepted piece: the remark is written and says which parts it opens."""
    if position.state is EvidenceState.RETURNED:
        raise AlreadyDecided(state=position.state.label)
    if not remark.strip():
        raise RemarkMissing
    if not parts:
        raise NothingUnlocked
    return Position(EvidenceState.RETURNED, frozenset(parts))


def open_parts(position: Position, *, secretariat: bool) -> frozenset[Part]:
    """What may be changed now: nothing is decided on a submitted piece, only remarks open a returned one.

    The secretariat corrects details at any time, but never the file of what it accepted.
    """
    if position.state is EvidenceState.SUBMITTED:
        return EVERYTHING
    if secretariat:
        return EVERYTHING - {Part.FILE} if position.state is EvidenceState.ACCEPTED else EVERYTHING
    return position.unlocked if position.state is EvidenceState.RETURNED else frozenset()


def change(position: Position, changed: Set[Part], *, secretariat: bool) -> None:
    """Refuse a change to a part that is not open."""
    for part in sorted(changed - open_parts(position, secretariat=secretariat)):
        raise PartLocked(part=part.label)


def resubmit(position: Position, *, changed: Set[Part], reply: str) -> Position:
    """Hand a returned piece in again, with something changed or with a written answer to the remark."""
    if position.state is not EvidenceState.RETURNED:
        raise NotReturned
    if not changed & position.unlocked and not reply.strip():
        raise NothingRemedied
    return Position(EvidenceState.SUBMITTED)


PROMPT = 5
"""Business days in which a piece should be decided on: the secretariat keeps a clock for itself as well."""


def waits_long(submitted: date, today: date, calendar: Calendar) -> bool:
    """Whether a piece has waited for its review for longer than it should."""
    return calendar.business_days_between(submitted, today) > PROMPT


def prompt_from(today: date, calendar: Calendar) -> date:
    """The first day since which a piece may wait without waiting long, as `waits_long` says."""
    return calendar.business_days_before(calendar.last_business_day(today), PROMPT)

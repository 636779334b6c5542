"""What may be carried from one cycle to the next, what stays behind and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sello.core.days import Calendar
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import NotFound, Refusal
from sello.evidence.domain.conditions import past, replaced
from sello.level.state import EvidenceFact, ReviewState
from sello.tasks.domain.turn import Reason


class Carry(LabelledEnum):
    """What a person may ask to be carried; nothing is carried that was not asked for."""

    ANSWERS = "answers", N_("Las respuestas, como autodiagnóstico: sin validación ni decisión externa")
    OWNERS = "owners", N_("La unidad responsable de cada requerimiento")
    EVIDENCE = "evidence", N_("La evidencia aceptada que siga vigente al inicio, por confirmar")
    TASKS = "tasks", N_("Las tareas abiertas que están en manos de las unidades")


class Behind(LabelledEnum):
    """Why something stays behind."""

    IN_REVIEW = "in_review", N_("está en revisión")
    RETURNED = "returned", N_("está devuelta")
    UNCONFIRMED = "unconfirmed", N_("nadie confirmó todavía que sirve a este requerimiento")
    EXPIRED = "expired", N_("vence antes del inicio del nuevo ciclo")
    SUPERSEDED = "superseded", N_("otra evidencia la reemplaza antes del inicio")
    EMPTY = "empty", N_("no tiene respuesta")
    NO_OWNER = "no_owner", N_("no tiene unidad responsable")
    UNIT_GONE = "unit_gone", N_("su unidad ya no existe")
    DELIVERED = "delivered", N_("está entregada y espera la revisión de la Secretaría")


class SameName(Refusal):
    """A copy has to be told from its original."""

    message = N_("Ya hay un ciclo que se llama «%(name)s». Elija otro nombre para la copia.")
    field = "name"


class NotACopy(NotFound):
    """The cycle was not opened as a copy, so there is no report of one."""

    message = N_("Este ciclo no se abrió como copia de otro.")


def why_evidence_stays(fact: EvidenceFact, starts_on: date) -> Behind | None:
    """Why a piece is not carried to a cycle that starts on a day; None when it is."""
    if fact.review is ReviewState.SUBMITTED:
        return Behind.IN_REVIEW
    if fact.review is ReviewState.RETURNED:
        return Behind.RETURNED
    if fact.to_confirm:
        return Behind.UNCONFIRMED
    if replaced(fact.superseded_on, day=starts_on):
        return Behind.SUPERSEDED
    if past(fact.valid_until, day=starts_on):
        return Behind.EXPIRED
    return None


def why_answer_stays(declared: str | None, *, not_applicable: bool, narrative: str) -> Behind | None:
    """Why an answer is not carried: there is none, not even its story."""
    return None if declared is not None or not_applicable or narrative.strip() else Behind.EMPTY


def why_owner_stays(unit_id: int | None, living: frozenset[int]) -> Behind | None:
    """Why a requirement comes without its unit."""
    if unit_id is None:
        return Behind.NO_OWNER
    return None if unit_id in living else Behind.UNIT_GONE


def why_task_stays(reason: Reason, unit_id: int, living: frozenset[int]) -> Behind | None:
    """Why an open task is not carried: what waits for its review is not asked for again."""
    if reason in (Reason.REVIEW, Reason.DELIVERED):
        return Behind.DELIVERED
    return None if unit_id in living else Behind.UNIT_GONE


def carried_due(due_on: date, asked_on: date, begins: date, calendar: Calendar) -> date:
    """Until when a carried task runs: until its own day, unless that comes before the copy begins.

    Then it gets as many days as it was given at first, counted from `begins`, ending on a business day.
    """
    if due_on >= begins:
        return due_on
    given = max(1, (due_on - asked_on).days)
    return calendar.next_business_day(calendar.add_calendar_days(begins, given))


@dataclass(frozen=True)
class Report:
    """What a copy carried and what it left, as numbers and as ids with their reason."""

    source_id: int
    asked: tuple[Carry, ...]
    carried: Mapping[Carry, int]
    behind: Mapping[Carry, tuple[tuple[str, int, Behind], ...]]
    closed: int = 0

    def as_detail(self) -> dict[str, object]:
        """The report as the audit trail keeps it: ids, codes and reasons, and no names."""
        return {
            "source_id": self.source_id,
            "asked": [each.value for each in self.asked],
            "carried": {each.value: count for each, count in self.carried.items()},
            "behind": {
                each.value: [[code, number, why.value] for code, number, why in left]
                for each, left in self.behind.items()
            },
            "closed": self.closed,
        }

"""Why a restricted piece is opened: said before each look, and good for an hour."""

from datetime import datetime, timedelta

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

GOOD_FOR = timedelta(hours=1)
"""So long one reason of a person holds for a piece."""
REASON_LIMIT = 500


class Purpose(LabelledEnum):
    """What somebody opens a restricted piece for."""

    REVIEW = "revisar", N_("Revisarla o decidir sobre ella")
    CORRECT = "corregir", N_("Corregirla o completarla")
    AUDIT = "evaluar", N_("Evaluación externa")
    ANSWER = "responder", N_("Responder a una persona o a una autoridad")
    OTHER = "otro", N_("Otro motivo")


class ReasonMissing(Refusal):
    """«Something else» is no reason."""

    message = N_("Escriba el motivo por el que la abre.")
    field = "reason"


def check(purpose: Purpose, reason: str) -> None:
    """Refuse a purpose that says nothing by itself, without words."""
    if purpose is Purpose.OTHER and not reason.strip():
        raise ReasonMissing


def holds(at: datetime, now: datetime) -> bool:
    """Whether a reason that was given at an instant is still good."""
    return now - GOOD_FOR < at

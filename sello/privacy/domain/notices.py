"""What is told by mail of requests of persons and of actas: how near an answer is, and who has to confirm."""

from __future__ import annotations

from datetime import date, timedelta

from sello.core.labels import N_, LabelledEnum
from sello.privacy.domain.requests import SOON


class PrivacyMail(LabelledEnum):
    """What such a mail is about; nobody turns it off."""

    REQUEST = "person_request", N_("Solicitud de una persona sobre sus datos")
    ACTA = "acta", N_("Acta de eliminación por confirmar")


class Step(LabelledEnum):
    """How near the last day of an answer is; the value is part of the mail's key: each is told once."""

    ENTERED = "entro", N_("Entró una solicitud")
    SOON = "pronto", N_("Vence pronto")
    TOMORROW = "manana", N_("Vence mañana")
    TODAY = "hoy", N_("Vence hoy")
    LATE = "vencida", N_("Plazo vencido")


def step_of(due_on: date, today: date) -> Step:
    """Which step a request is at that nobody has answered."""
    left = due_on - today
    if left < timedelta(0):
        return Step.LATE
    if left <= timedelta(days=1):
        return Step.TOMORROW if left else Step.TODAY
    return Step.SOON if left <= SOON else Step.ENTERED

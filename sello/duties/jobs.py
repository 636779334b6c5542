"""The job of duties: asks for what is owed when its notice comes, and for renewals in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext

from sello.accounts.queries.institutions import InstitutionRow, institutions
from sello.core import house
from sello.core.db import db, everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.duties.service import asking, renewing


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The doer of what the calendar asks: nobody."""

    institution_id: int
    person_id: int | None = None


Asking = Callable[..., int]
"""Asks for one row, and tells how many were asked for."""


def ask(work: Work) -> dict[str, int]:
    """Ask for the dates whose notice came, in every institution; each duty is an undertaking of its own."""
    asked = 0
    with everywhere():
        found = institutions()
    db.session.rollback()
    for institution in found:
        at = work.moment(institution.zone, institution.days_off)
        with house.at(institution.house):
            asked += _of_institution(institution, at, work)
    return {"asked": asked}


def _of_institution(institution: InstitutionRow, at: Moment, work: Work) -> int:
    with unit_of_work(institution.id):
        todo: list[tuple[Asking, int]] = [(asking.wake, duty_id) for duty_id in asking.due_today(at=at)]
        todo += [(renewing.ask, initiative_id) for initiative_id in renewing.due_today(at=at)]
    asked = 0
    for act, row_id in todo:
        if work.stop():
            break
        with unit_of_work(institution.id):
            asked += act(Clockwork(institution.id), row_id, at=at, translate=gettext)
    return asked


JOBS = {
    job.name: job
    for job in (
        Job(
            "duties",
            N_("Pide lo que las iniciativas deben, cuando llega su aviso, y su renovación a tiempo."),
            ask,
        ),
    )
}

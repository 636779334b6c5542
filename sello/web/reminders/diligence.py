"""The proof of diligence about a person or a unit: on a page, as a spreadsheet, on paper."""

from functools import partial

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face, people
from sello.accounts.queries import units as units_queries
from sello.core.refusal import NotFound
from sello.files.kinds import PDF
from sello.reminders.queries.diligence import diligence as found_of
from sello.reports.diligence.document import Proof, sheet, summary, told
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.reminders import bp
from sello.web.reminders.outbox import kind_of
from sello.web.request_values import asked_id

SHOWN = 200
"""Rows on the page; its files hold the others."""


@bp.get("/recordatorios/constancia")
@permits(Action.REMINDER_MANAGE)
def diligence() -> ResponseReturnValue:
    """What was sent to a person, to those of a unit or to everybody, and what is known of it."""
    proof = _proof()
    return render_template(
        "reminders/diligence.html",
        proof=proof,
        told=partial(told, _=gettext),
        rows=proof.found.rows[:SHOWN],
        lines=summary(proof.found, gettext),
        asked={"persona": asked_id("persona"), "unidad": asked_id("unidad")},
    )


@bp.get(f"/recordatorios/constancia.{FORMS}")
@permits(Action.REMINDER_MANAGE)
def diligence_file(form: str) -> ResponseReturnValue:
    """The same as a spreadsheet; who takes it is noted, as of any other list."""
    return give_list(sheet(_proof(), moment(), gettext), "constancia", form)


@bp.get("/recordatorios/constancia.pdf")
@permits(Action.REMINDER_MANAGE)
def diligence_pdf() -> ResponseReturnValue:
    """The same on paper."""
    from sello.reports.diligence.paper import as_pdf

    at = moment()
    data = as_pdf(_proof(), at, gettext, logo=face.shown_logo())
    return give_made(data, f"constancia-{at.today.isoformat()}.pdf", PDF.media_type)


def _proof() -> Proof:
    about, ids = _asked()
    return Proof(found_of(ids, at=moment()), about, current_actor().institution_name, kind_of)


def _asked() -> tuple[str, frozenset[int]]:
    """Whom the address names, and who they are; also those who left."""
    at = moment()
    rows = people.people(now=at.now, active=None)
    person_id, unit_id = asked_id("persona"), asked_id("unidad")
    if person_id is not None:
        name = next((row.name for row in rows if row.id == person_id), None)
        if name is None:
            raise NotFound
        return name, frozenset({person_id})
    if unit_id is not None:
        tree = units_queries.tree()
        span = tree.in_force(at.today).get(unit_id)
        if span is None:
            raise NotFound
        branch = tree.branch(unit_id, at.today)
        return span.name, frozenset(row.id for row in rows if row.unit_id in branch)
    return current_actor().institution_name, frozenset(row.id for row in rows)

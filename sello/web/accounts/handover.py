"""Handing over what is somebody's: see it, say to whom, look at it once more, do it, and print the minute."""

from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.handover import Hers, Line, mark
from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.accounts.queries import people as people_queries
from sello.accounts.queries.people import PersonRow
from sello.core.choosing import Unclear
from sello.core.labels import N_
from sello.core.refusal import NotFound
from sello.files.kinds import PDF
from sello.improvement.handing_over import ACTIONS
from sello.planning.handing_over import SCENARIOS
from sello.progress.handover.queries import Receiver, minute, receivers
from sello.progress.handover.service import Wish, everything, hand_over, preview
from sello.progress.handover.views import VIEWS
from sello.reports.handing_over import HOLDINGS
from sello.web import undoing
from sello.web.accounts import bp
from sello.web.accounts.forms import HandoverForm
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.picking import TYPED, WAS, Choice, sent
from sello.web.request_values import read_id

NOBODYS: Final = N_("Nadie en particular")

ALSO = (ACTIONS, *HOLDINGS, SCENARIOS, *VIEWS)
"""What else can be somebody's, in the order in which it is read after her work."""


@bp.get("/personas/<int:person_id>/traspaso")
@permits(Action.PERSON_MANAGE)
def handover(person_id: int) -> ResponseReturnValue:
    """Show all that is a person's, and ask to whom it goes."""
    person = _person(person_id)
    return _page(person, _offered(HandoverForm(formdata=None), receivers(person_id)))


@bp.post("/personas/<int:person_id>/traspaso")
@permits(Action.PERSON_MANAGE)
def do_handover(person_id: int) -> ResponseReturnValue:
    """Show the handover as it would be done, or do it."""
    person = _person(person_id)
    form = _offered(HandoverForm(), receivers(person_id))
    if "ver" in request.form:
        lines = accepted(form, lambda: preview(person_id, _wish(form), ALSO, at=moment()))
        return _page(person, form, lines) if lines is not None else (_page(person, form), 422)
    done = accepted(
        form,
        lambda: hand_over(
            current_actor(), person_id, _wish(form), ALSO, shown=form.shown.data or "", at=moment()
        ),
    )
    if done is None:
        return _page(person, form), 422
    handover_id, act = done
    undoing.offer(act.id)
    flash(gettext("Traspasó lo que era de %(name)s. El acta está lista.", name=person.name), "success")
    return redirect(url_for("accounts.minute_page", handover_id=handover_id), 303)


@bp.get("/traspasos/<int:handover_id>")
@permits(Action.PERSON_MANAGE)
def minute_page(handover_id: int) -> ResponseReturnValue:
    """Show what was handed over."""
    return render_template("accounts/minute.html", minute=minute(handover_id))


@bp.get("/traspasos/<int:handover_id>/acta.pdf")
@permits(Action.PERSON_MANAGE)
def minute_pdf(handover_id: int) -> ResponseReturnValue:
    """The minute of a handover as a PDF, to be signed by both."""
    from sello.reports.minute.paper import as_pdf, file_name

    found = minute(handover_id)
    data = as_pdf(found, moment(), gettext, logo=face.shown_logo())
    return give_made(data, file_name(found), PDF.media_type)


def _person(person_id: int) -> PersonRow:
    row = people_queries.person(person_id, now=moment().now)
    if row is None:
        raise NotFound
    return row


def _offered(form: HandoverForm, people: tuple[Receiver, ...]) -> HandoverForm:
    form.offer_people([(one.id, f"{one.name} · {one.post}" if one.post else one.name) for one in people])
    return form


def _wish(form: HandoverForm) -> Wish:
    return Wish(
        reason=form.reason.data,
        to_all=form.to_all.data,
        by_row=_by_row(form),
        note=form.note.data or "",
        as_head=bool(form.as_head.data),
    )


def _by_row(form: HandoverForm) -> dict[str, int | None]:
    """What was chosen for each thing; a row without a choice goes as all do."""
    prefix = "fila-"
    offered: Any = form.to_all.choices
    people = (Choice(one.value, one.label) for one in offered if one.value)
    among = [Choice(0, gettext(NOBODYS)), *people]
    names = {name.removesuffix(WAS).removesuffix(TYPED) for name in request.form if name.startswith(prefix)}
    return {name.removeprefix(prefix): read_id(sent(name, among)) for name in sorted(names)}


def _clear(form: HandoverForm) -> dict[str, int | None]:
    """The same as the page shows it again: words that were refused are said above it."""
    try:
        return _by_row(form)
    except Unclear:
        return {}


def _page(person: PersonRow, form: HandoverForm, lines: tuple[Line, ...] | None = None) -> str:
    form.shown.data = "" if lines is None else mark(lines)
    people = receivers(person.id)
    things: tuple[Hers, ...] = everything(person, people, ALSO, at=moment())
    return render_template(
        "accounts/handover.html",
        person=person,
        form=form,
        things=things,
        people=people,
        names={one.id: one.name for one in people},
        chosen=_clear(form),
        lines=lines,
    )

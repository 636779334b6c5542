"""The year of all duties as a map, and where evidence comes from."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.dates import MONTHS
from sello.duties.domain.duties import DateState
from sello.duties.queries import coverage as sources
from sello.duties.queries import year as years
from sello.register.queries import lists
from sello.register.queries.lists import RegisterFilter
from sello.register.service import linking
from sello.tasks.queries import options
from sello.web.answers import accepted
from sello.web.duties import bp
from sello.web.duties.forms import FeedForm
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.picking import settled
from sello.web.request_values import read_id

FURTHEST = 10
"""Years back and ahead that the map shows."""

EVERY = 500


@bp.get("")
@permits(Action.REGISTER_VIEW)
def index() -> ResponseReturnValue:
    """Show the duties of a year by month."""
    seen = current_actor().visibility.units
    units = [one for one in options.units(today=moment().today) if seen is None or one.id in seen]
    if (led := settled(unidad=units)) is not None:
        return led
    unit_id, alone = read_id(request.args.get("unidad")), "sola" in request.args
    found = years.year(
        current_actor().visibility, options.meant_by(units, unit_id, alone=alone), _year(), at=moment()
    )
    return render_template(
        "duties/index.html",
        found=found,
        months=MONTHS,
        states=DateState,
        units=units,
        unit_id=unit_id,
        alone=alone,
        today=moment().today,
    )


@bp.get("/cobertura")
@permits(Action.REGISTER_MANAGE)
def coverage() -> ResponseReturnValue:
    """Show what no initiative and no duty feeds."""
    return _coverage(FeedForm(formdata=None)), 200


@bp.post("/cobertura")
@permits(Action.REGISTER_MANAGE)
def feed() -> ResponseReturnValue:
    """Say which initiative feeds a requirement."""
    form = FeedForm()
    form.offer(_initiatives())
    fed = accepted(
        form,
        lambda: linking.feed(
            current_actor(), form.initiative_id.data or 0, form.asked or 0, now=moment().now
        ),
    )
    if fed is None:
        return _coverage(form), 422
    flash(gettext("Quedó anotado: esa iniciativa aporta al requerimiento."), "success")
    return redirect(url_for("duties.coverage"), 303)


def _coverage(form: FeedForm) -> str:
    found = sources.sources()
    form.offer(_initiatives())
    return render_template(
        "duties/coverage.html",
        found=found,
        unfed=[one for one in found if not one.fed],
        idle=sources.idle(current_actor().visibility),
        form=form,
    )


def _initiatives() -> list[tuple[int, str]]:
    page = lists.page(
        RegisterFilter(), current_actor().visibility, number=1, today=moment().today, size=EVERY
    )
    return [(row.id, row.name) for row in page.rows]


def _year() -> int:
    asked, this = read_id(request.args.get("anio")), moment().today.year
    return asked if asked is not None and abs(asked - this) <= FURTHEST else this

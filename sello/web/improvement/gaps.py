"""The gaps that the plan could take up: the page proposes, a person marks."""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.cycles.queries import cycles
from sello.improvement.domain.plan import Plan
from sello.improvement.queries import gaps as queries
from sello.improvement.queries.plan import draft, plan_of
from sello.improvement.service import objectives
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.improvement import bp
from sello.web.improvement.forms import GapsForm
from sello.web.moment import moment
from sello.web.request_values import read_id


@bp.get("/brechas")
@permits(Action.PLAN_MANAGE)
def gaps() -> ResponseReturnValue:
    """Show what asks for work and is in no objective."""
    return _page(GapsForm(formdata=None))


@bp.post("/brechas")
@permits(Action.PLAN_MANAGE)
def take_up() -> ResponseReturnValue:
    """Make an objective of each marked gap."""
    form = GapsForm()
    marked = frozenset(filter(None, map(read_id, request.form.getlist("brecha"))))
    actor, at = current_actor(), moment()
    made = accepted(form, lambda: objectives.take_up(actor, marked, at=at, translate=gettext))
    if made is None:
        return _page(form, marked), 422
    said = ngettext(
        "Se agregó %(num)s objetivo. Ahora agregue sus acciones.",
        "Se agregaron %(num)s objetivos. Ahora agregue sus acciones.",
        made,
        none=gettext("No se agregó ningún objetivo."),
    )
    flash(said, "success")
    return redirect(url_for("improvement.index"), 303)


def _page(form: GapsForm, marked: frozenset[int] = frozenset()) -> str:
    actor = current_actor()
    cycle = cycles.current(actor.visibility)
    if cycle is None:
        return render_template("improvement/no_cycle.html")
    row = plan_of(cycle.id)
    plan = Plan() if row is None else draft(row.id)
    found = queries.gaps(cycle, plan, actor, at=moment())
    known = cycle.known.dimensions
    grouped = [
        (code, known[code].text().title, list(each))
        for code, each in groupby(found, key=lambda one: one.dimension)
    ]
    return render_template(
        "improvement/gaps.html", form=form, grouped=grouped, marked=marked, count=len(found)
    )

"""What initiatives usually owe, for the secretariat to accept."""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.duties.domain.patterns import said
from sello.duties.domain.reading import read_rule
from sello.duties.service import accepting
from sello.web.answers import accepted
from sello.web.duties import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import read_id


class AcceptForm(FlaskForm):
    """Only its token: the marks are checkboxes of the list."""


@bp.get("/propuestas")
@permits(Action.REGISTER_MANAGE)
def proposals() -> ResponseReturnValue:
    """Show what could be written down."""
    return _page(AcceptForm(formdata=None)), 200


@bp.post("/propuestas")
@permits(Action.REGISTER_MANAGE)
def accept() -> ResponseReturnValue:
    """Write the marked proposals down as duties."""
    form = AcceptForm()
    marks = frozenset(request.form.getlist("marca"))
    made = accepted(form, lambda: accepting.accept(current_actor(), marks, at=moment()))
    if made is None:
        return _page(form, marks), 422
    said = ngettext(
        "Se anotó %(num)s obligación.",
        "Se anotaron %(num)s obligaciones.",
        made,
        none=gettext("No se anotó ninguna obligación."),
    )
    flash(said, "success")
    return redirect(url_for("duties.index"), 303)


def _page(form: AcceptForm, marks: frozenset[str] = frozenset()) -> str:
    only = read_id(request.args.get("iniciativa"))
    found = accepting.proposed(current_actor(), at=moment(), initiative_id=only)
    rule = {one.mark: said(read_rule(one.proposal.rule(moment().today)), gettext) for one in found}
    grouped = [(owner, list(each)) for owner, each in groupby(found, key=lambda one: one.initiative)]
    return render_template(
        "duties/proposals.html", form=form, grouped=grouped, rule=rule, marks=marks, count=len(found)
    )

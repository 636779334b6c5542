"""The budget with a gender lens: a year's money by how far it serves gender equality."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.core.labels import N_
from sello.core.workbook import Sheet
from sello.duties.proposals import of_budget
from sello.duties.queries.duty import open_by_proposal
from sello.register.parts.domain.lens import serving, share, sums, unsaid, year_sum
from sello.register.queries import lens as queries
from sello.register.service import lens as service
from sello.tasks.queries.options import requirements
from sello.web import once
from sello.web.annexes import bring
from sello.web.answers import accepted
from sello.web.fields import PesosField, version_of
from sello.web.guard import current_actor, permits
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.register import bp
from sello.web.request_values import asked_id
from sello.web.stale_form import Row, caught_up

FIRST, LAST = 1980, 2100
"""The years that a budget can be of."""

TITLES = (
    N_("Iniciativa"),
    N_("Financiamiento"),
    N_("Propio (pesos)"),
    N_("Transferido (pesos)"),
    N_("Ejecutado (pesos)"),
    N_("La igualdad de género es"),
    N_("Falta"),
)


class WholeForm(FlaskForm):
    """All the money of the town in a year."""

    total = PesosField(
        _l("Presupuesto municipal del año"),
        [InputRequired(_l("Escriba el presupuesto de todo el municipio."))],
        description=_l("Pesos enteros, o M$ 90.000.000."),
    )
    source = StringField(_l("Fuente"), [InputRequired(_l("Diga de dónde sale la cifra.")), Length(max=300)])
    version = HiddenField(default="0")


@bp.get("/presupuesto-de-genero")
@permits(Action.REGISTER_VIEW)
def lens() -> ResponseReturnValue:
    """Show the budgets of a year, what they come to, and their share of the town's."""
    return _page(_saved())


@bp.post("/presupuesto-de-genero/editar")
@permits(Action.INSTITUTION_MANAGE)
@once.sets
def save_lens() -> ResponseReturnValue:
    """Keep the town's budget of a year; over another person's change, show both."""
    form, actor, year = WholeForm(), current_actor(), _year()
    version = version_of(form.version)
    changed = accepted(
        form,
        lambda: service.set_whole(
            actor, year, form.total.data or 0, form.source.data or "", version=version, at=moment()
        ),
    )
    if changed is None:
        compared = caught_up(form, _saved(), ("total", "source"))
        return _page(form, compared), 409 if compared else 422
    flash(
        gettext("Los cambios quedaron guardados.") if changed else gettext("No había nada que cambiar."),
        "success",
    )
    return redirect(url_for("register.lens", anio=year), 303)


@bp.get(f"/presupuesto-de-genero.{FORMS}")
@permits(Action.REGISTER_VIEW)
def lens_file(form: str) -> ResponseReturnValue:
    """The budgets of a year as a spreadsheet."""
    year = _year()
    rows = [
        (
            one.initiative,
            one.funder,
            one.own,
            one.transferred,
            one.executed,
            gettext(one.lens.label) if one.lens else "",
            ". ".join(gettext(lack.label) for lack in one.lacks),
        )
        for one in queries.lines(year, current_actor().visibility)
    ]
    sheet = Sheet(gettext("Presupuesto de género"), tuple(gettext(title) for title in TITLES), rows)
    return give_list(sheet, f"presupuesto-de-genero-{year}", form)


@bp.post("/presupuesto-de-genero/anexo")
@permits(Action.EVIDENCE_SUBMIT)
def lens_annex() -> ResponseReturnValue:
    """Write the budgets of a year as a file that waits, and lead to where its sender says what it proves."""
    from sello.reports.annex import budget
    from sello.reports.annex.paper import put

    actor, at, year = current_actor(), moment(), _year()
    lines, held = queries.lines(year, actor.visibility), queries.whole(year)
    partial = actor.visibility.units is not None
    found = budget.YearBudgets(lines, year_sum(year, lines, held.total), held.source, partial)
    words = budget.document(found, actor.institution_name, at, _=gettext)
    paper = put(words, at, gettext, face.shown_logo())
    codes = {code for one in of_budget() for code in one.codes}
    landing = [one.id for one in requirements() if one.code in codes]
    return bring(actor, paper, budget.file_name(year, at), landing, at=at)


def _year() -> int:
    asked = asked_id("anio") or moment().today.year
    return min(max(asked, FIRST), LAST)


def _saved() -> WholeForm:
    held = queries.whole(_year())
    return WholeForm(formdata=None, total=held.total, source=held.source, version=str(held.version))


def _page(form: WholeForm, compared: tuple[Row, ...] = ()) -> str:
    year, actor = _year(), current_actor()
    lines, held = queries.lines(year, actor.visibility), queries.whole(year)
    found = sums(lines)
    asked = [one.key for one in of_budget()]
    return render_template(
        "register/lens.html",
        form=form,
        compared=compared,
        year=year,
        lines=lines,
        sums=found,
        serving=serving(found),
        unsaid=unsaid(lines),
        share=share(serving(found), held.total),
        held=held,
        years=queries.years(actor.visibility),
        waiting=open_by_proposal(asked, actor) if lines else (),
    )

"""Two states of cycles side by side, chosen in the address: as a page, as a PDF and as a spreadsheet."""

import io

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.core.dates import written
from sello.core.refusal import NotFound
from sello.core.workbook import MEDIA_TYPE
from sello.level.state import Reading
from sello.reports.comparison import workbook
from sello.reports.comparison.assemble import Reader, comparison
from sello.reports.comparison.contents import ComparisonReport
from sello.reports.comparison.document import document
from sello.reports.comparison.facts import CUT, CYCLE, CycleChoice, Pick, choices, proposed
from sello.web.cycles import bp
from sello.web.cycles.which_cycle import NoCycleYet
from sello.web.downloads import give_made
from sello.web.fields import DayField, labels, offered
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.picking import PickField

MISSING = _l("Elija una opción de la lista.")
ON_DAY = _l("Solo para un ciclo; vacía es hoy. Un corte ya tiene su fecha.")


class CompareForm(FlaskForm):
    """The two sides: what, as of when, in which reading. Its fields are the address."""

    class Meta:
        """The form only reads."""

        csrf = False

    de = PickField(_l("Antes"), [InputRequired(MISSING)])
    de_al = DayField(_l("Antes, al día"), validators=[Optional()], description=ON_DAY)
    de_lectura = SelectField(_l("Antes, lectura"), [InputRequired(MISSING)], choices=labels(Reading))
    a = PickField(_l("Después"), [InputRequired(MISSING)])
    a_al = DayField(_l("Después, al día"), validators=[Optional()], description=ON_DAY)
    a_lectura = SelectField(_l("Después, lectura"), [InputRequired(MISSING)], choices=labels(Reading))

    def offer(self, cycles: tuple[CycleChoice, ...]) -> None:
        """Offer the cycles, each with its cuts."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for each in cycles:
            groups.setdefault(each.name, []).extend(_options(each))
        self.de.choices = self.a.choices = [
            choice for name, options in groups.items() for choice in offered(options, name)
        ]

    def picks(self) -> tuple[Pick, Pick]:
        """What the valid form says."""
        return (
            Pick(self.de.data or "", Reading(self.de_lectura.data), self.de_al.data),
            Pick(self.a.data or "", Reading(self.a_lectura.data), self.a_al.data),
        )


def _options(cycle: CycleChoice) -> list[tuple[str, str]]:
    live = gettext("%(name)s, hoy o el día que elija", name=cycle.name)
    cuts = [(f"{CUT}-{cut.id}", f"{cut.name} ({written(cut.as_of)})") for cut in cycle.cuts]
    return [(f"{CYCLE}-{cycle.id}", live), *cuts]


@bp.get("/comparar")
@permits(Action.CYCLE_VIEW)
def compare() -> ResponseReturnValue:
    """Put two cuts, cycles or readings side by side."""
    form = _form()
    if not form.validate():
        return render_template("cycles/compare.html", form=form, words=None), 422
    report = _report(form)
    return render_template(
        "cycles/compare.html", form=form, words=document(report, gettext), chosen=_chosen(form)
    )


@bp.get("/comparar.pdf")
@permits(Action.CYCLE_VIEW)
def compare_pdf() -> ResponseReturnValue:
    """Give the comparison on paper."""
    from sello.reports.comparison import paper

    report, out = _asked(), io.BytesIO()
    paper.write(report, out, gettext, logo=face.shown_logo())
    return _file(out, report, "application/pdf", "pdf")


@bp.get("/comparar.xlsx")
@permits(Action.CYCLE_VIEW)
def compare_xlsx() -> ResponseReturnValue:
    """Give the comparison as a spreadsheet."""
    report, out = _asked(), io.BytesIO()
    workbook.write(report, out, gettext)
    return _file(out, report, MEDIA_TYPE, "xlsx")


def _form() -> CompareForm:
    """The form as the address fills it; what the address leaves out is proposed."""
    cycles = choices(current_actor().visibility)
    first = proposed(cycles)
    if first is None:
        raise NoCycleYet
    given = {
        "de": first[0].key,
        "de_lectura": first[0].reading.value,
        "a": first[1].key,
        "a_lectura": first[1].reading.value,
    }
    form = CompareForm(formdata=MultiDict(given | request.args.to_dict()))
    form.offer(cycles)
    return form


def _asked() -> ComparisonReport:
    form = _form()
    if not form.validate():
        raise NotFound
    return _report(form)


def _report(form: CompareForm) -> ComparisonReport:
    actor = current_actor()
    reader = Reader(actor.name, actor.institution_name, actor.visibility)
    return comparison(form.picks(), reader, moment(), gettext)


def _chosen(form: CompareForm) -> dict[str, str]:
    """The address of what is shown, for its files."""
    before, after = form.picks()
    values = {"de": before.key, "de_lectura": before.reading.value}
    values |= {"a": after.key, "a_lectura": after.reading.value}
    days = {"de_al": before.day, "a_al": after.day}
    return values | {name: day.isoformat() for name, day in days.items() if day}


def _file(out: io.BytesIO, report: ComparisonReport, kind: str, suffix: str) -> ResponseReturnValue:
    name = f"comparacion-{report.before.as_of.isoformat()}-{report.after.as_of.isoformat()}.{suffix}"
    return give_made(out, name, kind)

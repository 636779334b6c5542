"""The authority's page: on screen, and as one sheet of paper."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action, allows
from sello.core.refusal import NotFound
from sello.cycles.queries.cycles import CycleRow, choose
from sello.files.kinds import PDF as PDF_KIND
from sello.planning.domain.path import Path
from sello.reports.document.path import Drawing, draw
from sello.reports.document.path_legend import legend
from sello.reports.document.path_low import draw_low
from sello.reports.mayor.contents import mayor_page
from sello.reports.mayor.facts import MayorFacts, read
from sello.reports.ordinario.queries import is_issued, letters
from sello.reports.queries import page_day_of
from sello.reports.service import choose_page_day
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.path import NARROW, WIDE
from sello.web.reports import bp
from sello.web.reports.forms import PageDayForm
from sello.web.request_values import asked_day, asked_id, given_day
from sello.web.revisits import revisited
from sello.web.stale_form import caught_up


@bp.get("/autoridad")
@permits(Action.REPORT_VIEW)
@revisited
def authority() -> ResponseReturnValue:
    """One page for the authority: level, direction, three risks, three decisions; the town's own."""
    actor, cycle = current_actor(), _cycle()
    if cycle is None:
        return render_template("reports/no_cycle.html")
    facts = _facts(cycle, asked_day("fecha"))
    page = mayor_page(facts, today=moment().today, _=gettext)
    drawings = _drawings(page.path) if page.path else ()
    return render_template(
        "reports/authority.html",
        page=page,
        level=facts.report.reading.level,
        drawings=drawings,
        keys=legend(drawings[-1][1], gettext) if drawings else (),
        acts=allows(actor, Action.DECISION_TAKE) and cycle.is_current,
        has_letters=bool(letters(actor)),
        letter_id=letter_id if is_issued(letter_id := asked_id("ordinario")) else None,
        chosen={"ciclo": cycle.id, "fecha": page.as_of.isoformat()},
    )


@bp.get("/autoridad.pdf")
@permits(Action.REPORT_VIEW)
def authority_pdf() -> ResponseReturnValue:
    """The same page as a PDF: one sheet."""
    from sello.reports.mayor.paper import as_pdf, file_name

    cycle = _cycle()
    if cycle is None:
        raise NotFound
    facts = _facts(cycle, given_day("fecha"))
    page = mayor_page(facts, today=moment().today, _=gettext)
    data, _sheets = as_pdf(page, facts.report.reading.level, gettext, logo=facts.report.logo)
    return give_made(data, file_name(page), PDF_KIND.media_type)


@bp.get("/autoridad/correo")
@permits(Action.DECISION_TAKE)
def page_day() -> ResponseReturnValue:
    """Choose on which day one's page comes by mail."""
    return render_template("reports/page_day.html", form=_saved_day(), compared=())


@bp.post("/autoridad/correo")
@permits(Action.DECISION_TAKE)
def save_page_day() -> ResponseReturnValue:
    """Keep that day; over what she saved from another page, show both."""
    form = PageDayForm()
    form.offer()
    wants = accepted(
        form,
        lambda: (
            choose_page_day(current_actor(), form.day.data or "", seen=form.version.data or "", at=moment()),
        ),
    )
    if wants is None:
        compared = caught_up(form, _saved_day(), ("day",))
        page = render_template("reports/page_day.html", form=form, compared=compared)
        return page, 409 if compared else 422
    told = gettext("Su página llegará ese día.") if wants[0] else gettext("Su página no llegará por correo.")
    flash(told, "success")
    return redirect(url_for("reports.page_day"), 303)


def _saved_day() -> PageDayForm:
    held = page_day_of(current_actor().person_id)
    word = held.word if held else ""
    form = PageDayForm(formdata=None, day=word, version=word)
    form.offer()
    return form


def _drawings(path: Path) -> tuple[tuple[str, Drawing], ...]:
    """The picture for a desk, and a low one for a phone: the page has a screen and a half."""
    return ("wide", draw(path, WIDE, gettext)), ("narrow", draw_low(path, NARROW, gettext))


def _cycle() -> CycleRow | None:
    """The cycle asked for; external auditors read only what was released to them."""
    reader = current_actor().visibility
    if reader.released_only:
        raise NotFound
    return choose(asked_id("ciclo"), reader)


def _facts(cycle: CycleRow, asked: date | None) -> MayorFacts:
    actor, at = current_actor(), moment()
    return read(cycle, actor.visibility, as_of=asked or at.today, at=at, name=actor.name, translate=gettext)

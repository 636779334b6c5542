"""What the authority does about a decision: looked at first, put then, and taken back for ten minutes."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.cycles.queries.cycles import CycleRow, current
from sello.files.kinds import PDF
from sello.reports.mayor import service
from sello.reports.mayor.decisions import Decision, Deed, Side
from sello.reports.mayor.facts import read
from sello.reports.mayor.words import sentence, what
from sello.reports.ordinario import queries
from sello.reports.ordinario.compose import compose, default_until
from sello.reports.ordinario.contents import Ordinario
from sello.reports.ordinario.paper import as_pdf, file_name
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reports import bp
from sello.web.reports.forms import AccountForm, InstructForm

TERM, ACCOUNT_TERM = 10, 3
"""Business days that are given if nothing else is said: to do something, and to give account."""


@bp.get("/autoridad/<key>/instruir")
@permits(Action.DECISION_TAKE)
def instructing(key: str) -> ResponseReturnValue:
    """The letter as it would be issued, and what may still be said in it."""
    cycle, decision = _decision(key, Deed.INSTRUCT)
    form = InstructForm(formdata=None, mark=decision.mark, until=_until(decision))
    return _preview(form, cycle, decision)


@bp.post("/autoridad/<key>/instruir")
@permits(Action.DECISION_TAKE)
def instruct(key: str) -> ResponseReturnValue:
    """Issue the letter, with its task."""
    form = InstructForm()
    cycle, decision = _decision(key, Deed.INSTRUCT, form.mark.data or "")

    def act() -> service.Put:
        return service.instruct(
            current_actor(),
            decision,
            _letter(form, cycle, decision),
            cycle_id=cycle.id,
            until=form.until.data or moment().today,
            at=moment(),
        )

    put = accepted(form, act)
    if put is None:
        return _preview(form, cycle, decision), 422
    undoing.offer(put.undo_id)
    text = gettext("El Ordinario quedó emitido, con su tarea. Guárdelo para numerarlo y firmarlo.")
    flash(text, "success")
    return redirect(url_for("reports.authority", ordinario=put.letter_id), 303)


@bp.get("/autoridad/<key>/pedir-cuenta")
@permits(Action.DECISION_TAKE)
def asking_account(key: str) -> ResponseReturnValue:
    """What would be asked, of whom and until when."""
    _cycle, decision = _decision(key, Deed.ACCOUNT)
    form = AccountForm(formdata=None, mark=decision.mark, until=_until(decision), text=_asked(decision))
    return _account_page(form, decision)


@bp.post("/autoridad/<key>/pedir-cuenta")
@permits(Action.DECISION_TAKE)
def ask_account(key: str) -> ResponseReturnValue:
    """Ask for the account in the conversation of its task."""
    form = AccountForm()
    cycle, decision = _decision(key, Deed.ACCOUNT, form.mark.data or "")

    def act() -> service.Put:
        return service.account(
            current_actor(),
            decision,
            form.text.data or "",
            cycle_id=cycle.id,
            until=form.until.data or moment().today,
            at=moment(),
            _=gettext,
        )

    put = accepted(form, act)
    if put is None:
        return _account_page(form, decision), 422
    undoing.offer(put.undo_id)
    text = gettext("Lo que pidió quedó en la conversación de la tarea; se avisa a quien debe responder.")
    flash(text, "success")
    return redirect(url_for("reports.authority"), 303)


@bp.get("/ordinarios/<int:official_letter_id>.pdf")
@permits(Action.TASK_VIEW)
def official_letter(official_letter_id: int) -> ResponseReturnValue:
    """An issued letter, for whoever sees its task."""
    found = queries.letter(official_letter_id, current_actor())
    name = file_name(found.id, found.issued_on)
    return give_made(as_pdf(found.words, found.issued_on, gettext), name, PDF.media_type)


def _decision(key: str, deed: Deed, shown: str | None = None) -> tuple[CycleRow, Decision]:
    """The decision that an address names, as it is now; refuses what the page did not say of it."""
    actor, at = current_actor(), moment()
    cycle = current(actor.visibility)
    if cycle is None:
        raise NotFound
    facts = read(cycle, actor.visibility, as_of=at.today, at=at, name=actor.name, translate=gettext)
    decision = facts.decision(key)
    if decision is None or decision.deed is not deed:
        raise NotFound if shown is None else service.DecisionMoved
    if shown is not None:
        service.refuse_unless_shown(decision, shown)
    return cycle, decision


def _until(decision: Decision) -> date:
    at = moment()
    if decision.deed is Deed.ACCOUNT:
        return at.calendar.add_business_days(at.today, ACCOUNT_TERM)
    return default_until(decision, today=at.today, usual=at.calendar.add_business_days(at.today, TERM))


def _letter(form: InstructForm, cycle: CycleRow, decision: Decision) -> Ordinario:
    actor, today = current_actor(), moment().today
    return compose(
        decision,
        queries.office_of(decision, actor, cycle.name, today=today),
        until=form.until.data or today,
        today=today,
        note=form.note.data or "",
        _=gettext,
    )


def _preview(form: InstructForm, cycle: CycleRow, decision: Decision) -> str:
    return render_template(
        "reports/instructing.html",
        form=form,
        decision=decision,
        sentence=sentence(decision, today=moment().today, _=gettext),
        letter=_letter(form, cycle, decision),
    )


def _asked(decision: Decision) -> str:
    asked = what(decision, today=moment().today, _=gettext)
    if decision.side is Side.UNIT:
        return str(gettext("Dé cuenta: %(what)s. ¿Qué falta, quién lo hace y cuándo estará?", what=asked))
    return str(gettext("Le pido %(what)s. ¿Qué falta y cuándo estará?", what=asked))


def _account_page(form: AccountForm, decision: Decision) -> str:
    return render_template(
        "reports/asking_account.html",
        form=form,
        decision=decision,
        sentence=sentence(decision, today=moment().today, _=gettext),
    )

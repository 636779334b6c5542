"""What the authority does about a decision: looked at first, put then, and taken back for ten minutes."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.files.kinds import PDF
from sello.reports.mayor import service
from sello.reports.mayor.decisions import Decision, Deed, Side
from sello.reports.mayor.facts import Current, decision_now
from sello.reports.mayor.words import sentence, what
from sello.reports.ordinario import queries
from sello.reports.ordinario.compose import compose, default_until
from sello.reports.ordinario.contents import Ordinario
from sello.web import undoing
from sello.web.answers import accepted, spoken
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reports import bp
from sello.web.reports.forms import AccountForm, InstructForm

F = TypeVar("F", bound=FlaskForm)

TERM, ACCOUNT_TERM = 10, 3
"""Business days that are given if nothing else is said: to do something, and to give account."""


@bp.get("/autoridad/<key>/instruir")
@permits(Action.DECISION_TAKE)
def instructing(key: str) -> ResponseReturnValue:
    """The letter as it would be issued, and what may still be said in it."""
    now = _now(key, Deed.INSTRUCT)
    if now is None:
        raise NotFound
    form = InstructForm(formdata=None, mark=now.decision.mark, until=_until(now.decision))
    return _preview(form, now)


@bp.post("/autoridad/<key>/instruir")
@permits(Action.DECISION_TAKE)
def instruct(key: str) -> ResponseReturnValue:
    """Issue the letter, with its task."""
    form, at = InstructForm(), moment()
    put = accepted(
        form,
        lambda: service.instruct(
            current_actor(),
            key,
            shown=form.mark.data or "",
            until=form.until.data or at.today,
            note=form.note.data or "",
            at=at,
            _=gettext,
        ),
    )
    if put is None:
        now = _now(key, Deed.INSTRUCT)
        return _gone() if now is None else (_preview(_renewed(form, now), now), 422)
    undoing.offer(put.undo_id)
    text = gettext("El Ordinario quedó emitido, con su tarea. Guárdelo para numerarlo y firmarlo.")
    flash(text, "success")
    return redirect(url_for("reports.authority", ordinario=put.letter_id), 303)


@bp.get("/autoridad/<key>/pedir-cuenta")
@permits(Action.DECISION_TAKE)
def asking_account(key: str) -> ResponseReturnValue:
    """What would be asked, of whom and until when."""
    now = _now(key, Deed.ACCOUNT)
    if now is None:
        raise NotFound
    decision = now.decision
    form = AccountForm(formdata=None, mark=decision.mark, until=_until(decision), text=_asked(decision))
    return _account_page(form, decision)


@bp.post("/autoridad/<key>/pedir-cuenta")
@permits(Action.DECISION_TAKE)
def ask_account(key: str) -> ResponseReturnValue:
    """Ask for the account in the conversation of its task."""
    form, at = AccountForm(), moment()
    put = accepted(
        form,
        lambda: service.account(
            current_actor(),
            key,
            form.text.data or "",
            shown=form.mark.data or "",
            until=form.until.data or at.today,
            at=at,
            _=gettext,
        ),
    )
    if put is None:
        now = _now(key, Deed.ACCOUNT)
        return _gone() if now is None else (_account_page(_renewed(form, now), now.decision), 422)
    undoing.offer(put.undo_id)
    text = gettext("Lo que pidió quedó en la conversación de la tarea; se avisa a quien debe responder.")
    flash(text, "success")
    return redirect(url_for("reports.authority"), 303)


@bp.get("/ordinarios/<int:official_letter_id>.pdf")
@permits(Action.TASK_VIEW)
def official_letter(official_letter_id: int) -> ResponseReturnValue:
    """An issued letter, for whoever sees its task."""
    from sello.reports.ordinario.paper import as_pdf, file_name

    found = queries.letter(official_letter_id, current_actor())
    name = file_name(found.id, found.issued_on)
    return give_made(as_pdf(found.words, found.issued_on, gettext), name, PDF.media_type)


def _now(key: str, deed: Deed) -> Current | None:
    return decision_now(current_actor(), key, deed, at=moment(), translate=gettext)


def _renewed(form: F, now: Current) -> F:
    """The form again, which promises what its page says now."""
    form["mark"].data = now.decision.mark
    return form


def _gone() -> ResponseReturnValue:
    """The matter is none any more: what is asked now stands on her page."""
    flash(spoken(service.DecisionMoved()), "error")
    return redirect(url_for("reports.authority"), 303)


def _until(decision: Decision) -> date:
    at = moment()
    if decision.deed is Deed.ACCOUNT:
        return at.calendar.add_business_days(at.today, ACCOUNT_TERM)
    return default_until(decision, today=at.today, usual=at.calendar.add_business_days(at.today, TERM))


def _letter(form: InstructForm, now: Current) -> Ordinario:
    actor, today = current_actor(), moment().today
    return compose(
        now.decision,
        queries.office_of(now.decision, actor, now.cycle.name, today=today),
        until=form.until.data or today,
        today=today,
        note=form.note.data or "",
        _=gettext,
    )


def _preview(form: InstructForm, now: Current) -> str:
    return render_template(
        "reports/instructing.html",
        form=form,
        decision=now.decision,
        sentence=sentence(now.decision, today=moment().today, _=gettext),
        letter=_letter(form, now),
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

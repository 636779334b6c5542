"""The review desk: one piece at a time, the next one comes by itself; and the release to auditors."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.evidence.domain.review import PROMPT, EvidenceState, Part, waits_long
from sello.evidence.queries import desk as desk_queries
from sello.evidence.queries import facts
from sello.evidence.queries.desk import Waiting
from sello.evidence.service import releasing as releasing_service
from sello.evidence.service import reviewing as links
from sello.files import kinds
from sello.progress import carrying
from sello.progress import service as progress
from sello.progress.carrying import NOTHING, Carried
from sello.web import once, undoing
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.forms import AcceptForm, ReturnForm
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.get("/revision")
@permits(Action.EVIDENCE_REVIEW)
def desk() -> ResponseReturnValue:
    """Open the desk at the piece that waits longest."""
    waiting = desk_queries.queue()
    if waiting:
        return redirect(url_for("evidence.review", evidence_id=waiting[0].id), 303)
    cycle_id = cycles.current_id()
    return render_template("evidence/desk.html", links=desk_queries.unconfirmed_links(), cycle_id=cycle_id)


@bp.get("/revision/<int:evidence_id>")
@permits(Action.EVIDENCE_REVIEW)
def review(evidence_id: int) -> ResponseReturnValue:
    """Show a piece with its decision forms and the queue beside it."""
    return _review_page(evidence_id, AcceptForm(), ReturnForm()), 200


@bp.post("/revision/<int:evidence_id>/aceptar")
@permits(Action.EVIDENCE_REVIEW)
def accept(evidence_id: int) -> ResponseReturnValue:
    """Accept the piece and go on to the next one."""
    form, actor = AcceptForm(), current_actor()

    def act() -> tuple[progress.Outcome, str]:
        following = _following(evidence_id)
        outcome = progress.accept(
            actor,
            evidence_id,
            version=form.version.data or 0,
            remark=form.remark.data or "",
            close=form.close.data,
            validate=form.validate_too.data,
            shown=form.carries.data or "",
            at=moment(),
        )
        return outcome, following

    done = accepted(form, act)
    if done is None:
        return _review_page(evidence_id, form, ReturnForm(formdata=None)), 422
    outcome, following = done
    undoing.offer(outcome.undo_id)
    _say(
        gettext("Evidencia aceptada. Desde hoy cuenta para sus requerimientos."),
        _carried_by_acceptance(outcome.carried),
    )
    return redirect(following, 303)


@bp.post("/revision/<int:evidence_id>/devolver")
@permits(Action.EVIDENCE_REVIEW)
def give_back(evidence_id: int) -> ResponseReturnValue:
    """Return the piece with its remark and go on to the next one."""
    form, actor = ReturnForm(), current_actor()

    def act() -> tuple[progress.Outcome, str]:
        following = _following(evidence_id)
        outcome = progress.give_back(
            actor,
            evidence_id,
            version=form.version.data or 0,
            remark=form.remark.data or "",
            parts={Part(name) for name in form.parts.data or ()},
            shown=form.carries.data or "",
            at=moment(),
        )
        return outcome, following

    done = accepted(form, act)
    if done is None:
        return _review_page(evidence_id, AcceptForm(formdata=None), form), 422
    outcome, following = done
    undoing.offer(outcome.undo_id)
    _say(
        gettext("Evidencia devuelta. La unidad verá la observación y podrá corregir lo marcado."),
        _carried_by_return(outcome.carried),
    )
    return redirect(following, 303)


def _say(done: str, carried: list[str]) -> None:
    flash(" ".join([done, *carried]), "success")


def _carried_by_acceptance(carried: Carried) -> list[str]:
    return [
        *(gettext("Se cerró la tarea «%(title)s».", title=task.title) for task in carried.tasks),
        *(gettext("Se validó %(code)s.", code=answer.code) for answer in carried.answers),
    ]


def _carried_by_return(carried: Carried) -> list[str]:
    return [
        *(gettext("Se reabrió la tarea «%(title)s».", title=task.title) for task in carried.tasks),
        *(gettext("%(code)s ya no está validado.", code=answer.code) for answer in carried.answers),
    ]


@bp.post("/revision/enlace/<int:link_id>/confirmar")
@permits(Action.EVIDENCE_REVIEW)
def confirm_link(link_id: int) -> ResponseReturnValue:
    """Confirm that an accepted piece serves one more requirement."""
    actor = current_actor()
    said = gettext("Confirmado: la evidencia cuenta también para ese requerimiento.")
    return _button(
        lambda: links.confirm_link(actor, link_id, now=moment().now), said, url_for("evidence.desk")
    )


@bp.post("/revision/enlace/<int:link_id>/rechazar")
@permits(Action.EVIDENCE_REVIEW)
def refuse_link(link_id: int) -> ResponseReturnValue:
    """Take back a link that waits for confirmation."""
    actor = current_actor()
    said = gettext("El enlace se quitó; la evidencia sigue sirviendo a sus otros requerimientos.")
    return _button(
        lambda: links.refuse_link(actor, link_id, now=moment().now), said, url_for("evidence.desk")
    )


@bp.post("/evidencia/<int:evidence_id>/liberar")
@permits(Action.EVIDENCE_RELEASE)
def release(evidence_id: int) -> ResponseReturnValue:
    """Let external auditors see a piece."""
    actor = current_actor()
    said = gettext("Liberada: la auditoría externa puede verla.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    return _button(lambda: releasing_service.release(actor, evidence_id, now=moment().now), said, back)


@bp.post("/evidencia/<int:evidence_id>/retirar")
@permits(Action.EVIDENCE_RELEASE)
@once.takes_back
def withdraw(evidence_id: int) -> ResponseReturnValue:
    """Take a piece back from the auditors' sight."""
    actor = current_actor()
    said = gettext("Retirada: la auditoría externa ya no la ve.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    return _button(lambda: releasing_service.withdraw(actor, evidence_id, now=moment().now), said, back)


@bp.get("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def releasing() -> ResponseReturnValue:
    """Show what external auditors would see in addition, before it is released."""
    cycle_id = cycles.current_id()
    day = moment().today
    rows = facts.releasable(cycle_id, today=day) if cycle_id else ()
    return render_template("evidence/releasing.html", rows=rows)


@bp.post("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def release_accepted() -> ResponseReturnValue:
    """Release every accepted piece of the current cycle."""
    actor, cycle_id = current_actor(), cycles.current_id()
    if cycle_id is None:
        raise NotFound
    count = releasing_service.release_accepted(actor, cycle_id, now=moment().now)
    text = ngettext(
        "Se liberó %(num)s evidencia aceptada.",
        "Se liberaron %(num)s evidencias aceptadas.",
        count,
        none=gettext("No quedaban evidencias aceptadas por liberar."),
    )
    flash(text, "success")
    return redirect(url_for("evidence.index", estado="accepted"), 303)


def _button(act: Callable[[], None], said: str, back: str) -> ResponseReturnValue:
    """Do what a button without fields asks for, say so and go back; a refusal goes to the one handler."""
    act()
    flash(said, "success")
    return redirect(back, 303)


def _following(evidence_id: int) -> str:
    """The address of the piece after this one in the queue, or of the empty desk."""
    ids = [waiting.id for waiting in desk_queries.queue()]
    others = [other for other in ids if other != evidence_id]
    if not others:
        return url_for("evidence.desk")
    at = ids.index(evidence_id) if evidence_id in ids else 0
    return url_for("evidence.review", evidence_id=others[at % len(others)])


def _for_long(queue: Sequence[Waiting]) -> frozenset[int]:
    """The pieces that have waited for too long."""
    at = moment()
    return frozenset(
        each.id for each in queue if waits_long(at.day_of(each.submitted_at), at.today, at.calendar)
    )


def _review_page(evidence_id: int, accept_form: AcceptForm, return_form: ReturnForm) -> str:
    piece = load(current_actor(), evidence_id)
    for form in (accept_form, return_form):
        form.version.data = piece.version
    waiting = desk_queries.queue()
    accepting = returning = NOTHING
    if piece.row.state is EvidenceState.SUBMITTED:
        accepting = carrying.with_acceptance(evidence_id, at=moment())
    elif piece.row.state is EvidenceState.ACCEPTED:
        returning = carrying.with_return(evidence_id, at=moment())
    accept_form.carries.data, return_form.carries.data = accepting.mark, returning.mark
    return render_template(
        "evidence/review.html",
        piece=piece,
        waiting=waiting,
        long=_for_long(waiting),
        prompt=PROMPT,
        size=desk_queries.queue_size() if len(waiting) == desk_queries.SHOWN else len(waiting),
        accept_form=accept_form,
        return_form=return_form,
        accepting=accepting,
        returning=returning,
        kinds=kinds.BY_MEDIA_TYPE,
    )

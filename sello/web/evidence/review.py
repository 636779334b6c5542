"""The review desk: one piece at a time, the next one comes by itself."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.cycles.queries import cycles
from sello.evidence.domain.review import PROMPT, Part, waits_long
from sello.evidence.queries import desk as desk_queries
from sello.evidence.queries.desk import Waiting
from sello.evidence.service import reviewing as links
from sello.files import kinds
from sello.progress import service as progress
from sello.progress.carried import Carried
from sello.progress.desk import desk as read_desk
from sello.progress.desk import threads
from sello.tasks.domain.states import TaskKind
from sello.tasks.domain.turn import Turn
from sello.tasks.service import asking, consulting
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.forms import AcceptForm, DeskAskForm, ReturnForm
from sello.web.evidence.listing import load, near_to
from sello.web.evidence.renewals import ends_in, say_new_ends, validity
from sello.web.fields import offered
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reader import beside
from sello.web.request_values import asked_id
from sello.web.revisits import revisited
from sello.web.told import told


@bp.get("/revision")
@permits(Action.EVIDENCE_REVIEW)
@revisited
def desk() -> ResponseReturnValue:
    """Open the desk at the piece that waits longest."""
    waiting = desk_queries.queue(_only())
    if waiting:
        return redirect(url_for("evidence.review", evidence_id=waiting[0].id, **_chosen()), 303)
    if _chosen():
        flash(gettext("Nada más por revisar con ese filtro: sigue todo lo demás."), "info")
        return redirect(url_for("evidence.desk"), 303)
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
            met=form.met.data or (),
            close=form.close.data,
            validate=form.validate_too.data,
            shown=form.carries.data or "",
            ends=ends_in(form),
            at=moment(),
        )
        return outcome, following

    done = accepted(form, act)
    if done is None:
        return _review_page(evidence_id, form, ReturnForm()), 422
    outcome, following = done
    undoing.offer(outcome.undo_id)
    _say(
        gettext("Evidencia aceptada. Desde hoy cuenta para sus requerimientos."),
        _carried_by_acceptance(outcome.carried),
    )
    say_new_ends([evidence_id])
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
            ready=form.ready.data or (),
            say_missing=form.say_missing.data,
            parts={Part(name) for name in form.parts.data or ()},
            met=form.met.data or (),
            shown=form.reopens.data or "",
            at=moment(),
        )
        return outcome, following

    done = accepted(form, act)
    if done is None:
        return _review_page(evidence_id, AcceptForm(), form), 422
    outcome, following = done
    undoing.offer(outcome.undo_id)
    _say(
        gettext("Evidencia devuelta. La unidad verá la observación y podrá corregir lo marcado."),
        _carried_by_return(outcome.carried),
    )
    return redirect(following, 303)


@bp.post("/revision/<int:evidence_id>/preguntar")
@permits(Action.EVIDENCE_REVIEW)
def ask(evidence_id: int) -> ResponseReturnValue:
    """Ask the unit in the conversation of the piece's task, and go on to the next piece."""
    form, actor = DeskAskForm(), current_actor()
    load(actor, evidence_id)

    def act() -> tuple[int | None, str]:
        following = _following(evidence_id)
        return _ask(evidence_id, form.task_id.data, form.text.data or ""), following

    done = accepted(form, act)
    if done is None:
        page = _review_page(evidence_id, AcceptForm(formdata=None), ReturnForm(formdata=None), form)
        return page, 422
    undo_id, following = done
    undoing.offer(undo_id)
    flash(gettext("Su pregunta quedó en la conversación; la unidad la verá en su cola."), "success")
    return redirect(following, 303)


def _ask(evidence_id: int, task_id: int | None, text: str) -> int | None:
    """Ask in the conversation of an open task, or where there is none in one of its own; how to undo it."""
    actor = current_actor()
    there = threads(evidence_id)
    if task_id is None and not any(each.kind is TaskKind.WORK for each in there):
        return consulting.consult_on_piece(actor, evidence_id, text, at=moment()).undo_id
    if task_id not in {each.id for each in there if each.kind is TaskKind.WORK and not each.asked}:
        raise NothingToAskIn
    return asking.ask(actor, task_id, text, to=Turn.UNIT, at=moment()).id


class NothingToAskIn(Refusal):
    """A question stands in the conversation of an open task, and one at a time."""

    message = N_("La evidencia no está en esa tarea, o ya hay en ella una pregunta que espera respuesta.")
    field = "text"


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


def _button(act: Callable[[], None], said: str, back: str) -> ResponseReturnValue:
    """Do what a button without fields asks for, say so and go back; a refusal goes to the one handler."""
    act()
    flash(said, "success")
    return redirect(back, 303)


def _following(evidence_id: int) -> str:
    """The address of the piece after this one in the queue, or of the empty desk."""
    ids = [waiting.id for waiting in desk_queries.queue(_only())]
    others = [other for other in ids if other != evidence_id]
    if not others:
        return url_for("evidence.desk", **_chosen())
    at = ids.index(evidence_id) if evidence_id in ids else 0
    return url_for("evidence.review", evidence_id=others[at % len(others)], **_chosen())


def _only() -> desk_queries.Only:
    """Which part of the queue the address asks for."""
    return desk_queries.Only(asked_id("unidad"), asked_id("requerimiento"))


def _chosen() -> dict[str, Any]:
    """The same as an address says it on."""
    only = _only()
    said = {"unidad": only.unit_id, "requerimiento": only.requirement_id}
    return {name: value for name, value in said.items() if value is not None}


def _for_long(queue: Sequence[Waiting]) -> frozenset[int]:
    """The pieces that have waited for too long."""
    at = moment()
    return frozenset(
        each.id for each in queue if waits_long(at.day_of(each.submitted_at), at.today, at.calendar)
    )


def _review_page(
    evidence_id: int,
    accept_form: AcceptForm,
    return_form: ReturnForm,
    ask_form: DeskAskForm | None = None,
) -> str:
    found = read_desk(load(current_actor(), evidence_id), _only(), at=moment())
    for form in (accept_form, return_form):
        form.version.data = found.piece.version
    accept_form.carries.data, return_form.reopens.data = found.accepting.mark, found.returning.mark
    file = found.piece.file()
    asks = ask_form or DeskAskForm(formdata=None)
    asks.task_id.choices = offered((task.id, task.title) for task in found.tasks)
    return render_template(
        "evidence/review.html",
        file=file,
        **{field.name: getattr(found, field.name) for field in fields(found)},
        ticks=found.ticks,
        **validity(found.piece),
        chosen=_chosen(),
        units=desk_queries.by_unit(found.waiting),
        requirements=desk_queries.by_requirement(found.waiting),
        long=_for_long(found.waiting),
        prompt=PROMPT,
        accept_form=accept_form,
        return_form=return_form,
        ask_form=asks,
        tasks=found.tasks,
        asks_alone=found.asks_alone,
        waiting_asks=found.questions,
        kinds=kinds.BY_MEDIA_TYPE,
        near=near_to(current_actor(), found.piece),
        told=told({each.sha256: each.checked for each in found.piece.versions[:1]}),
        # the last: it lets go of the database
        reader=beside(current_actor(), file, "evidence.review", evidence_id=evidence_id),
    )

"""Handing evidence in: choose files, then say what they are and what they serve."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import SEEK_END
from typing import Any, BinaryIO, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.datastructures import FileStorage

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.cycles.queries import cycles
from sello.evidence.domain import details as rules
from sello.evidence.domain import guesses
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.queries import choices, duplicates
from sello.evidence.service.submitting import Submission, Target
from sello.files import (
    cautions,
    kinds,
    mail,
    personal,
    queries,
    service,
)
from sello.files.store.disk import human_size
from sello.tasks.queries import task as tasks_task_queries
from sello.tasks.service.hand_in import Delivered, hand_in
from sello.web.answers import accepted, refused, spoken
from sello.web.evidence import batch, bp
from sello.web.evidence.batch import context
from sello.web.evidence.forms import DescribeForm, details
from sello.web.evidence.what_for import what_for
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.request_values import read_id
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

T = TypeVar("T")
NOTHING: tuple[cautions.Caution, ...] = ()

RENEWING = tuple(kind.value for kind in EvidenceType if kind.renews)
"""Kinds of document that are asked for their last day; the others for the days that they tell of."""

SAID_ON_THE_WAY = 3
"""So many refusals travel to the next page in the person's cookie, which holds no more."""

MOST_FILES = 2_000
"""So many files are described on one page."""


class NoCycle(Refusal):
    """Evidence serves the requirements of a cycle."""

    message = N_(
        "Todavía no hay un ciclo en curso al que entregar evidencia. "
        "La Secretaría Ejecutiva lo abre en «Ciclos»."
    )
    status = 409


class TooManyFiles(Refusal):
    """More than one page can show."""

    message = N_(
        "Eligió %(count)s archivos y se reciben hasta %(most)s por vez. No se guardó ninguno; "
        "envíelos por partes, o comprímalos en un ZIP."
    )
    field = "files"


class NoFileChosen(Refusal):
    """A form without files."""

    message = N_("Elija al menos un archivo. No se perdió nada de lo que ya había entregado.")
    field = "files"


@dataclass(frozen=True)
class Rules:
    """What the page says of files before any is sent."""

    limit: int
    limit_words: str
    allowed: str
    accept: str


@bp.get("/evidencia/subir")
@permits(Action.EVIDENCE_SUBMIT)
def upload() -> ResponseReturnValue:
    """Show where files are dropped or chosen."""
    return _upload_page([]), 200


@bp.post("/evidencia/subir")
@permits(Action.EVIDENCE_SUBMIT)
def upload_post() -> ResponseReturnValue:
    """Receive the files of a plain form; what is refused is said, what was received goes on."""
    actor = current_actor()
    let_go_of_the_database()
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if len(chosen) > MOST_FILES:
        return _upload_page([spoken(TooManyFiles(count=len(chosen), most=MOST_FILES))]), 422
    received, errors = _receive_all(actor, chosen)
    if not received or len(errors) > SAID_ON_THE_WAY:
        return _upload_page(errors or [gettext(NoFileChosen.message)]), 422
    for error in errors:
        flash(error, "error")
    return redirect(url_for("evidence.describe", lote=batch.told(received), **context()), 303)


@bp.get("/evidencia/entregar")
@permits(Action.EVIDENCE_SUBMIT)
def describe() -> ResponseReturnValue:
    """Ask what the received files are."""
    actor = current_actor()
    waiting = batch.waiting(actor)
    if not waiting:
        return redirect(url_for("evidence.upload", **context()), 303)
    form = _describe_form(actor, **_proposed(actor, waiting))
    return _describe_page(actor, form, waiting), 200


@bp.post("/evidencia/entregar")
@permits(Action.EVIDENCE_SUBMIT)
def describe_post() -> ResponseReturnValue:
    """Hand the described files in."""
    actor = current_actor()
    form = _describe_form(actor)
    handed = accepted(form, lambda: _hand_in(actor, form))
    if handed is None:
        ids = [entry.form.upload_id.data for entry in form.files if entry.form.upload_id.data]
        waiting = queries.pending(actor.person_id, ids)
        _say_what_is_in(len(ids) - len(waiting))
        return _describe_page(actor, form, waiting), 422
    return redirect(url_for("evidence.receipt", receipt_id=handed.receipt_id), 303)


def file_rules() -> Rules:
    """What the page says of files before any is sent."""
    accepted_here, limit = accepted_kinds(), config().upload_limit
    suffixes = [f".{extension}" for extension in kinds.extensions(accepted_here)]
    families = {kind.media_type.split("/")[0] for kind in accepted_here} & {"image", "audio", "video"}
    return Rules(
        limit=limit,
        limit_words=human_size(limit),
        allowed=kinds.in_words(accepted_here),
        accept=",".join([*suffixes, *(f"{family}/*" for family in sorted(families))]),
    )


def _upload_page(errors: list[str]) -> str:
    actor = current_actor()
    return render_template(
        "evidence/upload.html",
        rules=file_rules(),
        errors=errors,
        waiting=queries.pending(actor.person_id),
        what_for=what_for(actor, context(), at=moment()),
        context=context(),
    )


def _receive_all(actor: Actor, chosen: list[FileStorage]) -> tuple[list[int], list[str]]:
    taken: list[service.FileIn] = []
    errors: list[str] = []
    for file in chosen:
        try:
            taken.append(take(actor, file, taken))
        except Refusal as refusal:
            errors.append(refused(refusal))
    return [service.remember(actor, each, now=moment().now) for each in taken], errors


def take(actor: Actor, file: Any, beside: Sequence[service.FileIn] = ()) -> service.FileIn:
    """Receive a file of a form, beside those that came with it; no transaction is held meanwhile."""
    limit, size = config().upload_limit, file.stream.seek(0, SEEK_END)
    file.stream.seek(0)
    service.check_room(actor, name=file.filename, size=size, limit=limit, beside=beside)
    let_go_of_the_database()
    return service.take_in(store(), file.stream, name=file.filename, limit=limit, allowed=accepted_kinds())


def _describe_form(actor: Actor, **values: Any) -> DescribeForm:
    cycle_id = cycles.current_id()
    if cycle_id is None:
        raise NoCycle
    among = None if actor.is_secretariat else actor.unit_ids
    units = choices.unit_choices(among, today=moment().today)
    return DescribeForm(units, choices.requirement_choices(cycle_id), **values)


def _proposed(actor: Actor, waiting: tuple[queries.Pending, ...]) -> dict[str, Any]:
    """What the empty form says already: guesses from the files, the reader's unit, the asked requirement."""
    asked = context()
    named = any(_names_people(each) for each in waiting)
    requirements = [asked["requerimiento"]] if "requerimiento" in asked else []
    unit_id, asked_title = actor.home_unit_id, ""
    if "tarea" in asked:
        task = tasks_task_queries.values(asked["tarea"], actor)
        requirements += task.requirement_ids
        unit_id, asked_title = task.unit_id, task.title
    return {
        "files": [
            {
                "upload_id": each.id,
                "title": guesses.propose_title(each.filename, asked_title),
                "type": rules.guess_type(each.filename, each.media_type),
                "document_number": guesses.guess_number(each.filename),
                "document_date": guesses.guess_date(each.filename, today=moment().today),
            }
            for each in waiting
        ],
        "unit_id": unit_id,
        "requirements": requirements,
        "personal_data": True if named else None,
        "classification": Classification.RESERVED if named else Classification.PUBLIC,
        "task": asked.get("tarea"),
        "replaces": asked.get("reemplaza"),
    }


def _describe_page(actor: Actor, form: DescribeForm, waiting: tuple[queries.Pending, ...]) -> str:
    cycle_id = cycles.current_id()
    return render_template(
        "evidence/describe.html",
        form=form,
        rules=file_rules(),
        renewing=RENEWING,
        what_for=what_for(actor, context(), at=moment()),
        files={each.id: each for each in waiting},
        kinds=kinds.BY_MEDIA_TYPE,
        named={each.id for each in waiting if _names_people(each)},
        cautions={each.id: _looked(each, cautions.cautions, NOTHING) for each in waiting},
        letters={each.id: _looked(each, mail.read, None) for each in waiting},
        twins=duplicates.twins([each.received.sha256 for each in waiting], actor.visibility),
        requirements=choices.requirement_choices(cycle_id) if cycle_id else (),
        context=context(),
        batch=batch.told(each.id for each in waiting) if len(waiting) > 1 else None,
    )


def _names_people(file: queries.Pending) -> bool:
    return _looked(file, personal.names_people, False)


def _looked(file: queries.Pending, look: Callable[[BinaryIO, str], T], otherwise: T) -> T:
    """What a look at a waiting file sees, or `otherwise` when it was swept away meanwhile."""
    if not store().waits(file.received):
        return otherwise
    with store().peek(file.received) as content:
        return look(content, file.media_type)


def _hand_in(actor: Actor, form: DescribeForm) -> Delivered:
    cycle_id = cycles.current_id()
    if cycle_id is None:
        raise NoCycle
    return hand_in(
        actor,
        [
            Submission(
                upload_id=entry.form.upload_id.data or 0,  # a number that no upload has
                details=details(entry.form, form),
                use_existing=entry.form.use_existing.data,
            )
            for entry in form.files
        ],
        Target(
            unit_id=form.unit_id.data,
            cycle_id=cycle_id,
            requirement_ids=tuple(form.requirements.data or ()),
            replaces_id=read_id(form.replaces.data),
        ),
        task_id=read_id(form.task.data),
        complete=form.complete.data,
        store=store(),
        at=moment(),
    )


def _say_what_is_in(count: int) -> None:
    """Of the files on the page, those that it does not show again."""
    if count:
        text = ngettext(
            "%(num)d de los archivos ya no espera: se entregó o se descartó. Falta lo que sigue.",
            "%(num)d de los archivos ya no esperan: se entregaron o se descartaron. Falta lo que sigue.",
            count,
        )
        flash(text, "info")

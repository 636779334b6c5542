"""Handing evidence in: say what the received files are and what they serve."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.cycles.queries import cycles
from sello.evidence.domain import details as rules
from sello.evidence.domain import guesses
from sello.evidence.domain.details import EvidenceType
from sello.evidence.queries import choices, duplicates
from sello.evidence.service.submitting import Submission, Target
from sello.files import kinds, queries
from sello.files.cautions import Caution
from sello.files.examining.findings import Examination
from sello.files.glance import NOTHING, Glance, glance
from sello.files.store.disk import TicketExpired
from sello.register.service.hand_in import hand_in_act
from sello.tasks.queries import task as tasks_task_queries
from sello.tasks.service.hand_in import Delivered, hand_in_with_undo
from sello.web import undoing
from sello.web.answers import accepted
from sello.web.evidence import batch, bp, personal_data
from sello.web.evidence.batch import context
from sello.web.evidence.destination import NoCycle, destination
from sello.web.evidence.forms import DescribeForm, details
from sello.web.evidence.upload import upload_page
from sello.web.evidence.what_for import what_for
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.receiving import file_rules
from sello.web.remaining import say_what_is_left
from sello.web.request_values import read_id
from sello.web.told import Told, told
from sello.web.uploads import store

RENEWING = tuple(kind.value for kind in EvidenceType if kind.renews)
"""Kinds of document that are asked for their last day; the others for the days that they tell of."""


@bp.get("/evidencia/entregar")
@permits(Action.EVIDENCE_SUBMIT)
def describe() -> ResponseReturnValue:
    """Ask what the received files are."""
    actor = current_actor()
    waiting = batch.waiting(actor)
    if not waiting:
        return redirect(url_for("evidence.upload", **context()), 303)
    going = destination(actor, context())
    if going.refusals:
        return upload_page([], going), going.status
    form = _describe_form(actor, **_proposed(actor, waiting))
    return _describe_page(actor, form, waiting, going.asked), 200


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
        return _describe_page(actor, form, waiting, _still_asked(actor, form)), 422
    if task_id := read_id(form.task.data):
        say_what_is_left(task_id, actor.visibility)
    return redirect(url_for("evidence.receipt", receipt_id=handed.receipt_id), 303)


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
    known = queries.checked(each.received.sha256 for each in waiting)
    named = {each.id for each in waiting if _names_people(each, known[each.received.sha256])}
    proposed = personal_data.proposed(waiting, named)
    requirements = [one for raw in request.args.getlist("requerimiento") if (one := read_id(raw)) is not None]
    unit_id, asked_title = actor.home_unit_id, ""
    if "tarea" in asked:
        task = tasks_task_queries.values(asked["tarea"], actor)
        requirements += task.requirement_ids
        unit_id, asked_title = task.unit_id, task.title
    return {
        "files": [
            _guessed(each, known[each.received.sha256].examination, asked_title)
            | {"own_class": proposed.own.get(each.id, "")}
            for each in waiting
        ],
        "unit_id": unit_id,
        "requirements": requirements,
        **proposed.common,
        "task": asked.get("tarea"),
        "replaces": asked.get("reemplaza"),
    }


def _guessed(file: queries.Pending, seen: Examination | None, asked_title: str) -> dict[str, Any]:
    """What a file's name tells of it, and what was read in it, if that was ready in time."""
    name, written = (seen.name, seen.day) if seen else ("", "")
    return {
        "upload_id": file.id,
        "title": guesses.propose_title(file.filename, asked_title, name),
        "type": rules.guess_type(file.filename, file.media_type, name),
        "document_number": guesses.guess_number(file.filename, name),
        "document_date": guesses.guess_date(file.filename, written, today=moment().today),
    }


def _still_asked(actor: Actor, form: DescribeForm) -> Mapping[str, Any]:
    """What the address and the form name and can still be; the form itself lets go of the rest."""
    named = {"tarea": read_id(form.task.data), "reemplaza": read_id(form.replaces.data)}
    asked = context() | {name: value for name, value in named.items() if value is not None}
    held = destination(actor, asked).asked
    form.task.data, form.replaces.data = held.get("tarea"), held.get("reemplaza")
    return held


def _describe_page(
    actor: Actor, form: DescribeForm, waiting: tuple[queries.Pending, ...], asked: Mapping[str, Any]
) -> str:
    known = queries.checked(each.received.sha256 for each in waiting)
    found = told(known)
    seen = {each.id: _glanced(each) for each in waiting}
    return render_template(
        "evidence/describe.html",
        form=form,
        rules=file_rules(),
        renewing=RENEWING,
        what_for=what_for(actor, asked, at=moment()),
        files={each.id: each for each in waiting},
        kinds=kinds.BY_MEDIA_TYPE,
        named=_named(waiting, found, seen),
        told=found,
        cautions=_cautions(waiting, found, seen),
        letters={number: each.letter for number, each in seen.items()},
        near=duplicates.near(_marks(known), actor.visibility),
        twins=duplicates.twins([each.received.sha256 for each in waiting], actor.visibility),
        context=asked,
        same=_same_above(waiting),
        batch=batch.told(each.id for each in waiting) if len(waiting) > 1 else None,
    )


def _marks(known: Mapping[str, queries.Checked]) -> dict[str, tuple[int, ...]]:
    return {sha256: each.examination.marks for sha256, each in known.items() if each.examination}


def _cautions(
    waiting: tuple[queries.Pending, ...], told: Mapping[str, Told], seen: Mapping[int, Glance]
) -> dict[int, tuple[Caution, ...]]:
    """What is dangerous in files that were not examined yet, by their ids; an examination tells it itself."""
    return {each.id: seen[each.id].cautions for each in waiting if _is_unseen(each, told)}


def _named(
    waiting: tuple[queries.Pending, ...], told: Mapping[str, Told], seen: Mapping[int, Glance]
) -> set[int]:
    """The files that were not examined yet and name persons at a glance, by their ids."""
    return {each.id for each in waiting if _is_unseen(each, told) and seen[each.id].named}


def _is_unseen(file: queries.Pending, told: Mapping[str, Told]) -> bool:
    return told[file.received.sha256].lines is None


def _names_people(file: queries.Pending, known: queries.Checked) -> bool:
    """Whether a look finds what an examination was not there in time to find."""
    return known.examination is None and _glanced(file).named


def _glanced(file: queries.Pending) -> Glance:
    """What a look at a waiting file sees; nothing when it was swept away meanwhile."""
    try:
        with store().peek(file.received, name=file.filename) as content:
            return glance(content, file.media_type)
    except TicketExpired:
        return NOTHING


def _hand_in(actor: Actor, form: DescribeForm) -> Delivered:
    cycle_id = cycles.current_id()
    if cycle_id is None:
        raise NoCycle
    files = [
        Submission(
            upload_id=entry.form.upload_id.data or 0,  # a number that no upload has
            details=details(entry.form, form),
            use_existing=entry.form.use_existing.data,
        )
        for entry in form.files
    ]
    target = Target(
        unit_id=form.unit_id.data,
        cycle_id=cycle_id,
        requirement_ids=tuple(form.requirements.data or ()),
        replaces_id=read_id(form.replaces.data),
    )
    initiative_id = destination(actor, context()).asked.get("iniciativa")
    if initiative_id is not None:
        handed, done = hand_in_act(actor, initiative_id, files, target, store=store(), at=moment())
    else:
        handed, done = hand_in_with_undo(
            actor,
            files,
            target,
            task_id=read_id(form.task.data),
            complete=form.complete.data,
            store=store(),
            at=moment(),
        )
    undoing.offer(done.id)
    return handed


def _same_above(waiting: tuple[queries.Pending, ...]) -> dict[int, str]:
    """Of each file with the bytes of one before it on the page, by its id, the name of that one."""
    first: dict[str, queries.Pending] = {}
    for each in waiting:
        first.setdefault(each.received.sha256, each)
    found = ((each.id, first[each.received.sha256]) for each in waiting)
    return {upload_id: one.filename for upload_id, one in found if one.id != upload_id}


def _say_what_is_in(count: int) -> None:
    """Of the files on the page, those that it does not show again."""
    if count:
        text = ngettext(
            "%(num)s de los archivos ya no espera: se entregó o se descartó. Falta lo que sigue.",
            "%(num)s de los archivos ya no esperan: se entregaron o se descartaron. Falta lo que sigue.",
            count,
        )
        flash(text, "info")

"""A self-assessment and its files come in: sent, looked at, then confirmed or discarded."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from sello.accounts.permissions import Action
from sello.catalogue.exchange.sheets import MAX_BYTES
from sello.core.workbook import MEDIA_TYPE
from sello.cycles.queries import answers as answer_queries
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.tasks.queries import options
from sello.transfers.import_answers import service
from sello.transfers.import_answers import template as sheet_template
from sello.transfers.import_answers.columns import AnswerColumn
from sello.transfers.import_answers.inspection import Archive, Limits
from sello.transfers.import_answers.preview import Preview
from sello.transfers.import_answers.service import SentSheet
from sello.transfers.import_answers.spreadsheet import SheetRead
from sello.web import once, paging
from sello.web.answers import accepted, spoken
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.pasted_tables import unseen_words
from sello.web.transfers import bp, sheet_columns
from sello.web.transfers.forms import ArrivalForm, ConfirmForm
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

FORM = 8 * 1024 * 1024
"""Bytes for the sheet and the fields, beside the ZIP."""


@bp.before_request
def allow_the_archive() -> None:
    """Let a ZIP as large as an evidence file through, on the one address that takes one."""
    if request.endpoint == "transfers.begin":
        request.max_content_length = config().upload_limit + FORM


@bp.get("/ciclos/<int:cycle_id>/importar")
@permits(Action.CYCLE_MANAGE)
def new(cycle_id: int) -> ResponseReturnValue:
    """Show what can be sent, and the template to fill in."""
    return _form_page(cycles.find(cycle_id, current_actor().visibility), _form())


@bp.get("/ciclos/<int:cycle_id>/importar/plantilla.xlsx")
@permits(Action.CYCLE_MANAGE)
def template(cycle_id: int) -> ResponseReturnValue:
    """Hand out the sheet of this cycle, with what is answered so far."""
    cycle = cycles.find(cycle_id, current_actor().visibility)
    grades = {grade.code: grade.label for grade in cycle.known.rules.scale.grades}
    stories = answer_queries.narratives(cycle.id)
    rows = [
        (
            row.code,
            row.title,
            row.unit_name or "",
            gettext("No aplica")
            if row.not_applicable
            else grades.get(row.declared or "", row.declared or ""),
            stories[row.code],
            row.not_applicable_reason,
        )
        for row in answer_queries.answers(cycle.id)
    ]
    return give_made(sheet_template.template(rows), f"autodiagnostico-{cycle.id}.xlsx", MEDIA_TYPE)


@bp.post("/ciclos/<int:cycle_id>/importar")
@permits(Action.CYCLE_MANAGE)
def begin(cycle_id: int) -> ResponseReturnValue:
    """Take what was sent and lead to its preview; nothing of the cycle changes yet."""
    actor = current_actor()
    form = _form()

    def act() -> int:
        return service.begin(
            actor,
            cycle_id,
            _sheet(form.answers.data),
            _archive(form.archive.data),
            unit_id=form.unit_id.data,
            at=moment(),
        )

    made = accepted(form, act)
    if made is None:
        return _form_page(cycles.find(cycle_id, actor.visibility), form), 422
    return redirect(url_for("transfers.show", arrival_id=made), 303)


@bp.get("/importaciones/<int:arrival_id>")
@permits(Action.CYCLE_MANAGE)
def show(arrival_id: int) -> ResponseReturnValue:
    """Show what would come in, or what came in; the address may say how the sheet is to be read."""
    return _page(_preview(arrival_id), ConfirmForm(formdata=None))


@bp.post("/importaciones/<int:arrival_id>")
@permits(Action.CYCLE_MANAGE)
def confirm(arrival_id: int) -> ResponseReturnValue:
    """Bring in what has no error, all of it or nothing."""
    form = ConfirmForm()
    done = accepted(
        form,
        lambda: service.confirm(
            current_actor(),
            arrival_id,
            _limits(),
            seen=form.seen.data or "",
            at=moment(),
            told=sheet_columns.told(request.values),
        ),
    )
    if done is None:
        return _page(_preview(arrival_id), form), 422
    flash(gettext("La importación quedó guardada."), "success")
    return redirect(url_for("transfers.show", arrival_id=arrival_id), 303)


@bp.post("/importaciones/<int:arrival_id>/descartar")
@permits(Action.CYCLE_MANAGE)
@once.takes_back
def discard(arrival_id: int) -> ResponseReturnValue:
    """Forget what was sent."""
    cycle_id = service.discard(current_actor(), arrival_id, store=store())
    flash(gettext("La importación se descartó. El ciclo no cambió."), "success")
    return redirect(url_for("transfers.new", cycle_id=cycle_id), 303)


def _form() -> ArrivalForm:
    form = ArrivalForm()
    form.offer(options.units(today=moment().today))
    return form


def _form_page(cycle: CycleRow, form: ArrivalForm) -> str:
    return render_template("transfers/new.html", cycle=cycle, form=form, scale=cycle.known.rules.scale)


def _page(found: Preview, form: ConfirmForm) -> str:
    titles = {code: part.text().title for code, part in found.cycle.known.requirements.items()}
    grades = {grade.code: grade.label for grade in found.cycle.known.rules.scale.grades}
    said = {
        **{f"{line.row} {line.code}": spoken(line.problem) for line in found.lines if line.problem},
        **{line.path: spoken(line.problem) for line in found.files if line.problem},
    }
    source, form.seen.data = found.source, found.seal
    return render_template(
        "transfers/show.html",
        found=found,
        lines=_faulty_first(found.lines),
        files=_faulty_first(found.files),
        unseen=_unseen(source),
        form=form,
        titles=titles,
        grades=grades,
        said=said,
        units={unit.id: unit.name for unit in options.units(today=moment().today)},
        told=sheet_columns.said(source) if source else {},
        columns=sheet_columns.columns(source) if source else (),
        holds=AnswerColumn,
    )


def _unseen(source: SheetRead | None) -> str:
    return unseen_words(source.sheet.unseen_rows, source.sheet.unseen_columns) if source else ""


def _faulty_first(lines: Sequence[Any]) -> Sequence[Any]:
    """What does not come in before the rest, where all does not stand on one page."""
    return sorted(lines, key=lambda line: line.problem is None) if len(lines) > paging.SIZE else lines


def _preview(arrival_id: int) -> Preview:
    return service.preview(
        current_actor(),
        arrival_id,
        _limits(),
        today=moment().today,
        told=sheet_columns.told(request.values),
    )


def _limits() -> Limits:
    return Limits(store(), accepted_kinds(), config().upload_limit)


def _sheet(sent: FileStorage | None) -> SentSheet | None:
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    return SentSheet(sent.filename[:255], sent.stream.read(MAX_BYTES + 1))


def _archive(sent: FileStorage | None) -> Archive | None:
    """Move the ZIP to the store's waiting area without holding the database meanwhile."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    let_go_of_the_database()
    return service.receive_archive(sent.stream, sent.filename[:255], _limits())

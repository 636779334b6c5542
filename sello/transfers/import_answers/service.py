"""The way of an arrival: begun, previewed as often as wanted, then confirmed whole or discarded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import IO

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db, once_committed
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Refusal
from sello.core.statistics import refresh_once_committed
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.cycles.queries import answers as answer_queries
from sello.cycles.queries import cycles
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service import answers as answer_service
from sello.evidence.domain.details import Details, guess_title, guess_type
from sello.evidence.queries.duplicates import serving
from sello.evidence.service.submitting import Submission, Target
from sello.files import service
from sello.files.store.disk import Received, Store
from sello.tasks.service.hand_in import hand_in
from sello.tasks.service.receipts import issue
from sello.transfers.import_answers import answers, archives
from sello.transfers.import_answers.answers import AnswerLine
from sello.transfers.import_answers.archives import FileLine
from sello.transfers.import_answers.inspection import (
    Archive,
    Inspector,
    Limits,
    look_through,
    take,
    units_of,
)
from sello.transfers.import_answers.models import Arrival
from sello.transfers.import_answers.preview import Preview
from sello.transfers.import_answers.spreadsheet import ReadingChosen, open_source, standing


class NothingSent(Refusal):
    """Neither a sheet nor a ZIP."""

    message = N_("Elija la planilla de respuestas, el ZIP con archivos, o ambos.")
    field = "answers"


class AlreadyConfirmed(Refusal):
    """What came in once does not come in twice."""

    message = N_("Esta importación ya se confirmó. No se guardó nada por segunda vez.")
    status = 409


class LookFirst(Refusal):
    """What is brought in is what was looked at; something else would come of it now."""

    message = N_(
        "Esto ya no es lo que usted vio: el ciclo, sus unidades o la lectura de la planilla cambiaron "
        "entretanto. No se guardó nada. Mire de nuevo qué entraría y confirme."
    )
    status = 409


class NothingToBring(Refusal):
    """No row and no file is free of errors."""

    message = N_(
        "No hay nada que importar: cada fila y cada archivo tiene un error, no cambia nada o ya está en el "
        "ciclo. Corrija lo que aparece abajo y repita."
    )


@dataclass(frozen=True)
class SentSheet:
    """The spreadsheet as it was sent."""

    name: str
    document: bytes


def receive_archive(stream: IO[bytes], name: str, limits: Limits) -> Archive:
    """Take the ZIP into the store's waiting area and read it through, once; it touches no database.

    Raises NotAnArchive, NoFiles, TooManyFiles; then nothing stays behind.
    """
    store = limits.store
    received = store.receive(stream, limit=limits.most, name=name)
    try:
        with store.peek(received, name=name) as content:
            archives.read(content, name, (), limit=limits.most)
            return Archive(name, received, look_through(content, name, limits))
    except BaseException:
        store.discard(received)
        raise


def begin(
    actor: Actor,
    cycle_id: int,
    sheet: SentSheet | None,
    archive: Archive | None,
    *,
    unit_id: int | None,
    at: Moment,
) -> int:
    """Keep what was sent until it is confirmed; an unreadable sheet is refused at once."""
    if sheet is None and archive is None:
        raise NothingSent
    cycle = cycles.find(cycle_id, actor.visibility)
    if sheet is not None:
        open_source(sheet.document, sheet.name, cycle)
    row = Arrival(
        cycle_id=cycle.id,
        unit_id=unit_id,
        answers_name=sheet.name if sheet else "",
        answers=sheet.document if sheet else None,
        created_at=at.now,
        created_by=actor.person_id,
    )
    if archive is not None:
        row.archive_name, row.seen = archive.name, archive.seen
        row.archive_ticket, row.archive_sha256 = archive.received.ticket, archive.received.sha256
        row.archive_size = archive.received.size
    db.session.add(row)
    db.session.flush()
    return row.id


def preview(
    actor: Actor, arrival_id: int, limits: Limits, *, today: date, told: ReadingChosen | None = None
) -> Preview:
    """Read what waits against the cycle as it is now; what its files hold was seen when they came.

    ``told`` is how a person says that the sheet is to be read; without it the likeliest reading counts.
    """
    row = _load(actor, arrival_id)
    cycle = cycles.find(row.cycle_id, actor.visibility)
    known = {answer.code: answer for answer in answer_queries.answers(cycle.id)}
    lines: tuple[AnswerLine, ...] = ()
    files: tuple[FileLine, ...] = ()
    passed_over: tuple[str, ...] = ()
    source = None
    if row.confirmed_at is None:
        if row.answers is not None:
            source = open_source(row.answers, row.answers_name, cycle, told)
            lines = answers.read(source.sheet, source.reading, standing(cycle, known, today))
        files, passed_over = _files(actor, row, known, lines, limits)
    return Preview(
        row.id,
        cycle,
        row.answers_name,
        row.archive_name,
        lines,
        files,
        row.confirmed_at,
        row.outcome,
        source,
        passed_over,
    )


def confirm(
    actor: Actor,
    arrival_id: int,
    limits: Limits,
    *,
    seen: str,
    at: Moment,
    told: ReadingChosen | None = None,
) -> Preview:
    """Bring in every row and file without error, in one transaction, and keep the report of it.

    `seen` is the seal of the preview that was looked at. Raises AlreadyConfirmed, LookFirst, NothingToBring.
    """
    row = _load(actor, arrival_id, to_change=True)
    if row.confirmed_at is not None:
        raise AlreadyConfirmed
    found = _as_seen(preview(actor, arrival_id, limits, today=at.today, told=told), seen)
    for line in answers.in_order(found.good_lines, found.cycle.known.rules):
        _declare(actor, found.cycle, line, at.now)
    brought, receipt_id = _hand_in(actor, row, found, limits, at=at)
    row.outcome = _told(found, brought, receipt_id)
    row.confirmed_at = at.now
    _forget_files(row, limits.store)
    refresh_once_committed()
    record(
        actor,
        Act.CYCLE_ANSWERS_IMPORTED,
        row.cycle_id,
        now=at.now,
        answers=len(found.good_lines),
        files=len(brought),
    )
    return replace(found, confirmed_at=at.now, outcome=row.outcome)


def _as_seen(found: Preview, seen: str) -> Preview:
    """The preview, if it brings anything and is the one that was looked at."""
    if not found.good_lines and not found.good_files:
        raise NothingToBring
    if seen != found.seal:
        raise LookFirst
    return found


def _told(found: Preview, brought: Mapping[str, str], receipt_id: int | None) -> dict[str, object]:
    """The report of what came in and what did not."""
    return {
        "answers": [line.code for line in found.good_lines],
        "answers_refused": {
            f"{line.row} {line.code}": str(line.problem) for line in found.lines if line.problem
        },
        "files": dict(brought),
        "receipt": receipt_id,
        "files_refused": {line.path: str(line.problem) for line in found.files if line.problem},
    }


def discard(actor: Actor, arrival_id: int, *, store: Store) -> int:
    """Forget what was sent; returns the cycle's id."""
    row = _load(actor, arrival_id, to_change=True)
    cycle_id = row.cycle_id
    if row.confirmed_at is not None:
        raise AlreadyConfirmed
    _forget_files(row, store)
    db.session.delete(row)
    return cycle_id


def _load(actor: Actor, arrival_id: int, *, to_change: bool = False) -> Arrival:
    """The actor's own arrival; to be changed it is locked, so that two confirmations do not both begin."""
    own = select(Arrival).where(Arrival.id == arrival_id, Arrival.created_by == actor.person_id)
    row = db.session.scalar(own.with_for_update() if to_change else own)
    if row is None:
        raise NotFound
    return row


def _received(row: Arrival) -> Received:
    return Received(sha256=row.archive_sha256, size=row.archive_size, ticket=row.archive_ticket)


def _files(
    actor: Actor,
    row: Arrival,
    known: Mapping[str, AnswerRow],
    lines: tuple[AnswerLine, ...],
    limits: Limits,
) -> tuple[tuple[FileLine, ...], tuple[str, ...]]:
    """The files of the archive, and what a system left among them."""
    if not row.archive_ticket:
        return (), ()
    with limits.store.peek(_received(row), name=row.archive_name) as archive:
        listed = archives.read(archive, row.archive_name, known, limit=limits.most)
        passed_over = archives.passed_over(archive, row.archive_name)
        seen = row.seen or {}
        if any(line.problem is None and line.path not in seen for line in listed):
            seen = look_through(archive, row.archive_name, limits)  # it came before, or under another limit
    inspector = Inspector(units_of(row, known, lines), known, seen, serving(row.cycle_id, actor.visibility))
    return tuple(line if line.problem else inspector.at(line) for line in listed), passed_over


def _declare(actor: Actor, cycle: CycleRow, line: AnswerLine, now: datetime) -> None:
    """Keep what a row changes; giving a requirement to a unit does not make its answer another version."""
    answer = next(each for each in answer_queries.answers(cycle.id) if each.code == line.code)
    if line.moves:
        answer_service.assign(actor, cycle.id, [answer.requirement_id], line.unit_id, now=now)
    if line.answers:
        said, version = line.declaration, answer.version
        answer_service.declare(actor, cycle.id, answer.requirement_id, said, version=version, now=now)


def _hand_in(
    actor: Actor,
    row: Arrival,
    found: Preview,
    limits: Limits,
    *,
    at: Moment,
) -> tuple[dict[str, str], int | None]:
    """Every good file becomes a piece of evidence in review, path → requirement code, with one receipt."""
    if not found.good_files:
        return {}, None
    known = {answer.code: answer for answer in answer_queries.answers(found.cycle.id)}
    units = units_of(row, known, found.lines)
    good = {line.path: line for line in found.good_files}
    brought: dict[str, str] = {}
    receipt_id: int | None = None
    with limits.store.peek(_received(row), name=row.archive_name) as archive:
        for path, stream in archives.contents(archive, row.archive_name, good):
            line = good[path]
            code = line.code or ""
            taken = take(line, stream, limits)
            details = Details(
                title=guess_title(taken.filename), type=guess_type(taken.filename, taken.kind.media_type)
            )
            upload = service.remember(actor, taken, now=at.now)
            target = Target(units[code] or 0, found.cycle.id, (known[code].requirement_id,))
            receipt_id = receipt_id or issue(
                actor, actor.home_unit_id or target.unit_id, task_id=None, now=at.now
            )
            said = [Submission(upload, details)]
            hand_in(actor, said, target, receipt_id=receipt_id, store=limits.store, at=at)
            brought[path] = code
    return brought, receipt_id


def _forget_files(row: Arrival, store: Store) -> None:
    if row.archive_ticket:
        received = _received(row)
        once_committed(lambda: store.discard(received))
    row.answers = None

"""Bringing files to a task in one act, with the little that whoever did not sign in says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Forbidden, NotFound, Refusal
from sello.cycles.queries import cycles
from sello.evidence.domain import details as rules
from sello.evidence.domain import guesses
from sello.evidence.domain.details import Classification, Details
from sello.evidence.queries.piece import Piece, piece
from sello.evidence.service.submitting import Submission, Target
from sello.files import queries
from sello.files.queries import Pending
from sello.files.store.disk import Store
from sello.tasks.queries.task import values
from sello.tasks.service.hand_in import AT_A_TIME, correct, hand_in_with_undo
from sello.tasks.service.steps import comment


class NothingBrought(Refusal):
    """Nothing came along."""

    message = N_("Elija al menos un archivo. No se perdió nada de lo que ya había entregado.")
    field = "files"


class TooManyBrought(Refusal):
    """More than one act hands in at once."""

    message = N_("Envíe hasta %(most)s archivos por vez. No se guardó ninguno: envíe el resto después.")
    field = "files"


class OneCorrects(Refusal):
    """A returned piece is remedied by one file."""

    message = N_(
        "Una corrección es un solo archivo. No se guardó nada: elija uno, o diga que son documentos nuevos."
    )
    field = "files"


class NamesNothing(Refusal):
    """A task without requirements does not say what its evidence serves."""

    message = N_("La tarea no dice a qué requerimiento sirve lo que entrega. Inicie sesión para elegirlo.")


@dataclass(frozen=True, slots=True)
class Brought:
    """What is said of the files: nothing that a file's name or the task can say itself."""

    personal_data: bool
    text: str = ""
    title: str = ""
    """Of a single file; empty lets its name, or the task, say it."""
    corrects_id: int | None = None
    """The returned piece that the file is a new version of; None for new documents."""
    complete: bool = True
    valid_until: date | None = None
    """The last day that the documents say they are valid; None: they say none."""


def check_brought(count: int, brought: Brought) -> None:
    """Refuse with NothingBrought, TooManyBrought or OneCorrects before any file is received."""
    if count == 0:
        raise NothingBrought
    if brought.corrects_id is not None and count > 1:
        raise OneCorrects
    if count > AT_A_TIME:
        raise TooManyBrought(most=AT_A_TIME)


def bring(
    actor: Actor,
    task_id: int,
    upload_ids: Sequence[int],
    brought: Brought,
    *,
    store: Store,
    at: Moment,
) -> int:
    """Hand received files in for a task, or one as the new version of a returned piece; returns the receipt.

    Everything goes through `hand_in`, and refuses as that does; beside it with NamesNothing.
    """
    files = queries.pending(actor.person_id, upload_ids)
    check_brought(len(files), brought)
    if brought.corrects_id is not None:
        return _corrected(actor, brought.corrects_id, files[0], brought, store=store, at=at)
    task, cycle_id = values(task_id, actor), cycles.current_id()
    if cycle_id is None or not task.requirement_ids:
        raise NamesNothing
    handed, _ = hand_in_with_undo(
        actor,
        [Submission(each.id, _details(each, brought, task.title, at)) for each in files],
        Target(task.unit_id, cycle_id, task.requirement_ids),
        task_id=task_id,
        complete=brought.complete,
        store=store,
        at=at,
    )
    if brought.text.strip():
        comment(actor, task_id, brought.text, now=at.now)
    return handed.receipt_id


def _corrected(
    actor: Actor, evidence_id: int, file: Pending, brought: Brought, *, store: Store, at: Moment
) -> int:
    found = piece(evidence_id, actor.visibility, today=at.today)
    if found is None:
        raise NotFound
    receipt_id, _ = correct(
        actor,
        evidence_id,
        _said_again(found, brought),
        None,
        version=found.version,
        reply=brought.text,
        upload_id=file.id,
        cycle_id=None,
        complete=brought.complete,
        store=store,
        at=at,
    )
    if receipt_id is None:
        raise Forbidden  # it was decided meanwhile, and is nothing that a file remedies
    return receipt_id


def _said_again(found: Piece, brought: Brought) -> Details:
    """A piece's details as they were, but for a last day, and for people whom only its new version names."""
    said = found.details
    if brought.valid_until is not None:
        said = replace(said, valid_until=brought.valid_until)
    if not brought.personal_data or said.personal_data:
        return said
    return replace(said, personal_data=True, classification=Classification.RESERVED)


def _details(file: Pending, brought: Brought, asked: str, at: Moment) -> Details:
    return Details(
        title=brought.title.strip() or guesses.propose_title(file.filename, asked),
        type=rules.guess_type(file.filename, file.media_type),
        document_number=guesses.guess_number(file.filename),
        document_date=guesses.guess_date(file.filename, today=at.today),
        personal_data=brought.personal_data,
        classification=Classification.RESERVED if brought.personal_data else Classification.PUBLIC,
        valid_until=brought.valid_until,
    )

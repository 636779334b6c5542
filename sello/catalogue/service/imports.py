"""Bringing in what was handed over: look at it first, correct how it is read, then take it whole."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from sello.catalogue import editions, models
from sello.catalogue.domain.refusals import UnknownImport
from sello.catalogue.exchange.columns import recognised
from sello.catalogue.exchange.reading import Choice, FileKind, first_choice, interpret, kind_of
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.service.editions import Loaded, load_edition
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record

KEPT: Final = timedelta(days=7)
"""How long a file waits for its confirmation."""


def start_import(document: bytes, file: str, actor: Doer, *, at: Moment) -> int:
    """Keep a file for its dry run, with the most likely reading; InvalidEdition if it cannot be opened."""
    base = editions.edition(editions.WORKING)
    sheets = () if kind_of(document, file) is FileKind.YAML else read_sheets(document, file)
    choice = first_choice(sheets, file=file, base=base, version=str(at.today.year))
    held = models.EditionImport
    db.session.execute(delete(held).where(held.created_at < at.now - KEPT))
    row = held(
        file_name=file[:200],
        document=document,
        choice=choice.to_values(),
        created_at=at.now,
        created_by=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def correct_import(import_id: int, choice: Choice, *, version: int) -> Choice:
    """Say how a waiting file is to be read; another sheet or header row has its columns guessed anew.

    ``version`` is the one that the page showed: Stale when somebody corrected it meanwhile.
    """
    row = _waiting(import_id)
    if row.version != version:
        raise Stale
    before = Choice.from_values(row.choice)
    if (choice.sheet, choice.header) != (before.sheet, before.header):
        choice = _with_guessed_columns(row, choice)
    row.choice = choice.to_values()
    row.version += 1
    db.session.flush()
    return choice


def _with_guessed_columns(row: models.EditionImport, choice: Choice) -> Choice:
    sheets = read_sheets(row.document, row.file_name)
    sheet = sheets[min(choice.sheet, len(sheets) - 1)]
    return replace(choice, columns=recognised(sheet, choice.header, editions.edition(choice.base).levels))


def confirm_import(import_id: int, actor: Doer, *, now: datetime) -> Loaded:
    """Make the edition of a waiting file, all or nothing; InvalidEdition as long as there is a fault."""
    row = _waiting(import_id)
    choice = Choice.from_values(row.choice)
    edition = interpret(row.document, row.file_name, choice, editions.edition(choice.base))
    loaded = load_edition(edition, actor, now=now)
    record(actor, Act.EDITION_IMPORTED, loaded.edition_id, now=now)
    db.session.delete(row)
    db.session.flush()
    return loaded


def discard_import(import_id: int) -> None:
    """Let go of a waiting file."""
    db.session.delete(_waiting(import_id))
    db.session.flush()


def _waiting(import_id: int) -> models.EditionImport:
    held = models.EditionImport
    row = db.session.scalar(select(held).where(held.id == import_id).with_for_update())
    if row is None:
        raise UnknownImport
    return row

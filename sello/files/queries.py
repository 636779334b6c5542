"""Files that were received and not yet described, and what is known of the bytes of any file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, union_all

from sello.core.db import db
from sello.core.rows import row_as, rows_as
from sello.files.detecting.findings import Found
from sello.files.detecting.findings import read as read_found
from sello.files.examining import findings
from sello.files.examining.findings import Examination
from sello.files.models import Begun, FileCheck, TextPage, TextRead, Upload
from sello.files.scanning.states import Scan
from sello.files.store.disk import Received


@dataclass(frozen=True)
class Pending:
    """A received file of a person."""

    id: int
    received: Received
    filename: str
    media_type: str
    received_at: datetime


@dataclass(frozen=True)
class BegunFile:
    """A file of a person that comes in piece by piece, or came in so."""

    id: int
    ticket: str
    filename: str
    size: int
    """How many bytes it has when it is whole."""
    begun_at: datetime
    upload_id: int | None
    """The received file that it became; None until it is whole."""


@dataclass(frozen=True)
class Waiting:
    """How many files of a person wait for their description or come in, and how many bytes they are."""

    files: int
    size: int


def recognised_texts(digests: Collection[str]) -> dict[str, dict[int, str]]:
    """What was recognised on drawn pages of some files, by SHA-256 and page. One statement."""
    found: dict[str, dict[int, str]] = {digest: {} for digest in digests}
    rows = db.session.execute(
        select(TextPage.sha256, TextPage.page, TextPage.text)
        .where(TextPage.sha256.in_(sorted(found)), TextPage.recognised)
        .order_by(TextPage.sha256, TextPage.page, TextPage.part)
    )
    for row in rows:
        found[row.sha256][row.page] = found[row.sha256].get(row.page, "") + row.text
    return found


def personal_of(sha256: str) -> tuple[Found, ...] | None:
    """What the text of some bytes tells about persons, masked; None while nobody has read it."""
    row = db.session.execute(
        select(TextRead.personal, TextRead.reason).where(TextRead.sha256 == sha256)
    ).one_or_none()
    return None if row is None or row.personal is None or row.reason else read_found(row.personal)


def waiting(person_id: int) -> Waiting:
    """What a person sent and did not describe yet, in numbers; what is on its way counts whole."""
    whole = select(Upload.size.label("size")).where(Upload.person_id == person_id)
    begun = select(Begun.size).where(Begun.person_id == person_id, Begun.upload_id.is_(None))
    both = union_all(whole, begun).subquery()
    count, size = func.count().label("files"), func.coalesce(func.sum(both.c.size), 0).label("size")
    row = db.session.execute(select(count, size)).one()
    return Waiting(row.files, int(row.size))


def begun(person_id: int, ticket: str) -> BegunFile | None:
    """A file that a person began to send, or None if she began none under this ticket."""
    return _begun(Begun.person_id == person_id, Begun.ticket == ticket)


def begun_as(person_id: int, mark: str) -> BegunFile | None:
    """The file of a person that bears a mark."""
    return _begun(Begun.person_id == person_id, Begun.mark == mark)


def _begun(*conditions: ColumnElement[bool]) -> BegunFile | None:
    row = db.session.execute(_BEGUN.where(*conditions)).one_or_none()
    return None if row is None else row_as(BegunFile, row)


def half_sent(person_id: int) -> tuple[BegunFile, ...]:
    """The files that a person began to send and that are not whole yet, the newest first."""
    mine = _BEGUN.where(Begun.person_id == person_id, Begun.upload_id.is_(None))
    return rows_as(BegunFile, db.session.execute(mine.order_by(Begun.id.desc())))


_BEGUN = select(
    Begun.id.label("id"),
    Begun.ticket.label("ticket"),
    Begun.filename.label("filename"),
    Begun.size.label("size"),
    Begun.begun_at.label("begun_at"),
    Begun.upload_id.label("upload_id"),
)


def pending(
    person_id: int, ids: Iterable[int] | None = None, *, between: tuple[int, int] | None = None
) -> tuple[Pending, ...]:
    """The files that a person sent and did not describe yet.

    Only `ids` of them, or those from one id to another, when they are given.
    """
    query = select(Upload).where(Upload.person_id == person_id).order_by(Upload.id)
    if ids is not None:
        query = query.where(Upload.id.in_(list(ids)))
    if between is not None:
        query = query.where(Upload.id.between(*between))
    return tuple(
        Pending(
            id=upload.id,
            received=Received(sha256=upload.sha256, size=upload.size, ticket=upload.ticket),
            filename=upload.filename,
            media_type=upload.media_type,
            received_at=upload.received_at,
        )
        for upload in db.session.scalars(query)
    )


@dataclass(frozen=True)
class Checked:
    """What is known of some bytes."""

    examination: Examination | None
    """None until they were examined."""
    scan: Scan | None
    """None until a scanner looked at them."""


UNKNOWN = Checked(None, None)


def checked(sha256s: Iterable[str]) -> Mapping[str, Checked]:
    """What is known of some files, by their hashes (one statement)."""
    hashes = set(sha256s)
    query = select(FileCheck).where(FileCheck.sha256.in_(hashes))
    found = {each.sha256: each for each in db.session.scalars(query)}
    return {each: read_check(found.get(each)) for each in hashes}


def read_check(row: FileCheck | None) -> Checked:
    """What a row says, or that there is none; whoever reads files joins theirs by `is_check_of`."""
    if row is None:
        return UNKNOWN
    scan = Scan(row.threat or "", row.signatures or "", row.scanned_at) if row.scanned_at else None
    return Checked(None if row.found is None else findings.read(row.found), scan)


def is_check_of(file: Any) -> ColumnElement[bool]:
    """The condition by which files, as a class of rows, find what is known of their bytes."""
    return and_(FileCheck.institution_id == file.institution_id, FileCheck.sha256 == file.sha256)

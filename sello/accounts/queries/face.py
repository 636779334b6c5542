"""Reads of what an institution shows of itself: its own page, its logo, who signs."""

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.models import Institution, Signatory
from sello.core.changes import grounded
from sello.core.db import db, scope_of
from sello.core.house import Word, present
from sello.core.logo import Logo
from sello.core.rows import row_as, rows_as


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and as what."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Face:
    """All that the page of an institution shows and changes."""

    name: str
    zone: str
    word: Word
    house_light: str
    house_dark: str
    logo_sha256: str
    data_contact: str
    version: int
    signers: tuple[Signer, ...]


def face() -> Face:
    """The institution at work (two statements, kept)."""
    return grounded(_face, "face")


def _face() -> Face:
    row = db.session.execute(
        select(
            Institution.name,
            Institution.zone,
            Institution.word,
            Institution.house_light,
            Institution.house_dark,
            Institution.logo_sha256,
            Institution.data_contact,
            Institution.version,
        ).where(Institution.id == scope_of(db.session()))
    ).one()
    return row_as(Face, row, signers=signers())


def signers() -> tuple[Signer, ...]:
    """Who signs the documents of the institution at work, in their order (one statement, kept)."""
    return grounded(_signers, "signers")


def _signers() -> tuple[Signer, ...]:
    rows = db.session.execute(select(Signatory.name, Signatory.post).order_by(Signatory.place))
    return rows_as(Signer, rows)


def logo() -> bytes | None:
    """The logo of the institution at work as a PNG, or None while it has none (one statement)."""
    return db.session.scalar(select(Logo.png))


def shown_logo() -> bytes:
    """The logo on papers of the house at hand, empty while it has none (at most one statement)."""
    return (logo() or b"") if present().logo else b""

"""A loaded edition: its document for exactness, its rows for joins."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.catalogue.crosswalk import LinkKind
from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column


class Edition(Scoped, Base):
    """One edition of a standard, as an institution loaded it; never changed in place."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("institution_id", "code", "version"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(300))
    # True until the official matrix is loaded; pages and reports say so.
    is_working: Mapped[bool] = mapped_column(default=True)
    # SHA-256 of the canonical document, so that the same content is recognised.
    digest: Mapped[str] = mapped_column(String(64))
    # The whole edition as it was validated: scale, levels, texts by language, provenance.
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Dimension(Scoped, Base):
    """A dimension of an edition."""

    __tablename__ = "dimension"
    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    code: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))


class Standard(Scoped, Base):
    """A standard (group of requirements) within a dimension."""

    __tablename__ = "standard"
    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    dimension_id: Mapped[int] = mapped_column(ForeignKey("dimension.id"))
    code: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))


class Requirement(Scoped, Base):
    """A requirement: what is answered, evidenced and scored. Long texts stay in the edition's document."""

    __tablename__ = "requirement"
    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        Index("ix_requirement_order", "edition_id", "position"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    dimension_id: Mapped[int] = mapped_column(ForeignKey("dimension.id"))
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"))
    code: Mapped[str] = mapped_column(String(20))
    # Order within the edition, from 0.
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(500))
    # Texts by language: {"es": {"title", "asks", "why", "sources", "owner", "good", "weak"}}.
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Codes of the levels for which it is mandatory.
    mandatory: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Exact rational as text ("1", "3/2").
    weight: Mapped[str] = mapped_column(String(40), default="1")
    not_applicable_allowed: Mapped[bool] = mapped_column(default=True)
    effort_hours: Mapped[int] = mapped_column(default=8)
    # "publicado" or "de trabajo".
    provenance: Mapped[str] = mapped_column(String(20))


class EditionImport(Scoped, Base):
    """A file on its way to become an edition: kept while its reading is looked at and corrected."""

    __tablename__ = "edition_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    # The file as it was sent; it goes when the import is confirmed or discarded.
    document: Mapped[bytes] = mapped_column(LargeBinary)
    # What was chosen of it: sheet, header row, columns, code, version, title, base of the scale.
    choice: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Grows with every saved change, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class EditionMapping(Scoped, Base):
    """What somebody said of how two editions correspond, where their codes do not say it."""

    __tablename__ = "edition_mapping"
    __table_args__ = (UniqueConstraint("before_id", "after_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    before_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    after_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    # Earlier code → later code; an empty one says that there is no counterpart.
    pairs: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Grows with every saved change, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class CrosswalkLink(Scoped, Base):
    """A requirement of one edition serves one of another; by codes, so that it holds for every version."""

    __tablename__ = "crosswalk_link"
    __table_args__ = (
        UniqueConstraint(
            "institution_id",
            "origin_edition",
            "origin_code",
            "target_edition",
            "target_code",
            name="uq_crosswalk_link_ends",
        ),
        Index("ix_crosswalk_link_target", "institution_id", "target_edition", "target_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    origin_edition: Mapped[str] = mapped_column(String(60))
    origin_code: Mapped[str] = mapped_column(String(20))
    target_edition: Mapped[str] = mapped_column(String(60))
    target_code: Mapped[str] = mapped_column(String(20))
    # "igual", "en parte" or "apoya".
    kind: Mapped[LinkKind] = mapped_column(enum_column(LinkKind))
    note: Mapped[str] = mapped_column(Text, default="")
    # "oficial", "publicado" or "de trabajo".
    provenance: Mapped[str] = mapped_column(String(20))

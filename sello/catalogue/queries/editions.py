"""Reads of the catalogue. An edition never changes, so what was read once is kept by its digest."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, func, select

from sello.catalogue import models
from sello.catalogue.document import from_document
from sello.catalogue.domain.refusals import UnknownEdition
from sello.catalogue.domain.rules import EditionRules, Level
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Requirement,
    Standard,
)
from sello.core.db import db
from sello.core.rows import row_as, rows_as


@dataclass(frozen=True)
class EditionRow:
    """A loaded edition, as a list names it."""

    id: int
    code: str
    version: str
    name: str
    is_working: bool
    loaded_at: datetime
    digest: str
    dimensions: int
    requirements: int


@dataclass(frozen=True)
class EditionPage:
    """A loaded edition, whole."""

    row: EditionRow
    edition: Edition


@dataclass(frozen=True)
class RequirementPage:
    """A requirement among its neighbours: where it belongs, what comes before and after."""

    row: EditionRow
    dimension: Dimension
    standard: Standard
    requirement: Requirement
    mandatory_for: tuple[Level, ...]
    not_applicable_allowed: bool
    before: Requirement | None
    after: Requirement | None


def editions() -> tuple[EditionRow, ...]:
    """Every loaded edition, the newest first. One statement."""
    found = db.session.execute(
        _rows().order_by(models.Edition.loaded_at.desc(), models.Edition.id.desc())
    ).all()
    return rows_as(EditionRow, found)


def edition(edition_id: int) -> EditionPage:
    """A loaded edition with all its texts, or UnknownEdition. One statement, two the first time."""
    row = db.session.execute(_rows().where(models.Edition.id == edition_id)).one_or_none()
    if row is None:
        raise UnknownEdition(edition=edition_id)
    found = row_as(EditionRow, row)
    return EditionPage(found, _content(found.digest, found.id))


def requirement(edition_id: int, code: str) -> RequirementPage:
    """A requirement of a loaded edition, or UnknownRequirement. One statement, two the first time."""
    page = edition(edition_id)
    content = page.edition
    found = content.requirement(code)
    dimension = next(part for part in content.dimensions if part.code == found.rule.dimension)
    everyone = content.requirements
    at = everyone.index(found)
    return RequirementPage(
        row=page.row,
        dimension=dimension,
        standard=next(part for part in dimension.standards if part.code == found.rule.standard),
        requirement=found,
        mandatory_for=tuple(level for level in content.levels if level.code in found.rule.mandatory_for),
        not_applicable_allowed=content.rules.may_be_not_applicable(found.rule),
        before=everyone[at - 1] if at else None,
        after=everyone[at + 1] if at + 1 < len(everyone) else None,
    )


def rules(edition_id: int) -> EditionRules:
    """What the level engine needs of a loaded edition. One statement, two the first time."""
    digest = db.session.scalar(select(models.Edition.digest).where(models.Edition.id == edition_id))
    if digest is None:
        raise UnknownEdition(edition=edition_id)
    return _content(digest, edition_id).rules


def find(code: str, version: str | None = None) -> EditionRow:
    """The loaded edition with this code, the newest when no version is said; or UnknownEdition."""
    query = _rows().where(models.Edition.code == code)
    if version is not None:
        query = query.where(models.Edition.version == version)
    row = db.session.execute(query.order_by(models.Edition.id.desc()).limit(1)).one_or_none()
    if row is None:
        raise UnknownEdition(edition=code if version is None else f"{code} {version}")
    return row_as(EditionRow, row)


def requirement_ids(edition_id: int) -> dict[str, int]:
    """The row of each requirement by its code, in the edition's order. One statement."""
    found = db.session.execute(
        select(models.Requirement.code, models.Requirement.id)
        .where(models.Requirement.edition_id == edition_id)
        .order_by(models.Requirement.position)
    )
    return {row.code: row.id for row in found}


def _rows() -> Select[int, str, str, str, bool, datetime, str, int, int]:
    held = models.Edition
    return select(
        held.id,
        held.code,
        held.version,
        held.name,
        held.is_working,
        held.loaded_at,
        held.digest,
        select(func.count(models.Dimension.id))
        .where(models.Dimension.edition_id == held.id)
        .correlate(held)
        .scalar_subquery()
        .label("dimensions"),
        select(func.count(models.Requirement.id))
        .where(models.Requirement.edition_id == held.id)
        .correlate(held)
        .scalar_subquery()
        .label("requirements"),
    )


@lru_cache(maxsize=16)
def _content(digest: str, edition_id: int) -> Edition:
    """The content that has this digest; the digest says that a kept one is still the right one."""
    del digest
    document = db.session.scalar(select(models.Edition.document).where(models.Edition.id == edition_id))
    if document is None:
        raise UnknownEdition(edition=edition_id)
    return from_document(document)

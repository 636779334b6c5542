"""Reads of crosswalks: what serves what between the loaded editions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from sello.catalogue import models
from sello.catalogue.crosswalk import Coverage, Link, LinkKind, coverage
from sello.catalogue.domain.texts import Dimension, Requirement
from sello.catalogue.queries.editions import EditionPage, EditionRow, edition
from sello.core.db import db
from sello.core.lights import Light
from sello.core.rows import rows_as

_LIGHTS = {
    Coverage.FULL: Light.GREEN,
    Coverage.PARTIAL: Light.AMBER,
    Coverage.HELPED: Light.AMBER,
    Coverage.NONE: Light.GREY,
}


@dataclass(frozen=True)
class Related:
    """A requirement of another loaded edition that this one serves, or that serves it."""

    edition_id: int
    edition: str
    code: str
    title: str
    kind: LinkKind
    note: str
    outward: bool


@dataclass(frozen=True)
class LinkEnd:
    """How far a requirement elsewhere serves."""

    kind: LinkKind
    note: str


@dataclass(frozen=True)
class PairRow:
    """Two loaded editions between which there are links."""

    origin: EditionRow
    target: EditionRow
    links: int


@dataclass(frozen=True)
class LinkRow:
    """A link as a coverage page shows it: what it comes from, how far it serves."""

    origin: Requirement
    kind: LinkKind
    note: str


@dataclass(frozen=True)
class CoverageRow:
    """A requirement and what of the other edition serves it."""

    requirement: Requirement
    links: tuple[LinkRow, ...]
    coverage: Coverage

    @property
    def light(self) -> Light:
        """The semáforo of its coverage."""
        return _LIGHTS[self.coverage]


@dataclass(frozen=True)
class CoverageGroup:
    """A dimension of the covered edition."""

    dimension: Dimension
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class CoveragePage:
    """How far what meets one edition serves for another."""

    origin: EditionPage
    target: EditionPage
    groups: tuple[CoverageGroup, ...]

    def count(self, kind: Coverage) -> int:
        """How many requirements stand so."""
        return sum(row.coverage is kind for group in self.groups for row in group.rows)


def pairs(rows: Iterable[EditionRow]) -> tuple[PairRow, ...]:
    """The pairs of loaded editions with links, the newest version of each. One statement."""
    held = models.CrosswalkLink
    newest: dict[str, EditionRow] = {}
    for row in rows:  # newest first
        newest.setdefault(row.code, row)
    found = db.session.execute(
        select(held.origin_edition, held.target_edition, func.count(held.id))
        .group_by(held.origin_edition, held.target_edition)
        .order_by(held.origin_edition, held.target_edition)
    ).all()
    return tuple(
        PairRow(newest[origin], newest[target], count)
        for origin, target, count in found
        if origin in newest and target in newest
    )


def coverage_page(origin_id: int, target_id: int) -> CoveragePage:
    """What the requirements of one edition bring to those of another. Three statements when warm."""
    origin, target = edition(origin_id), edition(target_id)
    reach: dict[str, list[Link]] = {}
    for link in _links(origin.row.code, target.row.code):
        reach.setdefault(link.target, []).append(link)
    known = {part.code: part for part in origin.edition.requirements}
    return CoveragePage(
        origin=origin,
        target=target,
        groups=tuple(
            CoverageGroup(part, tuple(_row(one, reach.get(one.code, []), known) for one in part.requirements))
            for part in target.edition.dimensions
        ),
    )


def _row(part: Requirement, links: list[Link], known: dict[str, Requirement]) -> CoverageRow:
    held = [link for link in links if link.origin in known]
    return CoverageRow(
        requirement=part,
        links=tuple(LinkRow(known[link.origin], link.kind, link.note) for link in held),
        coverage=coverage(held),
    )


def _links(origin: str, target: str) -> tuple[Link, ...]:
    held = models.CrosswalkLink
    found = db.session.execute(
        select(held.origin_code.label("origin"), held.target_code.label("target"), held.kind, held.note)
        .where(held.origin_edition == origin, held.target_edition == target)
        .order_by(held.id)
    ).all()
    return rows_as(Link, found)


def links_of(edition_code: str, code: str) -> dict[tuple[str, str], LinkEnd]:
    """How far each requirement of another edition serves this one, by edition and code. One statement.

    A link that says less than the same is only read in its direction.
    """
    held = models.CrosswalkLink
    found = db.session.execute(
        select(held).where(
            or_(
                (held.target_edition == edition_code) & (held.target_code == code),
                (held.origin_edition == edition_code)
                & (held.origin_code == code)
                & (held.kind == LinkKind.SAME),
            )
        )
    ).scalars()
    ends = {}
    for link in found:
        inward = (link.target_edition, link.target_code) == (edition_code, code)
        end = (link.origin_edition, link.origin_code) if inward else (link.target_edition, link.target_code)
        ends[end] = LinkEnd(link.kind, link.note)
    return ends


def related(edition_code: str, code: str) -> tuple[Related, ...]:
    """The requirements of other loaded editions linked with this one, both ways. Two statements."""
    held = models.CrosswalkLink
    outward = _related(
        (held.origin_edition == edition_code) & (held.origin_code == code),
        held.target_edition == models.Edition.code,
        held.target_code == models.Requirement.code,
        outward=True,
    )
    inward = _related(
        (held.target_edition == edition_code) & (held.target_code == code),
        held.origin_edition == models.Edition.code,
        held.origin_code == models.Requirement.code,
        outward=False,
    )
    return (*outward, *inward)


def _related(
    here: ColumnElement[bool], there: ColumnElement[bool], named: ColumnElement[bool], *, outward: bool
) -> tuple[Related, ...]:
    held = models.CrosswalkLink
    found = db.session.execute(
        select(
            models.Edition.id,
            models.Edition.name,
            models.Requirement.code,
            models.Requirement.title,
            held.kind,
            held.note,
            models.Edition.code.label("edition_code"),
        )
        .select_from(held)
        .join(models.Edition, there)
        .join(models.Requirement, (models.Requirement.edition_id == models.Edition.id) & named)
        .where(here)
        .order_by(models.Edition.code, models.Edition.id.desc(), models.Requirement.position)
    ).all()
    newest: dict[str, int] = {}
    for row in found:
        newest.setdefault(row.edition_code, row.id)
    return tuple(
        Related(row.id, row.name, row.code, row.title, row.kind, row.note, outward)
        for row in found
        if newest[row.edition_code] == row.id
    )

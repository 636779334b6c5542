"""One piece of evidence with everything its page shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, exists, not_, or_, select, union_all
from sqlalchemy.orm import aliased

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.gathered import Gathered, gathered
from sello.cycles.models import Cycle
from sello.evidence.domain.details import Classification, Details, is_restricted
from sello.evidence.domain.ready import Tick
from sello.evidence.domain.review import Decision, Part, Position
from sello.evidence.models import Download, Evidence, EvidenceLink, EvidenceVersion, Review
from sello.evidence.queries.conditions import seen_by
from sello.evidence.queries.rows import BASE, Row, rows
from sello.files.models import FileCheck
from sello.files.queries import Checked, is_check_of, read_check

DOWNLOADS = 20
"""How many of the latest downloads a page lists."""


@dataclass(frozen=True)
class Version:
    """One file of a piece, with who brought it and in which post."""

    number: int
    filename: str
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
    author: str
    author_post: str
    checked: Checked
    """What is known of its bytes."""


@dataclass(frozen=True)
class ReviewLine:
    """One decision on a piece, with the unit's answer to it."""

    version_number: int
    decision: Decision
    remark: str
    parts: tuple[Part, ...]
    met: tuple[Tick, ...]
    decided_at: datetime
    decided_by: str
    remedied_at: datetime | None
    reply: str


@dataclass(frozen=True)
class LinkLine:
    """A requirement that the piece serves."""

    id: int
    cycle_id: int
    cycle: str
    requirement_id: int
    code: str
    title: str
    to_confirm: bool


@dataclass(frozen=True)
class DownloadLine:
    """Somebody took a file of the piece away, or read it in place."""

    at: datetime
    person: str
    version_number: int
    in_place: bool


@dataclass(frozen=True)
class Relative:
    """Another piece that this one replaces or is replaced by."""

    id: int
    title: str


@dataclass(frozen=True)
class StoredFile:
    """One version as a download needs it."""

    evidence_id: int
    number: int
    filename: str
    media_type: str
    size: int
    sha256: str
    classification: Classification
    personal_data: bool
    purge_number: int | None = None
    """By which acta its bytes go, or went."""

    @property
    def restricted(self) -> bool:
        """Whether it is opened only on purpose: reserved, or about people."""
        return is_restricted(self.classification, self.personal_data)


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as its page shows it."""

    row: Row
    details: Details
    position: Position
    version: int
    created_at: datetime
    released_at: datetime | None
    purge_number: int | None
    purged_at: datetime | None
    superseded_on: date | None
    versions: tuple[Version, ...]
    reviews: tuple[ReviewLine, ...]
    links: tuple[LinkLine, ...]
    replaces: Relative | None
    replaced_by: Relative | None

    def file(self, number: int | None = None) -> StoredFile | None:
        """The file of one of the versions that are told, or of the newest; None if there is no such one."""
        found = (each for each in self.versions if number is None or each.number == number)
        version = next(found, None)
        if version is None:
            return None
        return StoredFile(
            evidence_id=self.row.id,
            number=version.number,
            filename=version.filename,
            media_type=version.media_type,
            size=version.size,
            sha256=version.sha256,
            classification=self.details.classification,
            personal_data=self.details.personal_data,
            purge_number=self.purge_number,
        )

    @property
    def remark(self) -> ReviewLine | None:
        """The remark that waits for an answer, if the piece is returned."""
        latest = self.reviews[0] if self.reviews else None
        return latest if latest and latest.decision is Decision.RETURNED and not latest.remedied_at else None


def _links(*released: ColumnElement[bool]) -> ColumnElement[Gathered]:
    """The requirements that a piece serves, those of the current cycle first."""
    return gathered(
        select(
            EvidenceLink.id,
            EvidenceLink.cycle_id,
            Cycle.name.label("cycle"),
            EvidenceLink.requirement_id,
            Requirement.code,
            Requirement.title,
            cast(EvidenceLink.to_confirm, Integer).label("to_confirm"),
        )
        .join(Cycle, Cycle.id == EvidenceLink.cycle_id)
        .join(Requirement, Requirement.id == EvidenceLink.requirement_id)
        .where(EvidenceLink.evidence_id == Evidence.id, *released)
        .correlate(Evidence)
        .order_by(Cycle.is_current.desc(), Cycle.id.desc(), Requirement.position)
    )


_NEWER = aliased(Evidence)
_REPLACED = exists().where(_NEWER.replaces_id == Evidence.id).correlate(Evidence)
_WHOLE = BASE.add_columns(
    Evidence,
    exists().where(Review.evidence_id == Evidence.id).label("is_reviewed"),
    or_(Evidence.replaces_id.is_not(None), _REPLACED).label("is_related"),
)
"""A row with its piece, and whether there is more to be asked of it."""
_EVERY_LINK = _WHOLE.add_columns(_links().label("links"))
_RELEASED_LINKS = _WHOLE.add_columns(
    _links(Cycle.released_at.is_not(None), not_(EvidenceLink.to_confirm)).label("links")
)


def piece(evidence_id: int, visibility: Visibility, *, today: date) -> Piece | None:
    """A piece with versions, decisions and links; None when there is none or it may not be seen."""
    here = (Evidence.id == evidence_id, seen_by(visibility))
    asked = _RELEASED_LINKS if visibility.released_only else _EVERY_LINK
    found = db.session.execute(asked.where(*here)).one_or_none()
    if found is None:
        return None
    evidence = found.Evidence
    earlier, later = _relatives(evidence, visibility) if found.is_related else (None, None)
    return Piece(
        row=rows([found], today=today)[0],
        details=evidence.details,
        position=position_of(evidence),
        version=evidence.version,
        created_at=evidence.created_at,
        released_at=evidence.released_at,
        purge_number=evidence.purge_number,
        purged_at=evidence.purged_at,
        superseded_on=evidence.superseded_on,
        versions=_versions(evidence, current_only=visibility.released_only),
        reviews=_reviews(evidence_id, accepted_only=visibility.released_only) if found.is_reviewed else (),
        links=tuple(map(_link, found.links)),
        replaces=earlier,
        replaced_by=later,
    )


def is_known(evidence_id: int, visibility: Visibility) -> bool:
    """Whether there is such a piece and the reader may know of it (one statement)."""
    here = select(Evidence.id).where(Evidence.id == evidence_id, seen_by(visibility))
    return db.session.scalar(here) is not None


def position_of(evidence: Evidence) -> Position:
    """How far the review of a stored piece is."""
    return Position(evidence.state, frozenset(Part(name) for name in evidence.unlocked))


def stored_file(evidence_id: int, number: int | None, visibility: Visibility) -> StoredFile | None:
    """A version that may be downloaded or read, None: the current one.

    Whoever sees only what is released gets only that.
    """
    query = (
        select(
            EvidenceVersion.evidence_id,
            EvidenceVersion.number,
            EvidenceVersion.filename,
            EvidenceVersion.media_type,
            EvidenceVersion.size,
            EvidenceVersion.sha256,
            Evidence.classification,
            Evidence.personal_data,
            Evidence.purge_number,
        )
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(Evidence.id == evidence_id, seen_by(visibility))
    )
    if number is not None:
        query = query.where(EvidenceVersion.number == number)
    if number is None or visibility.released_only:
        query = query.where(EvidenceVersion.number == Evidence.current)
    row = db.session.execute(query).one_or_none()
    return StoredFile(**row._mapping) if row else None


def downloads(evidence_id: int) -> tuple[DownloadLine, ...]:
    """The latest downloads and readings of a piece, for the secretariat."""
    found = db.session.execute(
        select(Download.at, Person.name.label("person"), Download.version_number, Download.in_place)
        .join(Person, Person.id == Download.person_id)
        .where(Download.evidence_id == evidence_id)
        .order_by(Download.id.desc())
        .limit(DOWNLOADS)
    )
    return tuple(DownloadLine(**row._mapping) for row in found)


def _versions(evidence: Evidence, *, current_only: bool) -> tuple[Version, ...]:
    query = (
        select(EvidenceVersion, Person.name, FileCheck)
        .outerjoin(FileCheck, is_check_of(EvidenceVersion))
        .outerjoin(Person, Person.id == EvidenceVersion.uploaded_by)
        .where(EvidenceVersion.evidence_id == evidence.id)
        .order_by(EvidenceVersion.number.desc())
    )
    if current_only:
        query = query.where(EvidenceVersion.number == evidence.current)
    return tuple(
        Version(
            number=version.number,
            filename=version.filename,
            media_type=version.media_type,
            size=version.size,
            sha256=version.sha256,
            uploaded_at=version.uploaded_at,
            author=author or "",
            author_post=version.author_post,
            checked=read_check(check),
        )
        for version, author, check in db.session.execute(query)
    )


def _reviews(evidence_id: int, *, accepted_only: bool) -> tuple[ReviewLine, ...]:
    query = (
        select(Review, Person.name)
        .outerjoin(Person, Person.id == Review.decided_by)
        .where(Review.evidence_id == evidence_id)
        .order_by(Review.id.desc())
    )
    if accepted_only:  # how a piece came to be what was released is not told with it
        query = query.where(Review.decision == Decision.ACCEPTED)
    return tuple(
        ReviewLine(
            version_number=review.version_number,
            decision=review.decision,
            remark="" if accepted_only else review.remark,
            parts=tuple(Part(name) for name in review.parts),
            met=() if accepted_only else tuple(Tick.kept(each) for each in review.met or ()),
            decided_at=review.decided_at,
            decided_by=decider or "",
            remedied_at=review.remedied_at,
            reply="" if accepted_only else review.reply,
        )
        for review, decider in db.session.execute(query)
    )


def _link(told: tuple[Any, ...]) -> LinkLine:
    number, cycle_id, cycle, requirement_id, code, title, to_confirm = told
    return LinkLine(number, cycle_id, cycle, requirement_id, code, title, bool(to_confirm))


def _relatives(evidence: Evidence, visibility: Visibility) -> tuple[Relative | None, Relative | None]:
    """The piece that this one replaces, and the newest that replaces it, as far as they may be seen."""
    columns = select(Evidence.id, Evidence.title).where(seen_by(visibility))
    both = union_all(
        columns.where(Evidence.id == (evidence.replaces_id or 0)),
        columns.where(Evidence.replaces_id == evidence.id),
    )
    beside = {row.id: Relative(row.id, row.title) for row in db.session.execute(both.order_by("id"))}
    earlier = beside.pop(evidence.replaces_id, None)
    return earlier, next(reversed(beside.values()), None)

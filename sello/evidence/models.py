"""Evidence: the piece, its versions, what it serves, and what its reviewers said.

These tables grow without end, so none has an index of the institution alone: a planner without statistics
would take it for a good filter and read a whole town.
"""

from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, composite, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.evidence.domain.details import Classification, Details, EvidenceType
from sello.evidence.domain.review import Decision, EvidenceState


class Evidence(Scoped, Base):
    """One piece of evidence: what it is, whose it is, how far its review is."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("released_at is null or state = 'accepted'", name="released_is_accepted"),
        Index("ix_evidence_newest", "institution_id", "id"),
        Index(
            "ix_evidence_released",
            "institution_id",
            "id",
            sqlite_where=text("released_at is not null"),
            postgresql_where=text("released_at is not null"),
        ),
        # The few that are closed to somebody, of whichever kind: as `conditions.closed` says it.
        Index(
            "ix_evidence_closed",
            "institution_id",
            "id",
            sqlite_where=text("blocked_at is not null or classification = 'secreta'"),
            postgresql_where=text("blocked_at is not null or classification = 'secreta'"),
        ),
        Index(
            "ix_evidence_purged",
            "institution_id",
            "id",
            sqlite_where=text("purge_number is not null"),
            postgresql_where=text("purge_number is not null"),
        ),
        Index("ix_evidence_type", "institution_id", "type", "id"),
        Index("ix_evidence_unit", "institution_id", "unit_id", "id"),
        Index("ix_evidence_state", "institution_id", "state", "id"),
        Index("ix_evidence_queue", "institution_id", "state", "submitted_at", "id"),
        Index("ix_evidence_replaces", "institution_id", "replaces_id"),
        Index("ix_evidence_valid_until", "institution_id", "valid_until"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    title: Mapped[str] = mapped_column(String(300))
    type: Mapped[EvidenceType] = mapped_column(enum_column(EvidenceType))
    # As it is written («1200/46»): numbers run per year and unit, and are not only digits.
    document_number: Mapped[str] = mapped_column(String(80), default="")
    document_date: Mapped[date | None]
    period_from: Mapped[date | None]
    period_until: Mapped[date | None]
    # The last day on which it counts; None: it does not expire.
    valid_until: Mapped[date | None]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    classification: Mapped[Classification] = mapped_column(enum_column(Classification, 20))
    personal_data: Mapped[bool] = mapped_column(default=False)
    # Of a copy of a web page: its address, which nobody here ever opens, and the day of the copy.
    source_url: Mapped[str] = mapped_column(String(500), default="", server_default=text("''"))
    captured_on: Mapped[date | None]
    # All that is said of it as one value: read, written and selected whole.
    details: Mapped[Details] = composite(*(field.name for field in fields(Details)))
    # Title and document number as they are searched: without case and accents.
    folded: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[EvidenceState] = mapped_column(enum_column(EvidenceState, 20))
    # When it entered the queue of the review, the last time.
    submitted_at: Mapped[datetime]
    # What a return unlocked for the unit: names of the remarked parts.
    unlocked: Mapped[list[str]] = mapped_column(JSON, default=list)
    accepted_at: Mapped[datetime | None]
    # External auditors see it from this instant on.
    released_at: Mapped[datetime | None]
    # The piece whose place this one takes on the day it is accepted.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    # Set when another piece takes its place: from that day on it no longer counts.
    superseded_on: Mapped[date | None]
    # Number of the current version, from 1.
    current: Mapped[int] = mapped_column(default=1)
    # Counts the saved changes; a form sent from an older one is refused as stale.
    version: Mapped[int] = mapped_column(default=1)
    # While a person's request is examined nobody reads it: it is attested, as what is secret is.
    blocked_at: Mapped[datetime | None]
    # The number of the acta by which its files go, from the moment that it was confirmed.
    purge_number: Mapped[int | None]
    # When its files were gone from the store.
    purged_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class EvidenceVersion(Scoped, Base):
    """One file of a piece of evidence; a new one never destroys the old one."""

    __tablename__ = "evidence_version"
    __table_args__ = (
        UniqueConstraint("evidence_id", "number"),
        Index("ix_evidence_version_sha256", "institution_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    filename: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The post (cargo) that the author held that day.
    author_post: Mapped[str] = mapped_column(String(200), default="")


class EvidenceLink(Scoped, Base):
    """A piece of evidence serves a requirement of a cycle."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        UniqueConstraint("cycle_id", "requirement_id", "evidence_id"),
        Index("ix_evidence_link_evidence", "evidence_id"),
        Index("ix_evidence_link_requirement", "requirement_id", "evidence_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    # Whoever moves a link has to know where it was: its sums change there too.
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), active_history=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), active_history=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), active_history=True)
    note: Mapped[str] = mapped_column(Text, default="")
    # True for evidence carried over from another cycle until somebody confirms it.
    to_confirm: Mapped[bool] = mapped_column(default=False)
    linked_at: Mapped[datetime]
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ServiceState(Scoped, Base):
    """How a piece served a requirement from an instant on, until its next state there.

    Written by `service.kept`, never changed: what the level is told of evidence, for any day since.
    """

    __tablename__ = "evidence_service_state"
    __table_args__ = (
        Index("ix_evidence_service_state_latest", "cycle_id", "requirement_id", "evidence_id", "id"),
        Index("ix_evidence_service_state_evidence", "evidence_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    since: Mapped[datetime]
    # False from the instant on which it no longer serves it.
    linked: Mapped[bool]
    # As in the link and in the piece.
    to_confirm: Mapped[bool]
    state: Mapped[EvidenceState] = mapped_column(enum_column(EvidenceState, 20))
    accepted_at: Mapped[datetime | None]
    valid_until: Mapped[date | None]
    superseded_on: Mapped[date | None]


class RequirementSum(Scoped, Base):
    """What the pieces that serve a requirement in a cycle amount to, added up as of a day.

    Written by `service.summing` alone, in the transaction that changes a piece or a link. A requirement that
    nothing serves any more keeps its row, with zeros: it is what transactions that meet there wait for.
    """

    __tablename__ = "evidence_sum"
    __table_args__ = (Index("ix_evidence_sum_holds_until", "holds_until"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True, autoincrement=False)
    requirement_id: Mapped[int] = mapped_column(
        ForeignKey("requirement.id"), primary_key=True, autoincrement=False
    )
    # The day as of which it was added up; on every day between the other two it is the same.
    judged_on: Mapped[date]
    holds_from: Mapped[date]
    holds_until: Mapped[date]
    # The latest acceptance among them: on an earlier day, whoever looks back judges anew.
    accepted_at: Mapped[datetime | None]
    # How many pieces serve it, and how many of them do so under each condition of `queries.sums`.
    total: Mapped[int]
    confirmed: Mapped[int]
    accepted: Mapped[int]
    released: Mapped[int]
    shown: Mapped[int]
    backing: Mapped[int]
    leaving: Mapped[int]
    over: Mapped[int]
    ended: Mapped[int]
    to_confirm: Mapped[int]
    submitted: Mapped[int]
    returned: Mapped[int]
    # The last day of the piece that backs it longest; the calendar's last one for a piece without end.
    until: Mapped[date | None]
    # The pieces that a verdict may name, as `level.speaking` chooses them; no day changes that.
    speaking: Mapped[list[int] | None] = mapped_column(JSON)
    # How many pieces each unit has there, by the unit's id (a JSON object has words for keys).
    by_unit: Mapped[dict[str, int] | None] = mapped_column(JSON)


class Review(Scoped, Base):
    """One decision on one version: accepted, or returned with its written remark."""

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_evidence", "evidence_id", "id"),
        Index("ix_review_decided", "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    version_number: Mapped[int]
    decision: Mapped[Decision] = mapped_column(enum_column(Decision, 20))
    remark: Mapped[str] = mapped_column(Text, default="")
    # Names of the parts that the remark opened.
    parts: Mapped[list[str]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The means of verification that the reviewer saw fulfilled: pairs of a requirement's code and words;
    # None for a review from before they were asked.
    met: Mapped[list[list[str]] | None] = mapped_column(JSON)
    # When the unit answered the remark with a new submission.
    remedied_at: Mapped[datetime | None]
    # What the unit wrote when it handed the piece in again.
    reply: Mapped[str] = mapped_column(Text, default="")


class ReadyRemark(Scoped, Base):
    """A remark that reviewers choose instead of writing it again; the institution edits its own."""

    __tablename__ = "ready_remark"
    __table_args__ = (
        Index("ix_ready_remark_order", "institution_id", "position", "id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    text: Mapped[str] = mapped_column(Text)
    # The kinds of evidence that it is offered for; none are all of them.
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int]
    # From when on it is offered no more.
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Download(Scoped, Base):
    """Somebody took a file away, or read it in place: the access log that personal data ask for."""

    __tablename__ = "evidence_download"
    __table_args__ = (Index("ix_evidence_download_evidence", "evidence_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    version_number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    # Whether it was read here instead of taken away.
    in_place: Mapped[bool] = mapped_column(default=False, server_default=false())


class Pin(Scoped, Base):
    """A remark at a place on a page of one version."""

    __tablename__ = "evidence_pin"
    __table_args__ = (
        CheckConstraint("across between 0 and 1000 and down between 0 and 1000", name="on_the_page"),
        Index("ix_evidence_pin_evidence", "evidence_id", "id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    version_number: Mapped[int]
    page: Mapped[int]
    # In thousandths of the page's width and height; both 0: the page as a whole.
    across: Mapped[int]
    down: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    pinned_at: Mapped[datetime]
    pinned_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

"""What is kept of keeping: rules, orders to keep, actas of destruction, requests of persons."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.evidence.domain.around import Spot
from sello.evidence.domain.details import Classification, EvidenceType
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.domain.requests import Channel, Decision, Outcome, Place, RequestState, Right
from sello.privacy.domain.retention import Anchor, Need


class RetentionRule(Scoped, Base):
    """How long an institution keeps pieces of a class, or of one kind in it, where it is not the default."""

    __tablename__ = "retention_rule"
    __table_args__ = (UniqueConstraint("institution_id", "classification", "kind"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    classification: Mapped[Classification] = mapped_column(enum_column(Classification, 20))
    # The kind of evidence; empty: all that have no rule of their own (a null would not be unique).
    kind: Mapped[str] = mapped_column(String(40), default="")
    anchor: Mapped[Anchor] = mapped_column(enum_column(Anchor, 20))
    # None: never destroyed.
    years: Mapped[int | None]
    basis: Mapped[str] = mapped_column(Text)

    @property
    def of_kind(self) -> EvidenceType | None:
        """Its kind as a member."""
        return EvidenceType(self.kind) if self.kind else None


class EvidenceHold(Scoped, Base):
    """An order to keep a piece, whatever its rule says (a trial, a sumario, an audit)."""

    __tablename__ = "evidence_hold"
    __table_args__ = (Index("ix_evidence_hold_evidence", "evidence_id", "id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    reason: Mapped[str] = mapped_column(Text)
    placed_at: Mapped[datetime]
    placed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Purge(Scoped, Base):
    """An acta: what is destroyed, why, who proposed it and who confirmed."""

    __tablename__ = "purge"
    __table_args__ = (
        UniqueConstraint("institution_id", "number"),
        CheckConstraint("confirmed_by is null or confirmed_by <> proposed_by", name="four_eyes"),
        CheckConstraint("confirmed_by is null or proposed_by is not null", name="proposed_by_a_person"),
        Index("ix_purge_state", "state", "id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    # Counts up in its institution, and is never given twice.
    number: Mapped[int]
    state: Mapped[PurgeState] = mapped_column(enum_column(PurgeState, 20))
    reason: Mapped[str] = mapped_column(Text)
    # The request of a person that asked for it; None: its time was over.
    request_id: Mapped[int | None] = mapped_column(ForeignKey("person_request.id"))
    proposed_at: Mapped[datetime]
    # None: the clock proposed it, and nobody made it hers yet.
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The decree or resolution that allows it, as whoever confirmed wrote it.
    allowed_by: Mapped[str] = mapped_column(String(200), default="")
    # Which backup still held the files when they went; empty: none was known.
    backup: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[datetime | None]


class PurgeItem(Scoped, Base):
    """One piece of an acta, as it stood when it was proposed."""

    __tablename__ = "purge_item"
    __table_args__ = (
        UniqueConstraint("purge_id", "evidence_id"),
        Index("ix_purge_item_evidence", "evidence_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purge_id: Mapped[int] = mapped_column(ForeignKey("purge.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    # Why it goes: its class, kind, last day and the norm, in the words of that day.
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Its files: [[version, SHA-256, bytes], …].
    files: Mapped[list[list[Any]]] = mapped_column(JSON)
    state: Mapped[ItemState] = mapped_column(enum_column(ItemState, 20))
    # What still needed it when it was to go.
    left: Mapped[Need | None] = mapped_column("left_for", enum_column(Need, 20))
    done_at: Mapped[datetime | None]


class PurgeText(Scoped, Base):
    """A text around a piece of an acta that is cleared with it: where it stands, and not what it says."""

    __tablename__ = "purge_text"
    __table_args__ = (UniqueConstraint("purge_id", "spot", "thing_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    purge_id: Mapped[int] = mapped_column(ForeignKey("purge.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    spot: Mapped[Spot] = mapped_column(enum_column(Spot, 20))
    # The piece, version, link, review or pin.
    thing_id: Mapped[int]
    # None: not yet, or its piece was kept.
    cleared_at: Mapped[datetime | None]


class PersonRequest(Scoped, Base):
    """What a person asks of her data; whom it is about stands here and nowhere else."""

    __tablename__ = "person_request"
    __table_args__ = (Index("ix_person_request_due", "institution_id", "state", "due_on", "id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    right: Mapped[Right] = mapped_column("kind", enum_column(Right, 20))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel, 20))
    name: Mapped[str] = mapped_column(String(200))
    run: Mapped[str] = mapped_column(String(12), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    received_on: Mapped[date]
    due_on: Mapped[date]
    # Why the term was extended; empty: it was not.
    extended: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[RequestState] = mapped_column(enum_column(RequestState, 20))
    searched_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome, 20))
    # What the answer says beside the places.
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
    registered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class RequestHit(Scoped, Base):
    """A place in which the person of a request was found, and what was decided of it."""

    __tablename__ = "person_request_hit"
    __table_args__ = (UniqueConstraint("request_id", "place", "thing_id", "page"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("person_request.id"))
    place: Mapped[Place] = mapped_column(enum_column(Place, 20))
    # The account, piece, task or mail; for the trail, the account whose acts are counted.
    thing_id: Mapped[int]
    # Of a document; 0 elsewhere.
    page: Mapped[int]
    # How many times there.
    times: Mapped[int]
    decision: Mapped[Decision | None] = mapped_column(enum_column(Decision, 20))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

"""The rows that an initiative is made of: counts and posts, never people."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.register.models import InitiativeUnit
from sello.register.parts.domain.columns import Competence, Lens, Link, Part, Seat, Staff


class OfInitiative(Scoped):
    """A row of an initiative; its own order is the one in which it was written down."""

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def initiative_id(cls) -> Mapped[int]:
        """The initiative that the row is a part of."""
        return mapped_column(ForeignKey("initiative.id"), index=True)


class People:
    """How many people, by sex; None is not known, 0 is nobody."""

    women: Mapped[int | None]
    men: Mapped[int | None]
    others: Mapped[int | None]


class ExecutingBody(OfInitiative, Base):
    """Who carries an initiative out, and in which years."""

    __tablename__ = "executing_body"

    body: Mapped[str] = mapped_column(String(300))
    from_year: Mapped[int]
    # None: to this day.
    until_year: Mapped[int | None]


class Counterpart(OfInitiative, Base):
    """Another party of an initiative, what it does, and how many pesos it puts in."""

    __tablename__ = "counterpart"

    name: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(300), default="")
    amount: Mapped[int | None] = mapped_column(BigInteger)


class YearBudget(OfInitiative, Base):
    """The money of a year from one source, in pesos: the town's own and what was transferred to it."""

    __tablename__ = "year_budget"

    year: Mapped[int]
    funder: Mapped[str] = mapped_column(String(300), default="")
    own: Mapped[int | None] = mapped_column(BigInteger)
    transferred: Mapped[int | None] = mapped_column(BigInteger)
    # What of both was spent, and how far they serve gender equality; None: nobody said.
    executed: Mapped[int | None] = mapped_column(BigInteger)
    lens: Mapped[Lens | None] = mapped_column(enum_column(Lens, 20))


class TownBudget(Scoped, Base):
    """All the money of the town in a year, in pesos, and where that is written."""

    __tablename__ = "town_budget"
    __table_args__ = (UniqueConstraint("institution_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)


class TrainingSession(OfInitiative, Base):
    """A session of a training."""

    __tablename__ = "training_session"

    held_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(300))
    hours: Mapped[int | None]


class TrainingAttendance(People, OfInitiative, Base):
    """How many of a unit and a category of staff came to a session."""

    __tablename__ = "training_attendance"

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    staff: Mapped[Staff] = mapped_column(enum_column(Staff, 20))


class StaffCount(People, OfInitiative, Base):
    """How many of a unit and a category there are to be trained."""

    __tablename__ = "staff_count"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    staff: Mapped[Staff] = mapped_column(enum_column(Staff, 20))


class CommitteeMember(OfInitiative, Base):
    """A seat of a committee, by the post that holds it."""

    __tablename__ = "committee_member"

    post: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    seat: Mapped[Seat] = mapped_column(enum_column(Seat, 20))


class CommitteeMeeting(OfInitiative, Base):
    """A meeting: what was to be spoken of, how many had to come, and its minutes."""

    __tablename__ = "committee_meeting"

    held_on: Mapped[date]
    agenda: Mapped[str] = mapped_column(Text)
    quorum: Mapped[int | None]
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))


class CommitteePresence(OfInitiative, Base):
    """A seat that was taken in a meeting."""

    __tablename__ = "committee_presence"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("committee_meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_member.id"))


class CommitteeResolution(OfInitiative, Base):
    """Something that a committee agreed on, and the conversation that sees to it."""

    __tablename__ = "committee_resolution"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("committee_meeting.id"))
    text: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    due_on: Mapped[date | None]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))


class PostCompetence(OfInitiative, Base):
    """A competence that a post needs: how many people should have it, how many do, their hours, the money."""

    __tablename__ = "post_competence"

    post: Mapped[str] = mapped_column(String(300))
    competence: Mapped[Competence] = mapped_column(enum_column(Competence, 20))
    wanted: Mapped[int | None]
    held: Mapped[int | None]
    hours: Mapped[int | None]
    budget: Mapped[int | None] = mapped_column(BigInteger)


class GapLink(OfInitiative, Base):
    """A link of a gap's chain, hung from the one before."""

    __tablename__ = "gap_link"

    link: Mapped[Link] = mapped_column(enum_column(Link, 20))
    text: Mapped[str] = mapped_column(Text)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("gap_link.id"))
    # What an action and an indicator are elsewhere: rows of rooms above, which offer them.
    action_id: Mapped[int | None] = mapped_column(ForeignKey("plan_action.id"))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    # The piece that a means of verification names.
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))


MODELS: dict[Part, type[OfInitiative] | type[InitiativeUnit]] = {
    Part.SHARES: InitiativeUnit,
    Part.BODIES: ExecutingBody,
    Part.PARTIES: Counterpart,
    Part.BUDGET: YearBudget,
    Part.SESSIONS: TrainingSession,
    Part.ATTENDANCE: TrainingAttendance,
    Part.STAFF: StaffCount,
    Part.MEMBERS: CommitteeMember,
    Part.MEETINGS: CommitteeMeeting,
    Part.PRESENT: CommitteePresence,
    Part.RESOLUTIONS: CommitteeResolution,
    Part.COMPETENCES: PostCompetence,
    Part.CHAIN: GapLink,
}
"""Where the rows of each part lie; a column of a part is the column of the same name."""

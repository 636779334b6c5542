"""Institution, the dated tree of units, people with their posts, and the ways into an account."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from sello.accounts.domain.access import LinkKind
from sello.accounts.domain.actor import Role
from sello.accounts.domain.handover import Leaving
from sello.accounts.domain.views import ListKind
from sello.core.db import NEVER_AGAIN, Base, Scoped, enum_column
from sello.core.house import Word


class Institution(Base):
    """The town hall (or other public body) that works for its Seal."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    # Where its clocks stand (a name of the time zone database): it says on which day something happens.
    zone: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    # Whether accepting the last thing that a requirement lacked also validates what its unit declared.
    accept_validates: Mapped[bool] = mapped_column(default=False, server_default=false())
    # What it calls a requirement, on screens, in mails and on paper.
    word: Mapped[Word] = mapped_column(
        enum_column(Word), default=Word.REQUERIMIENTO, server_default=Word.REQUERIMIENTO.value
    )
    # Its colour on light and on dark pages (#rrggbb); empty for ours.
    house_light: Mapped[str] = mapped_column(String(7), default="", server_default=text("''"))
    house_dark: Mapped[str] = mapped_column(String(7), default="", server_default=text("''"))
    # SHA-256 of its logo; empty while it has none.
    logo_sha256: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    # To whom people write about their data: a post and an address. Empty while nobody said so.
    data_contact: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    # Its region, as the library of holidays calls it; empty where only the national ones are kept.
    region: Mapped[str] = mapped_column(String(2), default="", server_default=text("''"))
    # Days on which only it does not work, as [day, kind, name]; here, since every request asks for them.
    days_off: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    # Grows with every saved change of its own page, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Signatory(Scoped, Base):
    """Somebody who signs the institution's documents, in their order."""

    __tablename__ = "signatory"
    __table_args__ = (UniqueConstraint("institution_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200))


class Unit(Scoped, Base):
    """A municipal unit or corporation, as it is today (or was on its last day); its id never changes."""

    __tablename__ = "unit"
    __table_args__ = (
        Index("ix_unit_parent", "institution_id", "parent_id"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60), default="")
    # A corporation hangs from the municipality but is a legal person of its own.
    is_corporation: Mapped[bool] = mapped_column(default=False)
    # The day from which the unit exists.
    valid_from: Mapped[date]
    # The first day on which the unit no longer exists; None while it does.
    valid_until: Mapped[date | None]
    # The unit that continues an ended one: what belonged to the ended unit is seen from there.
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    # Grows with every saved change, so that nobody saves over another's.
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class UnitHistory(Scoped, Base):
    """A name and place that a unit had before the present one."""

    __tablename__ = "unit_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60), default="")
    valid_from: Mapped[date]
    # The first day of the name and place that came after.
    valid_until: Mapped[date]


class Person(Scoped, Base):
    """A member of staff, the authority or an external auditor, with an account of her own."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("email"),
        CheckConstraint("substitute_id IS NULL OR substitute_id <> id", name="not_own_substitute"),
        CheckConstraint(
            "(substitute_id IS NULL) = (substitute_from IS NULL) "
            "AND (substitute_id IS NULL) = (substitute_until IS NULL)",
            name="substitute_has_period",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    # Lower case; it names the account on the whole instance.
    email: Mapped[str] = mapped_column(String(254))
    # The cargo of today; earlier ones are appointments.
    post: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[Role] = mapped_column(enum_column(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    # Who acts for her (subroga), from the first to the last day, both included.
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    substitute_from: Mapped[date | None]
    substitute_until: Mapped[date | None]
    # The last day on which an external auditor may enter.
    access_until: Mapped[date | None]
    # A person who left is deactivated, never deleted: what she did stays hers.
    active: Mapped[bool] = mapped_column(default=True)
    # Argon2 hash; None until the invitation is accepted.
    password: Mapped[str | None] = mapped_column(String(300))
    # Set by somebody else, so it has to be changed before anything else is done.
    password_temporary: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    # When the last mail to her present address came back.
    bounced_at: Mapped[datetime | None]
    # Grows with every change of her record, so that nobody saves over another's change.
    version: Mapped[int] = mapped_column(default=1)


class Appointment(Scoped, Base):
    """A stretch of time that a person held a post in a unit."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_person", "person_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    post: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date]
    # The first day on which she no longer held it; None while she does.
    valid_until: Mapped[date | None]


class Absence(Scoped, Base):
    """The days of a person's leave, both included; whether somebody acts for her is in her record."""

    __tablename__ = "absence"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("last_day >= first_day", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]


class Handover(Scoped, Base):
    """What somebody who left handed over: never changed, so that its minute stays true."""

    __tablename__ = "handover"
    # One that was taken back is no other's address.
    __table_args__ = (Index("ix_handover_person", "person_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Who leaves.
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Who receives in the first place; None: the unit as such.
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[Leaving] = mapped_column(enum_column(Leaving, 20))
    note: Mapped[str] = mapped_column(Text, default="")
    # Each thing as it stood then: see `accounts.domain.handover.Line`.
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # The names and the post of that day: see `progress.handover.queries.words_of_today`. None in those of
    # earlier versions, which say the names of today.
    words: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SignIn(Scoped, Base):
    """A browser that a person signed in with, until it is signed out, revoked or too old."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_hash"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # SHA-256 of the random token in the browser's cookie; the token itself is never stored.
    token_hash: Mapped[str] = mapped_column(String(64))
    # Browser and system in words ("Firefox, Android"), for its owner to recognise it.
    device: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime]
    # The last time something was saved from it: looking at pages writes nothing.
    last_change_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Sending(Scoped, Base):
    """A form that was acted on lately: whoever sends it once more in the same instant finds it here."""

    __tablename__ = "sending"
    __table_args__ = (UniqueConstraint("sign_in_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id"))
    # What tells it from every other: first its address, then all that it said.
    mark: Mapped[str] = mapped_column(String(24))
    # Empty where it led back to where it came from.
    led_to: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class AccessLink(Scoped, Base):
    """A link sent once, good once, until its hour: to accept an invitation or to set a new password."""

    __tablename__ = "access_link"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(enum_column(LinkKind))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    # When it was used, or replaced by a newer one; from then on it opens nothing.
    spent_at: Mapped[datetime | None]


class CalendarFeed(Scoped, Base):
    """A secret address under which calendar programs read what is a person's, or a unit's as she sees it."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_calendar_feed_person", "person_id"),
        Index("ix_calendar_feed_unit", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Whose it is: what it shows is what she may see on the day that it is read.
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # The unit that it tells of, with what hangs from it; None for what is her own.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    # SHA-256 of the secret in the address; the secret itself is shown once and never stored.
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    # When it was revoked, or another took its place; from then on it shows nothing.
    ended_at: Mapped[datetime | None]


class Guess(Base):
    """How often somebody tried, per account and per address, in a stretch of time; of no institution."""

    __tablename__ = "guess"

    # SHA-256 of what is counted (kind and account, or kind and address): no e-mail and no address is kept.
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    # When the count began; it begins again after the limit's stretch of time.
    since: Mapped[datetime] = mapped_column(index=True)


class SavedView(Scoped, Base):
    """A list's filters and order under a name; the query is read as any address is, never trusted."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "list", "name"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    list: Mapped[ListKind] = mapped_column(enum_column(ListKind, 20))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(String(1000))
    # Whether the staff of the institution find it above their lists too.
    shared: Mapped[bool] = mapped_column(default=False)
    # Only those of this role, where it is shared with some and not with all.
    shared_role: Mapped[Role | None] = mapped_column(enum_column(Role, 20))
    version: Mapped[int] = mapped_column(default=1)


class ViewMail(Scoped, Base):
    """A view that a person gets by mail, with the rows that it has for her on that day."""

    __tablename__ = "view_mail"
    __table_args__ = (UniqueConstraint("person_id", "view_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    view_id: Mapped[int] = mapped_column(ForeignKey("saved_view.id"), index=True)
    # The working days on which it comes, each by Python's number of it: "03" is Monday and Thursday.
    weekdays: Mapped[str] = mapped_column(String(5))
    # Whether it comes when there is nothing in it too.
    when_empty: Mapped[bool]
    # The first day that counts: nothing is caught up from before it was chosen.
    since: Mapped[date]
    # The last of its days that was looked at, with a mail or without.
    last_day: Mapped[date | None]


class FirstView(Scoped, Base):
    """The view with which a list begins for a person."""

    __tablename__ = "first_view"
    __table_args__ = (UniqueConstraint("person_id", "list"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    list: Mapped[ListKind] = mapped_column(enum_column(ListKind, 20))
    view_id: Mapped[int] = mapped_column(ForeignKey("saved_view.id"), index=True)

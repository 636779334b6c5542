"""Institution, the dated tree of units, and people."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.accounts.domain import Role
from sello.core.db import Base, Scoped, enum_column


class Institution(Base):
    """The town hall (or other public body) that works for its Seal."""

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(60), default="America/Santiago")
    created_at: Mapped[datetime]


class Unit(Scoped, Base):
    """A municipal unit or corporation; the tree is dated, so that what belonged to a unit stays readable."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_parent", "institution_id", "parent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60), default="")
    # A corporation hangs from the municipality but is a legal person of its own.
    is_corporation: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    # The first day on which the unit no longer exists; None while it does.
    valid_until: Mapped[date | None]


class Person(Scoped, Base):
    """A member of staff, the authority or an external auditor, with an account of her own."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("email"), UniqueConstraint("token_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    # Lower case; it names the account on the whole instance.
    email: Mapped[str] = mapped_column(String(254))
    post: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[Role] = mapped_column(enum_column(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    substitute_from: Mapped[date | None]
    substitute_until: Mapped[date | None]
    # The last day on which an external auditor may enter.
    access_until: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    # Argon2 hash; None until the invitation is accepted.
    password: Mapped[str | None] = mapped_column(String(300))
    password_temporary: Mapped[bool] = mapped_column(default=False)
    # Changes with every password change or revocation, so that sessions and links made before are void.
    token_key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]

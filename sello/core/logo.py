"""An institution's logo: on screens, on paper and, in mails, beside the text that shows it."""

from sqlalchemy import Connection, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped

PLACE = "logo@sello"
"""What a mail calls the picture that travels with it (RFC 2392)."""


class Logo(Scoped, Base):
    """A PNG that we drew anew of the picture that was sent."""

    __tablename__ = "logo"
    __table_args__ = (UniqueConstraint("institution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)


def logo_of(connection: Connection, institution_id: int) -> bytes | None:
    """The logo of an institution, or None; for whoever works without a session (one statement)."""
    table = Logo.__table__
    found = connection.scalar(select(table.c.png).where(table.c.institution_id == institution_id))
    return None if found is None else bytes(found)

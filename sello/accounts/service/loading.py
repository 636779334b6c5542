"""People and units as a service takes them in hand: there, and still as the page showed them."""

from typing import TypeVar

from sello.accounts.models import Person, Unit
from sello.core.db import db
from sello.core.refusal import NotFound, Stale

T = TypeVar("T", Person, Unit)


def find(kind: type[T], key: int) -> T:
    """The row of this number. Raises NotFound."""
    row = db.session.get(kind, key)
    if row is None:
        raise NotFound
    return row


def find_as_shown(kind: type[T], key: int, version: int) -> T:
    """The row, held until the commit. Raises NotFound, and Stale when it was saved after ``version``."""
    row = db.session.get(kind, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row

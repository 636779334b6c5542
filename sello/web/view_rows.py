"""The rows of a list as an address asks for them, for its file and for whoever gets it as a view by mail.

Each list says how its address is read (`reads`); nothing here needs a request, and the reader's sight holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.views import ListKind
from sello.accounts.permissions import Action, allows
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.workbook import Sheet

Asked = Mapping[str, str]
"""What an address asks for, by name."""

Reader = Callable[[Asked, Actor, Moment], Sheet]
"""Gives all rows of a list; NotFound where the actor has none, TooManyRows where they are too many."""

SEEN_BY = {
    ListKind.REQUIREMENTS: Action.CHECKLIST_VIEW,
    ListKind.TASKS: Action.TASK_VIEW,
    ListKind.EVIDENCE: Action.EVIDENCE_VIEW,
    ListKind.REGISTER: Action.REGISTER_VIEW,
}

_READERS: dict[ListKind, Reader] = {}


def reads(kind: ListKind) -> Callable[[Reader], Reader]:
    """Say of a function that it gives the rows of a list."""

    def remember(reader: Reader) -> Reader:
        _READERS[kind] = reader
        return reader

    return remember


def sheet_of(kind: ListKind, query: str, actor: Actor, at: Moment) -> Sheet | None:
    """All rows of a list as an address asks for them; None where the actor sees no such list."""
    if not allows(actor, SEEN_BY[kind]):
        return None
    try:
        return _READERS[kind](dict(parse_qsl(query)), actor, at)
    except NotFound:
        return None

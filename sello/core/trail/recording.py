"""Writing events: in the transaction of the act, or, for a reading request, in one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Protocol, TypeVar

from sello.core.changes import QUIET, note
from sello.core.context import request_id
from sello.core.db import Base, apart, db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.notices import TOLD, Notice
from sello.core.trail.via import NAME

Key = TypeVar("Key")
Value = TypeVar("Value")

UNSAID: Any = object()
"""Not said: None is a value, as of an answer that was not given yet."""


class Doer(Protocol):
    """Whoever acts: a person of the institution (the actor of a request, or of the demo's history)."""

    @property
    def person_id(self) -> int | None:
        """The person's row, or None for the system."""

    @property
    def institution_id(self) -> int:
        """The institution the act belongs to."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event that the transaction at work has written: its id, and of which thing it tells."""

    id: int
    entity: str
    entity_id: int


def recorded(rows: Iterable[object]) -> tuple[Recorded, ...]:
    """The events among rows that were just written."""
    return tuple(Recorded(row.id, row.entity, row.entity_id) for row in rows if isinstance(row, Event))


def instants(rows: Iterable[object]) -> tuple[datetime, ...]:
    """When the events among rows that were just written happened."""
    return tuple(row.at for row in rows if isinstance(row, Event))


def is_event(row: object) -> bool:
    """Whether a row belongs to the trail, which nobody changes or takes back."""
    return isinstance(row, Event)


def record(
    doer: Doer,
    act: Act,
    entity_id: int,
    *,
    now: datetime,
    before: Any = UNSAID,
    after: Any = UNSAID,
    **detail: Any,
) -> None:
    """Write an act down, with what it changed; it is kept when the act itself is.

    The detail holds ids and values of the thing, never personal data. Raises WrongDetail when it is not
    what the act declares. What somebody is told of waits from now on to be told. It is a change, as the
    act's history is on pages; only what happens to a sign-in is none.
    """
    event = _event(doer, act, entity_id, now=now, change=(before, after), detail=detail)
    db.session.add(event)
    if act.entity not in QUIET:
        note(db.session(), event.institution_id, event.__tablename__)
    if act in TOLD:
        db.session.add(Notice(institution_id=event.institution_id, event=event))


def record_apart(
    doer: Doer, act: Act, entity_id: int, *, now: datetime, beside: Base | None = None, **detail: Any
) -> None:
    """Write down that something was read; it commits at once, apart from the request's own transaction.

    ``beside`` is a row of the room's own that is kept with the event. Raises WrongDetail as ``record`` does.
    """
    event = _event(doer, act, entity_id, now=now, change=(UNSAID, UNSAID), detail=detail)
    with apart(doer.institution_id) as session:
        session.add_all([event] if beside is None else [beside, event])


def differing(row: object, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What values would change of a row: before and after, by the names of the fields."""
    names = [name for name, value in values.items() if getattr(row, name) != value]
    return {name: getattr(row, name) for name in names}, {name: values[name] for name in names}


def changed(
    saved: Mapping[Key, Value], given: Mapping[Key, Value]
) -> tuple[dict[Key, Value], dict[Key, Value]]:
    """What values given by key would change of those that are saved: before and after, where they differ."""
    after = {key: value for key, value in given.items() if saved[key] != value}
    return {key: saved[key] for key in after}, after


def _event(
    doer: Doer, act: Act, entity_id: int, *, now: datetime, change: tuple[Any, Any], detail: dict[str, Any]
) -> Event:
    before, after = (None if value is UNSAID else _plain(value) for value in change)
    act.holds.check(act, detail, change=all(value is not UNSAID for value in change))
    return Event(
        institution_id=doer.institution_id,
        at=now,
        person_id=doer.person_id,
        act=act,
        entity=act.entity,
        entity_id=entity_id,
        before=before,
        after=after,
        detail=_plain(detail | _door(doer)),
        request_id=request_id.get(),
    )


def _door(doer: Doer) -> dict[str, Any]:
    """By which door an actor came who did not sign in; other doers have none."""
    via = getattr(doer, "via", None)
    return {} if via is None else {NAME: via}


def _plain(value: Any) -> Any:
    """As JSON keeps it: days and hours by their ISO form, members of enumerations by their value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value

"""What a room above this one knows to be somebody's: how it is read, and how it goes to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.handover import Hers, Line, Thing
from sello.accounts.queries.people import PersonRow
from sello.core.moment import Moment
from sello.progress.handover.queries import Receiver


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing, told by the room whose tables hold it."""

    kind: Thing
    read: Callable[[PersonRow, tuple[Receiver, ...]], Iterable[Hers]]
    give: Callable[[Actor, Line, Moment], None]
    """Lets it go to `Line.to_id`, who is somebody."""


def personal(kind: Thing, thing_id: int, title: str, offered: Iterable[int]) -> Hers:
    """A thing that is hers alone, and may go to some people."""
    return Hers(kind, thing_id, title, status="", until=None, unit="", offered=frozenset(offered))

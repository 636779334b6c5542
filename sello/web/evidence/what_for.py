"""What a hand-in is for: the task that asked for it, or a requirement that lacks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sello.accounts.domain.actor import Actor
from sello.catalogue.queries.asked import Asked, asked
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.tasks.queries import queue
from sello.tasks.queries.queue import Card


@dataclass(frozen=True, slots=True)
class WhatFor:
    """What stands above the files: the card of the task, and what its requirements say."""

    card: Card | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def title(self) -> str:
        """What is asked, in words; empty where nobody asked."""
        return self.card.task.title if self.card else ""


def what_for(actor: Actor, context: Mapping[str, Any], *, at: Moment) -> WhatFor:
    """What the address of a hand-in says that it is for (at most five statements)."""
    card = _card(actor, context.get("tarea"), at)
    named = [context["requerimiento"]] if context.get("requerimiento") else []
    if card is None:
        return WhatFor(None, asked(named))
    known = {one.id for one in card.asked}
    others = [one.id for one in card.task.requirements if one.id not in known] + named
    return WhatFor(card, (*card.asked, *asked(set(others) - known)))


def _card(actor: Actor, task_id: int | None, at: Moment) -> Card | None:
    if task_id is None:
        return None
    try:
        return queue.card(task_id, actor, at=at)
    except NotFound:
        return None

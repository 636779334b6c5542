"""What an act on a task is to people who do not answer for it: who had it before, who is asked to help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from sello.core.trail.acts import Act
from sello.core.trail.notices import Untold
from sello.reminders import links
from sello.reminders.domain.news import Aside, News


def taken_away(event: Untold, task: Row[*tuple[Any, ...]], news: News) -> tuple[News, ...]:
    """What is told to whoever had a task before; she sees her queue, and the task maybe not any more."""
    if event.act is not Act.TASK_EDITED or not set(event.before or ()) & {"unit_id", "person_id"}:
        return ()
    unit_id = event.before.get("unit_id", task.unit_id)
    person_id = event.before.get("person_id", task.person_id)
    if (unit_id, person_id) == (task.unit_id, task.person_id):
        return ()  # it came back since
    before = replace(
        news,
        unit_id=unit_id,
        named_id=person_id,
        charged=((person_id, unit_id),),
        path=links.QUEUE,
        aside=Aside.TAKEN_AWAY,
    )
    return (before,)


def taken_out(event: Untold) -> frozenset[int]:
    """The tasks that an edit took out of what another one waits for."""
    if event.act is not Act.TASK_EDITED:
        return frozenset()
    return frozenset(_kept(event.before, "awaited_ids")) - frozenset(_kept(event.after, "awaited_ids"))


def is_let_go(event: Untold, task: Row[*tuple[Any, ...]], tasks: Mapping[int, Row[*tuple[Any, ...]]]) -> bool:
    """Whether an edit took out a task that was open, and there is none left that it waits for."""
    awaited = (tasks[each] for each in taken_out(event) if each in tasks)
    return not task.awaits and any(one.closed_at is None or one.closed_at > event.at for one in awaited)


def asked_to_help(event: Untold, helping: Iterable[int], news: News) -> tuple[News, ...]:
    """What is told to each unit that the act asked to contribute, and that still does; once for each time."""
    asked = set(_helpers_after(event)) - set(_helpers_before(event))
    return tuple(
        replace(news, unit_id=unit_id, named_id=None, charged=((None, unit_id),), aside=Aside.HELPS)
        for unit_id in helping
        if unit_id in asked
    )


def _helpers_after(event: Untold) -> Iterable[int]:
    if event.act is Act.TASK_CREATED:
        return tuple(event.detail.get("helper_ids", ()))
    return _kept(event.after)


def _helpers_before(event: Untold) -> Iterable[int]:
    return () if event.act is Act.TASK_CREATED else _kept(event.before)


def _kept(values: Any, name: str = "helper_ids") -> Iterable[int]:
    """The rows among the values that an edit changed; other acts keep a word there, or nothing."""
    return tuple(values.get(name, ())) if isinstance(values, dict) else ()

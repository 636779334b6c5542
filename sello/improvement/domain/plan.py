"""What an improvement plan holds, as plain values that can be kept whole: names as they stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sello.core.dates import read_day


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement that an objective is to meet."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done: by whom, from when until when, with how much, and how it will be known.

    `number` is its own in the plan and is never given again; `budget` is in pesos, None where nobody said.
    """

    id: int
    number: int
    title: str
    unit_id: int
    unit: str
    person_id: int | None
    person: str
    starts_on: date
    ends_on: date
    budget: int | None
    indicator_id: int | None
    indicator: str
    verification: str


@dataclass(frozen=True, slots=True)
class Objective:
    """What the plan wants to reach, from which gap it comes, and the actions that lead there."""

    id: int
    number: int
    title: str
    gap: str
    requirements: tuple[Asked, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a plan."""

    objectives: tuple[Objective, ...] = ()

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in the order of the objectives."""
        return tuple(action for objective in self.objectives for action in objective.actions)

    @property
    def budget(self) -> int:
        """The pesos of all actions of which somebody said how many."""
        return sum(action.budget or 0 for action in self.actions)

    @property
    def is_priced(self) -> bool:
        """Whether every action says what it costs."""
        return all(action.budget is not None for action in self.actions)


def to_value(plan: Plan) -> dict[str, Any]:
    """A plan as JSON keeps it; days as ISO writes them."""
    value = asdict(plan)
    for objective in value["objectives"]:
        for action in objective["actions"]:
            action["starts_on"] = action["starts_on"].isoformat()
            action["ends_on"] = action["ends_on"].isoformat()
    return value


def from_value(value: Mapping[str, Any]) -> Plan:
    """The plan that `to_value` kept."""
    return Plan(tuple(_objective(one) for one in value["objectives"]))


def _objective(value: Mapping[str, Any]) -> Objective:
    return Objective(
        id=value["id"],
        number=value["number"],
        title=value["title"],
        gap=value["gap"],
        requirements=tuple(Asked(**one) for one in value["requirements"]),
        actions=tuple(_action(one) for one in value["actions"]),
    )


def _action(value: Mapping[str, Any]) -> Action:
    days = {name: read_day(value[name]) for name in ("starts_on", "ends_on")}
    return Action(**{**value, **days})

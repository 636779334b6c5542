"""How an action stands: derived from its tasks, never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.improvement.domain.plan import Action


class ActionState(LabelledEnum):
    """How an action stands, the most pressing first."""

    LATE = "atrasada", N_("Atrasada")
    NOT_BEGUN = "sin-comenzar", N_("Debía comenzar")
    IN_REVIEW = "en-revision", N_("En revisión")
    RUNNING = "en-curso", N_("En curso")
    TO_COME = "por-comenzar", N_("Por comenzar")
    DROPPED = "cerrada-sin-evidencia", N_("Cerrada sin evidencia")
    DONE = "cumplida", N_("Cumplida")

    @property
    def light(self) -> Light:
        """Its shape and colour."""
        return LIGHTS[self]


LIGHTS = {
    ActionState.LATE: Light.RED,
    ActionState.NOT_BEGUN: Light.RED,
    ActionState.IN_REVIEW: Light.AMBER,
    ActionState.RUNNING: Light.AMBER,
    ActionState.TO_COME: Light.GREY,
    ActionState.DROPPED: Light.GREY,
    ActionState.DONE: Light.GREEN,
}


@dataclass(frozen=True, slots=True)
class Thread:
    """A task of an action: whether it is closed, whether an accepted piece proves it, whose turn it is."""

    task_id: int
    unit_id: int
    closed: bool
    accepted: bool
    with_unit: bool
    due_on: date

    @property
    def is_done(self) -> bool:
        """Whether it was closed with something that proves it."""
        return self.closed and self.accepted

    def is_late(self, today: date) -> bool:
        """Whether the unit has it and its day has passed."""
        return not self.closed and self.with_unit and self.due_on < today


def state_of(action: Action, threads: Collection[Thread], *, today: date) -> ActionState:
    """How an action stands today."""
    still = [one for one in threads if not one.closed]
    if not threads:
        return _unasked(action, today)
    if not still:
        return ActionState.DONE if any(one.is_done for one in threads) else ActionState.DROPPED
    return _asked(action, still, today)


def _asked(action: Action, still: Collection[Thread], today: date) -> ActionState:
    """What open tasks say of their action."""
    if any(one.is_late(today) for one in still):
        return ActionState.LATE
    if not any(one.with_unit for one in still):
        return ActionState.IN_REVIEW
    return ActionState.LATE if action.ends_on < today else ActionState.RUNNING


def _unasked(action: Action, today: date) -> ActionState:
    if action.ends_on < today:
        return ActionState.LATE
    return ActionState.TO_COME if action.starts_on > today else ActionState.NOT_BEGUN


def counts(states: Iterable[ActionState]) -> Mapping[ActionState, int]:
    """How many actions stand in each state that occurs, the most pressing first."""
    found = Counter(states)
    return {state: found[state] for state in ActionState if found[state]}

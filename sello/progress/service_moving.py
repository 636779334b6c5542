"""Moving a task on the board: one of the acts that its conversation has, with all that it carries."""

from __future__ import annotations

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.undo import Done
from sello.progress.service import take_step
from sello.tasks.domain.moves import moves, step_to
from sello.tasks.domain.turn import Turn
from sello.tasks.queries.queue import card
from sello.tasks.service import asking
from sello.tasks.service.loading import sides


def move(actor: Actor, task_id: int, to: Turn, *, why: str, shown: str, at: Moment) -> Done:
    """Bring a task into a column by the act that leads there; refuses NoWayThere, and as that act does.

    `shown` says what the page told that accepting carries.
    """
    row = card(task_id, actor, at=at).task
    step = step_to(to, moves(row.turn, row.state, sides(actor), row.kind))
    if step is None:
        return asking.ask(actor, task_id, why, to=Turn.EVALUATION, at=at)
    return take_step(actor, task_id, step, why=why, shown=shown, at=at)[1]

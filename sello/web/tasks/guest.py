"""Whoever came by the link of a mail, without signing in: what she is asked, and what she can say to it."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.tasks.domain.states import TaskKind
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.queries.doors import Door
from sello.tasks.queries.rows import TaskRow
from sello.tasks.queries.words import Remark
from sello.tasks.service.loading import leads
from sello.web.pace import TooOften


@dataclass(frozen=True)
class Guest:
    """Whoever came by a link: who she is, to which task it leads, and what that waits for."""

    door: Door
    actor: Actor
    task: TaskRow
    remarks: tuple[Remark, ...]
    token: str
    slowed: TooOften | None = None
    """Why what she sends is not taken now: it comes back with what she typed."""

    @property
    def returned(self) -> tuple[Remark, ...]:
        """The returned pieces that she may correct."""
        return tuple(one for one in self.remarks if one.evidence_id is not None)

    @property
    def answers(self) -> bool:
        """Whether a question waits for her."""
        return self.task.now.reason is Reason.ASKED and self.task.turn is Turn.UNIT

    @property
    def brings(self) -> bool:
        """Whether files are taken, and it is known what they serve."""
        return self.task.kind is TaskKind.WORK and bool(self.task.requirements)

    @property
    def asks_for_time(self) -> bool:
        """Whether she may ask for more time, which whoever only contributes does not."""
        open_to = self.task.kind is TaskKind.WORK and self.task.now.reason is not Reason.TIME
        return open_to and leads(self.actor, self.task)

    def keep_pace(self) -> None:
        """Refuse what is sent too often."""
        if self.slowed is not None:
            raise self.slowed

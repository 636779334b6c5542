"""Laying an answer on its task: files by the one way in, words as the answer or the comment that they are."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.files import service as files
from sello.replies.service.bundle import Bundle
from sello.replies.service.tools import Tools
from sello.tasks.domain.turn import Reason, Turn
from sello.tasks.queries import doors
from sello.tasks.queries.rows import TaskRow
from sello.tasks.queries.words import Remark
from sello.tasks.service import asking, bringing, steps
from sello.tasks.service.bringing import Brought


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of an answer."""

    task_id: int
    task: str
    receipt_id: int | None = None
    corrected: bool = False
    answered: bool = False
    commented: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it is in the conversation."""
        return self.receipt_id is None and not (self.answered or self.commented)


def land(actor: Actor, task_id: int, text: str, bundle: Bundle, tools: Tools, *, at: Moment) -> Landed:
    """Hand in the files that were received, and say what was written; of nothing, nothing is said.

    Nobody answered for what the files name: they come in as reserved and with personal data, until somebody
    who looked says otherwise. Refuses as `bringing.bring` and `asking.answer` do, and with NotFound for a
    task that the actor does not see.
    """
    task, remarks = doors.asked_by(task_id, actor, at=at)
    answered = bool(text) and _asks(task)
    receipt_id, corrects = None, None
    if bundle.taken:
        corrects = _corrected(remarks, len(bundle.taken))
        ids = [files.remember(actor, each, now=at.now) for each in bundle.taken]
        said = "" if answered else text
        whole = not bundle.refused
        brought = Brought(personal_data=True, text=said, corrects_id=corrects, complete=whole)
        receipt_id = bringing.bring(actor, task_id, ids, brought, store=tools.store, at=at)
    elif text and not answered:
        steps.comment(actor, task_id, text, now=at.now)
    if answered:
        asking.answer(actor, task_id, text, at=at)
    return Landed(
        task_id,
        task.title,
        receipt_id,
        corrected=corrects is not None,
        answered=answered,
        commented=bool(text) and not answered,
    )


def put(actor: Actor, task_id: int, text: str, bundle: Bundle, tools: Tools, *, at: Moment) -> Landed:
    """Lay a mail on a task by hand, as `land` does, but that it answers nothing in its sender's name."""
    if task_id <= 0:
        raise NotFound
    if bundle.taken:
        ids = [files.remember(actor, each, now=at.now) for each in bundle.taken]
        brought = Brought(personal_data=True, text=text, complete=False)
        receipt_id = bringing.bring(actor, task_id, ids, brought, store=tools.store, at=at)
        return Landed(task_id, "", receipt_id, commented=True)
    steps.comment(actor, task_id, text, now=at.now)
    return Landed(task_id, "", commented=True)


def _asks(task: TaskRow) -> bool:
    return task.now.reason is Reason.ASKED and task.turn is Turn.UNIT


def _corrected(remarks: tuple[Remark, ...], count: int) -> int | None:
    """The returned piece that a single file remedies, where it can be no other."""
    returned = [one.evidence_id for one in remarks if one.evidence_id is not None]
    return returned[0] if len(returned) == 1 and count == 1 else None

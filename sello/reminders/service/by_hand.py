"""Sending by hand: a task recalled now, or a message to a unit or a person; each once a day.

The outbox's unique key decides: two who press at once queue one mail, and the other is told so.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue, withdraw_mails
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.reminders import links
from sello.reminders.domain.by_hand import (
    ByHand,
    RemindedToday,
    WrittenToday,
    check_message,
    check_nudge,
    message_key,
    nudge_key,
)
from sello.reminders.domain.recipients import Addressee
from sello.reminders.queries import by_hand as queries
from sello.reminders.queries import sweeps
from sello.reminders.queries.settled import settled_reminders
from sello.reminders.service.doors import doors
from sello.reminders.service.letters import frame
from sello.tasks.models import Task
from sello.tasks.queries.rows import TaskRow, read_rows
from sello.tasks.service.loading import load


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody writes."""

    subject: str
    text: str


def remind_now(actor: Actor, task_id: int, *, base_url: str, at: Moment) -> tuple[str, Done]:
    """Recall a task to whoever has the turn; returns her name, and how it can be taken back.

    The mail waits until it cannot be taken back any more. Raises NotFound, the refusals of `check_nudge`, and
    RemindedToday.
    """
    held = load(task_id, actor)
    (task,) = read_rows(select(Task.id).where(Task.id == held.id), at=at)
    charged = sweeps.directory(at.today).in_charge(task.person_id, task.unit_id)
    to = check_nudge(task.turn, charged, by=actor.person_id)
    with undoable(actor, Act.TASK_REMINDED, now=at.now) as done:
        if not enqueue(_nudge(actor, task, to, base_url, at), now=at.now):
            raise RemindedToday
        record(actor, Act.TASK_REMINDED, task.id, now=at.now, to_id=to.person_id)
    return to.name, done


def reader_of_unit(unit_id: int, *, at: Moment) -> Addressee | None:
    """Who reads what is written to a unit: its head or whoever acts for her, else the nearest one above."""
    return sweeps.directory(at.today).head_of(unit_id)


def reader_of_person(person_id: int, *, at: Moment) -> Addressee | None:
    """Who reads what is written to a person: she herself, or whoever acts for her."""
    return sweeps.directory(at.today).acting(person_id)


def write_to_unit(actor: Actor, unit_id: int, said: Said, *, base_url: str, at: Moment) -> tuple[str, Done]:
    """Write to a unit; returns who reads it, and how it can be taken back.

    Raises the refusals of `check_message`, and WrittenToday.
    """
    to = check_message(reader_of_unit(unit_id, at=at), by=actor.person_id)
    return _write(actor, Act.UNIT_MESSAGED, unit_id, to, said, base_url=base_url, at=at)


def write_to_person(
    actor: Actor, person_id: int, said: Said, *, base_url: str, at: Moment
) -> tuple[str, Done]:
    """Write to a person; otherwise as `write_to_unit`."""
    to = check_message(reader_of_person(person_id, at=at), by=actor.person_id)
    return _write(actor, Act.PERSON_MESSAGED, person_id, to, said, base_url=base_url, at=at)


def _write(
    actor: Actor, act: Act, entity_id: int, to: Addressee, said: Said, *, base_url: str, at: Moment
) -> tuple[str, Done]:
    place = sweeps.place(actor.institution_id)
    rendered = render(
        "message",
        **frame(to, place, base_url),
        subject=" ".join(said.subject.split()),
        said=said.text.strip(),
        who=actor.name,
    )
    message = Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=ByHand.MESSAGE.value,
        dedupe_key=message_key(act.entity, entity_id, at.today),
        person_id=to.person_id,
        reply_to=place.reply_to,
    )
    with undoable(actor, act, now=at.now) as done:
        if not enqueue(message, now=at.now):
            raise WrittenToday
        record(actor, act, entity_id, now=at.now, to_id=to.person_id)
    return to.name, done


def withdraw_settled() -> int:
    """Take back what recalls only tasks that are not their units' turn any more; returns how many mails."""
    return withdraw_mails([*queries.settled_nudges(), *settled_reminders()])


def _nudge(actor: Actor, task: TaskRow, to: Addressee, base_url: str, at: Moment) -> Message:
    place = sweeps.place(actor.institution_id)
    opens = doors([(to, task.id)], base_url, now=at.now)
    rendered = render(
        "nudge",
        **frame(to, place, base_url),
        title=task.title,
        who=actor.name,
        reason=task.now.reason,
        unit=task.unit_name,
        due_on=task.due_on,
        late=task.due_on < at.today,
        href=links.absolute(base_url, links.HAND_IN, id=task.id),
        answer=opens.get((to.person_id, task.id), ""),
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        kind=ByHand.NUDGE.value,
        dedupe_key=nudge_key(task.id, at.today),
        person_id=to.person_id,
        reply_to=place.reply_to,
        thread=f"task.{task.id}",
    )

"""What people do in a year: threads are asked, handed in, given back, paused, moved, as by the screens.

Each act is done in the product first and then, if it was not refused, on the oracle's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import insert

from sello.accounts.domain.actor import Actor
from sello.core.db import unit_of_work
from sello.core.moment import Moment
from sello.progress import service as progress
from sello.tasks.domain.due import DueKind, Priority, Term
from sello.tasks.domain.states import Step, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.service import asking, assigning, pausing
from tests.year import towns
from tests.year.plain import Person, Thread, Town

ONE_DAY = timedelta(days=1)


class Story:
    """One town's people at work."""

    def __init__(self, town: Town, actors: Mapping[int, Actor], random: Random) -> None:
        self.town, self.actors, self.random = town, actors, random
        self.acts = 0
        self.units = [unit for unit in town.parents if any(self._workers(unit))]
        (self.secretary,) = (actors[one.id] for one in town.people.values() if one.role == "secretariat")

    def asks(self, count: int, now: datetime) -> None:
        """So many threads are asked of its units."""
        today = self.town.local(now).date()
        threads = [self._thread(today) for _ in range(count)]
        if not threads:
            return
        with unit_of_work(self.town.id) as session:
            made = insert(Task).returning(Task.id, sort_by_parameter_order=True)
            ids = session.scalars(made, [self._row(each, now) for each in threads]).all()
        for thread, task_id in zip(threads, ids, strict=True):
            thread.id = task_id
            self.town.threads[task_id] = thread

    def acts_of(self, now: datetime) -> None:
        """What its people do at an instant: each thread has its chance."""
        today = self.town.local(now).date()
        chosen = [(each, act) for each in self.town.threads.values() if (act := self._chosen(each, today))]
        if not chosen:
            return
        at = Moment(now, str(self.town.zone))
        with unit_of_work(self.town.id):
            for thread, act in chosen:
                act(thread, at)
                self.acts += 1
        closed = [thread.id for thread, _ in chosen if not thread.is_open]
        for each in closed:
            del self.town.threads[each]

    def somebody_leaves(self) -> None:
        """The account of a contributor is closed; what she had is her unit's head's from then on."""
        mario = sorted(self.town.people)[5]
        with unit_of_work(self.town.id):
            towns.leaves(self.town.people[mario])

    def _workers(self, unit: int) -> list[Person]:
        of_unit = (one for one in self.town.people.values() if one.unit == unit)
        return [one for one in of_unit if one.role in ("unit_head", "contributor")]

    def _somebody(self, thread: Thread) -> Actor:
        return self.actors[self.random.choice(self._workers(thread.unit)).id]

    def _thread(self, today: date) -> Thread:
        unit = self.random.choice(self.units)
        person = self.random.choice([None, *(one.id for one in self._workers(unit) if one.active)])
        due = today + timedelta(days=self.random.choice((1, 2, *range(3, 45))))
        return Thread(0, unit, person, due, today)

    def _row(self, thread: Thread, now: datetime) -> dict[str, object]:
        return {
            "institution_id": self.town.id,
            "title": f"Informe hasta el {thread.due:%d-%m-%Y}",
            "unit_id": thread.unit,
            "person_id": thread.person,
            "due_on": thread.due,
            "due_kind": DueKind.DATE,
            "priority": Priority.NORMAL,
            "state": TaskState.PENDING,
            "created_at": now,
        }

    def _chosen(self, thread: Thread, today: date) -> Act | None:
        """What is done on a thread today, if anything."""
        luck = self.random.random()
        for chance, act in self._chances(thread, today):
            luck -= chance
            if luck < 0:
                return act
        return None

    def _chances(self, thread: Thread, today: date) -> tuple[tuple[float, Act], ...]:
        late = (today - thread.due).days
        if thread.question or thread.time_asked:
            return ((0.25, self._answer), (0.02, self._cancel if late > 30 else self._answer))
        if thread.state == "delivered":
            return (0.25, self._accept), (0.08, self._give_back), (0.01, self._withdraw)
        if thread.state == "returned":
            return (0.15, self._deliver), (0.02, self._ask_unit), (0.01, self._cancel)
        return (
            (0.10 if late > -3 else 0.03, self._deliver),
            (0.012, self._pause),
            (0.01, self._ask),
            (0.01, self._ask_unit),
            (0.01, self._ask_time),
            (0.006, self._move),
            (0.006, self._give),
            (0.01 if thread.paused_until else 0.0, self._go_on),
            (0.03 if late > 40 else 0.0, self._cancel),
        )

    def _deliver(self, thread: Thread, at: Moment) -> None:
        progress.take_step(self._somebody(thread), thread.id, Step.DELIVER, why="Va en papel.", at=at)
        thread.state = "delivered"

    def _withdraw(self, thread: Thread, at: Moment) -> None:
        progress.take_step(self._somebody(thread), thread.id, Step.WITHDRAW, why="", at=at)
        thread.state = "in-progress"

    def _accept(self, thread: Thread, at: Moment) -> None:
        progress.take_step(self.secretary, thread.id, Step.ACCEPT, why="", at=at)
        thread.state = "closed"

    def _give_back(self, thread: Thread, at: Moment) -> None:
        progress.take_step(self.secretary, thread.id, Step.RETURN, why="Falta la firma.", at=at)
        thread.state = "returned"

    def _cancel(self, thread: Thread, at: Moment) -> None:
        progress.take_step(self.secretary, thread.id, Step.CANCEL, why="Ya no hace falta.", at=at)
        thread.state = "closed"

    def _ask(self, thread: Thread, at: Moment) -> None:
        asking.ask(self._somebody(thread), thread.id, "¿De qué año?", to=Turn.SECRETARIAT, at=at)
        thread.question = "secretariat"

    def _ask_unit(self, thread: Thread, at: Moment) -> None:
        asking.ask(self.secretary, thread.id, "¿Quién firma?", to=Turn.UNIT, at=at)
        thread.question = "unit"

    def _answer(self, thread: Thread, at: Moment) -> None:
        if thread.time_asked:
            self._decide(thread, at)
            return
        who = self.secretary if thread.question == "secretariat" else self._somebody(thread)
        asking.answer(who, thread.id, "El último.", at=at)
        thread.question = None

    def _ask_time(self, thread: Thread, at: Moment) -> None:
        until = max(at.today, thread.due) + timedelta(days=self.random.randrange(1, 20))
        asking.ask_for_time(self._somebody(thread), thread.id, "Falta un dato.", until, at=at)
        thread.time_asked = True

    def _decide(self, thread: Thread, at: Moment) -> None:
        until = None
        if self.random.random() < 0.6:
            until = max(at.today, thread.due) + timedelta(days=self.random.randrange(1, 15))
            thread.due = until
        asking.decide_time(self.secretary, thread.id, until, "Así quedamos.", at=at)
        thread.time_asked = False

    def _pause(self, thread: Thread, at: Moment) -> None:
        until = at.today + timedelta(days=self.random.randrange(15))
        pausing.pause(self.secretary, thread.id, until, "De vacaciones.", at=at)
        thread.paused_until = until

    def _go_on(self, thread: Thread, at: Moment) -> None:
        pausing.go_on(self.secretary, thread.id, at=at)
        thread.paused_until = None

    def _move(self, thread: Thread, at: Moment) -> None:
        """Its last day is another one, often one that it had already come near to."""
        day = at.today + timedelta(days=self.random.randrange(25))
        draft, version = assigning.as_asked(thread.id, self.secretary)
        moved = replace(draft, term=Term(DueKind.DATE, on=day))
        assigning.edit(self.secretary, thread.id, moved, version=version, at=at)
        thread.due = day

    def _give(self, thread: Thread, at: Moment) -> None:
        _, version = assigning.as_asked(thread.id, self.secretary)
        active = [one.id for one in self._workers(thread.unit) if one.active]
        person = self.random.choice([None, *active])
        assigning.assign(self.secretary, thread.id, person, version=version, at=at)
        thread.person = person


Act = Callable[[Thread, Moment], None]

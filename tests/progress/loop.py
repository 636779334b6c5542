"""A town at work on its conversations: every act, by whoever may do it, through the screens' services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select, update

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.undo import Done
from sello.cycles.models import Answer
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.models import Evidence
from sello.evidence.service.submitting import Submission, Target
from sello.progress import service as progress
from sello.progress.service import Outcome
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.queries.belongings import checks
from sello.tasks.service import asking, assigning, consulting, pausing, steps, ticking
from sello.tasks.service.assigning import TaskDraft
from sello.tasks.service.hand_in import correct, hand_in_with_undo
from tests.builders import AT, Someone, Town
from tests.cycles import builders
from tests.cycles.builders import CycleRow
from tests.evidence import cast
from tests.files import samples


def validating() -> None:
    """Let acceptance validate."""
    db.session.execute(update(Institution).values(accept_validates=True))


@dataclass
class Loop:
    """The town, its cycle (1.1.2 is declared and lacks only evidence), and what was made in it."""

    app: Any
    town: Town
    cycle: CycleRow
    at: Moment = AT
    files: int = 0
    made: list[int] = field(default_factory=list)
    ready: dict[int, int] = field(default_factory=dict)
    """A file of each person that waits for its description, if she prepared one."""
    last: Done = field(default_factory=Done)
    """By what the last hand-in can be taken back."""

    @property
    def secretary(self) -> Someone:
        """Who asks and judges."""
        person: Someone = self.town.people.secretary
        return person

    @property
    def unit(self) -> Someone:
        """Who is asked."""
        person: Someone = self.town.people.other_head
        return person

    @property
    def heads(self) -> tuple[Someone, Someone]:
        """Who answers for a unit."""
        return self.unit, self.town.people.head

    @property
    def working(self) -> tuple[Someone, ...]:
        """Who may act: one side of a task or the other."""
        return (self.secretary, *self.heads, self.town.people.contributor)

    @property
    def looking_on(self) -> tuple[Someone, ...]:
        """Who sees, and may not act."""
        return self.town.people.authority, self.town.people.auditor

    def prepare(self, random: Random) -> None:
        """Let everybody who works have a file that waits, some with the bytes of an earlier one."""
        for person in self.working:
            if person.id not in self.ready:
                self.files += 1
                number = random.randint(1, self.files) if random.random() < 0.3 else self.files
                self.ready[person.id] = self._received(person, number)

    def _received(self, person: Someone, number: int) -> int:
        return cast.received(self.app, person, samples.pdf(f"{number}"), name=f"{number}.pdf")

    def _file(self, person: Someone) -> int:
        if person.id in self.ready:
            return self.ready.pop(person.id)
        self.files += 1
        return self._received(person, self.files)

    def requirement(self, code: str = "1.1.2") -> int:
        """The row of a requirement."""
        return builders.ids(self.cycle)[code]

    def ask(self, *codes: str, due: date | None = None, of: Someone | None = None) -> int:
        """A task of the unit, or of somebody's."""
        draft = TaskDraft(
            title="Enviar el decreto",
            unit_id=(of or self.unit).unit_id or 0,
            term=Term(DueKind.DATE, on=due or self.at.today + timedelta(days=20)),
            requirement_ids=tuple(self.requirement(code) for code in codes or ("1.1.2",)),
        )
        return assigning.create(self.secretary.actor(), draft, cycle_id=self.cycle.id, at=self.at)

    def hand_in(
        self,
        task_id: int | None = None,
        *,
        complete: bool = True,
        code: str = "1.1.2",
        by: Someone | None = None,
    ) -> int:
        """A new piece of the unit (or one with the same bytes), for a task or not asked for."""
        person = by or self.unit
        upload = self._file(person)
        handed, self.last = hand_in_with_undo(
            person.actor(),
            [Submission(upload, cast.said(f"Decreto {upload}"), use_existing=by is not None)],
            Target(person.unit_id or 0, self.cycle.id, (self.requirement(code),)),
            task_id=task_id,
            complete=complete,
            store=cast.store(self.app),
            at=self.at,
        )
        self.made += handed.created
        return handed.ids[0]

    def accept(self, piece: int, **choices: bool) -> Outcome:
        """Accept it at the desk."""
        version = cast.version_of(piece)
        return progress.accept(self.secretary.actor(), piece, version=version, at=self.at, **choices)

    def give_back(self, piece: int, remark: str = "Falta la firma") -> Outcome:
        """Return it at the desk."""
        return progress.give_back(
            self.secretary.actor(),
            piece,
            version=cast.version_of(piece),
            remark=remark,
            parts={Part.FILE},
            at=self.at,
        )

    def correct(
        self, piece: int, *, complete: bool = True, by: Someone | None = None, anew: bool = False
    ) -> Done:
        """Answer its remark; `anew` with another file."""
        row, person = db.session.get_one(Evidence, piece), by or self.unit
        _, done = correct(
            person.actor(),
            piece,
            row.details,
            None,
            version=row.version,
            reply="Va firmado",
            upload_id=self._file(person) if anew else None,
            complete=complete,
            store=cast.store(self.app),
            at=self.at,
        )
        return done

    def validate(self, code: str, grade: str | None) -> Done:
        """Decide on an answer by hand."""
        answer = select(Answer).where(Answer.requirement_id == self.requirement(code))
        return progress.validate(
            self.secretary.actor(),
            self.cycle.id,
            self.requirement(code),
            grade,
            note="A mano",
            version=db.session.scalars(answer).one().version,
            at=self.at,
        )

    def step(self, person: Someone, task_id: int, step: Step, why: str = "Porque sí") -> Done:
        """Take a step of a task."""
        return progress.take_step(person.actor(), task_id, step, why=why, at=self.at)[1]

    def later(self, minutes: int) -> None:
        """Let some time pass."""
        self.at = self.at.then(self.at.now + timedelta(minutes=minutes))


Act = Callable[[Loop, Random], int | None]
"""An act on something at random; returns the id by which it can be undone, if it can."""


def _task(loop: Loop, random: Random) -> int:
    return random.choice(db.session.scalars(select(Task.id).order_by(Task.id)).all())


def _somebody(loop: Loop, random: Random) -> Someone:
    return random.choice(loop.working)


def _piece(loop: Loop, random: Random, *states: EvidenceState) -> int | None:
    query = select(Evidence.id).where(Evidence.id.in_(loop.made), Evidence.state.in_(states))
    found = db.session.scalars(query.order_by(Evidence.id)).all()
    return random.choice(found) if found else None


def _ask_task(loop: Loop, random: Random) -> None:
    due = loop.at.today + timedelta(days=random.choice((0, 2, 20)))
    loop.ask(due=due, of=random.choice(loop.heads))


def _hand_in(loop: Loop, random: Random) -> int | None:
    task = random.choice((None, _task(loop, random)))
    complete, code = random.random() < 0.7, random.choice(("1.1.2", "1.1.2", "1.1.1"))
    loop.hand_in(task, complete=complete, code=code, by=_somebody(loop, random))
    return loop.last.id


def _attach(loop: Loop, random: Random) -> None:
    piece = _piece(loop, random, *EvidenceState)
    if piece:
        complete = random.random() < 0.5
        steps.attach(loop.unit.actor(), _task(loop, random), piece, loop.at.now, complete=complete)


def accept_something(loop: Loop, random: Random) -> int | None:
    """A decision at the desk on whatever waits."""
    piece = _piece(loop, random, EvidenceState.SUBMITTED)
    return loop.accept(piece, close=random.random() < 0.8).undo_id if piece else None


def _give_back(loop: Loop, random: Random) -> int | None:
    piece = _piece(loop, random, EvidenceState.SUBMITTED, EvidenceState.ACCEPTED)
    return loop.give_back(piece).undo_id if piece else None


def _correct(loop: Loop, random: Random) -> int | None:
    piece = _piece(loop, random, EvidenceState.RETURNED, EvidenceState.SUBMITTED)
    if not piece:
        return None
    person = random.choice((*loop.heads, loop.town.people.contributor))
    anew = random.random() < 0.5
    return loop.correct(piece, complete=random.random() < 0.7, by=person, anew=anew).id


def _validate(loop: Loop, random: Random) -> int | None:
    return loop.validate(random.choice(("1.1.1", "1.1.2")), random.choice(("yes", None))).id


def _step(loop: Loop, random: Random) -> int | None:
    return loop.step(_somebody(loop, random), _task(loop, random), random.choice(list(Step))).id


def _question(loop: Loop, random: Random) -> int | None:
    person = _somebody(loop, random)
    to = random.choice((Turn.UNIT, Turn.SECRETARIAT, Turn.EVALUATION))
    return asking.ask(person.actor(), _task(loop, random), "¿Cuál?", to=to, at=loop.at).id


def _answer(loop: Loop, random: Random) -> int | None:
    return asking.answer(_somebody(loop, random).actor(), _task(loop, random), "Esa", at=loop.at).id


def _time(loop: Loop, random: Random) -> int | None:
    until = loop.at.today + timedelta(days=random.randrange(40))
    return asking.ask_for_time(
        random.choice(loop.heads).actor(), _task(loop, random), "Falta", until, at=loop.at
    ).id


def _decide_time(loop: Loop, random: Random) -> int | None:
    until = random.choice((None, loop.at.today + timedelta(days=random.randrange(60))))
    return asking.decide_time(loop.secretary.actor(), _task(loop, random), until, "Así", at=loop.at).id


def _tie(loop: Loop, random: Random) -> None:
    """A task waits for another from now on, or for none, and has a list, and somebody who helps."""
    secretary, task_id = loop.secretary.actor(), _task(loop, random)
    draft, version = assigning.as_asked(task_id, secretary)
    awaited = random.choice(((), (_task(loop, random),)))
    lead, other = (each.unit_id or 0 for each in loop.heads)
    helper = {lead: other, other: lead}.get(draft.unit_id)
    changed = replace(
        draft,
        awaited_ids=awaited,
        helper_ids=(helper,) if helper and random.random() < 0.5 else (),
        checks=random.choice(((), ("Firmarlo", "Fecharlo"))),
        checks_first=random.random() < 0.3,
        term=Term(DueKind.DATE, on=max(loop.at.today, draft.term.on or loop.at.today)),
    )
    assigning.edit(secretary, task_id, changed, version=version, at=loop.at)


def _tick(loop: Loop, random: Random) -> int | None:
    task_id = _task(loop, random)
    items = [one.id for one in checks(task_id)]
    done = random.sample(items, random.randint(0, len(items)))
    return ticking.tick(_somebody(loop, random).actor(), task_id, done, at=loop.at).id


def _pause(loop: Loop, random: Random) -> int | None:
    person, task_id = loop.secretary.actor(), _task(loop, random)
    if random.random() < 0.3:
        return pausing.go_on(person, task_id, at=loop.at).id
    until = loop.at.today + timedelta(days=random.randrange(6))
    return pausing.pause(person, task_id, until, "De vacaciones", at=loop.at).id


def _comment(loop: Loop, random: Random) -> None:
    steps.comment(_somebody(loop, random).actor(), _task(loop, random), "Anotado", now=loop.at.now)


def _consult(loop: Loop, random: Random) -> int | None:
    """Somebody asks where nothing is open: about a piece, asked for or not, or about a requirement."""
    person, piece = _somebody(loop, random).actor(), _piece(loop, random, *EvidenceState)
    if piece and random.random() < 0.7:
        return consulting.consult_on_piece(person, piece, "¿De qué año es?", at=loop.at).undo_id
    requirement = loop.requirement(random.choice(("1.1.1", "1.1.2")))
    asked = consulting.consult_on_requirement(
        person, requirement, "¿Quién lo firma?", cycle_id=loop.cycle.id, at=loop.at
    )
    return asked.undo_id


def _look_on(loop: Loop, random: Random) -> None:
    """Somebody tries who may not."""
    person, task = random.choice(loop.looking_on).actor(), _task(loop, random)
    acts: tuple[Callable[[], object], ...] = (
        lambda: progress.take_step(person, task, random.choice(list(Step)), why="Porque sí", at=loop.at),
        lambda: asking.ask(person, task, "¿Cuál?", to=random.choice(list(Turn)), at=loop.at),
        lambda: asking.answer(person, task, "Esa", at=loop.at),
        lambda: asking.ask_for_time(person, task, "Falta", loop.at.today + timedelta(days=90), at=loop.at),
        lambda: asking.decide_time(person, task, None, "Así", at=loop.at),
        lambda: _consults(person, loop),
    )
    random.choice(acts)()
    raise AssertionError("whoever looks on does not act")


def _consults(person: Actor, loop: Loop) -> object:
    requirement, cycle = loop.requirement(), loop.cycle.id
    return consulting.consult_on_requirement(person, requirement, "¿Quién?", cycle_id=cycle, at=loop.at)


ACTS: tuple[Act, ...] = (
    _ask_task,
    _hand_in,
    _hand_in,
    _attach,
    accept_something,
    accept_something,
    _give_back,
    _correct,
    _correct,
    _validate,
    _look_on,
    _step,
    _step,
    _question,
    _consult,
    _answer,
    _answer,
    _time,
    _decide_time,
    _comment,
    _tie,
    _tie,
    _tick,
    _pause,
)

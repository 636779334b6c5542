"""Generated histories: everything that can be done to a cycle's answers and evidence, over some days."""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import inspect, select

from sello.accounts.domain.actor import Actor
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries import cycles
from sello.cycles.service import answers
from sello.cycles.service.cycles import CycleDraft
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.service import links, reviewing, submitting
from sello.evidence.service.submitting import Submission, Target
from sello.level.state import NOT_APPLICABLE
from sello.progress import service as progress
from sello.progress.standing import standing
from sello.transfers.change_edition import service as change_edition
from sello.transfers.change_edition.models import Adoption
from sello.transfers.copy_cycle.domain import Carry
from sello.transfers.copy_cycle.service import CopyDraft, copy_cycle
from tests.builders import ZONE, Someone, Town
from tests.cycles import builders
from tests.evidence.cast import received, said, store
from tests.transfers.change_edition.builders import editions

FIRST = date(2026, 3, 30)
"""A few days before the clocks of Chile go back, so that some days have 25 hours."""

GRADES = ("achieved", "partial", "not_achieved", "yes", "no", None)


@dataclass
class History:
    """A cycle of a town, and what was frozen of it and of its copies on each day."""

    app: Flask
    town: Town
    chance: random.Random
    cycle_id: int
    editions: tuple[int, int]
    at: Moment
    done: list[str] = field(default_factory=list)
    frozen: list[tuple[int, date, dict[str, Any]]] = field(default_factory=list)
    """Cycle, day and what `standing` said of it at the end of that day."""

    @property
    def secretary(self) -> Actor:
        return self.town.people.secretary.actor()

    def answer(self) -> Answer:
        return self.any_of(select(Answer))

    def any_of(self, statement: Any) -> Any:
        """One of the rows, by chance; a refusal when there is none."""
        found = db.session.scalars(statement.execution_options(populate_existing=True)).all()
        if not found:
            raise Refusal
        # A database promises no order: the same seed has to find the same one.
        return self.chance.choice(sorted(found, key=lambda row: inspect(row).identity))


def opened(app: Flask, town: Town, seed: int) -> History:
    """A cycle on the first of two editions, before anything was done."""
    secretary = town.people.secretary.actor()
    before, after = editions()
    cycle = builders.cycle(secretary, before)
    row = db.session.get_one(Cycle, cycle.id)
    at = Moment(Moment(row.created_at, ZONE).start_of(FIRST), ZONE)
    row.created_at = at.now
    for state in db.session.scalars(select_states()):
        state.since = at.now
    after_id = load_edition(after, secretary, now=at.now).edition_id
    db.session.commit()
    return History(app, town, random.Random(seed), cycle.id, (cycle.edition_id, after_id), at)


def select_states() -> Any:
    from sello.cycles.models import AnswerState

    return select(AnswerState)


def live(history: History, days: int, *, acts: Collection["Deed"], each_day: int = 6) -> None:
    """Do something on each day, at hours of it up to the last minute, and freeze what stands at its end."""
    for n in range(days):
        day = FIRST + timedelta(days=n)
        start, end = history.at.start_of(day), history.at.end_of(day)
        span = int((end - start).total_seconds()) - 2
        for second in sorted(history.chance.sample(range(span), each_day)):
            history.at = history.at.then(start + timedelta(seconds=second))
            act = history.chance.choice(list(acts))
            try:
                with db.session.begin_nested():
                    act(history)
                history.done.append(act.__name__)
            except Refusal:
                db.session.expire_all()
        history.at = history.at.then(end - timedelta(seconds=1))
        freeze(history, day)
    db.session.commit()


def freeze(history: History, day: date) -> None:
    """Keep what stands now of each cycle, and on some days make a cut of it, which forbids to go back."""
    for number in db.session.scalars(select(Cycle.id).order_by(Cycle.id)).all():
        row = cycles.find(number)
        history.frozen.append((number, day, standing(row, at=history.at).snapshot(day)))
        if history.chance.random() < 0.15:
            progress.make_cut(history.secretary, number, f"Corte {day.isoformat()}", as_of=day, at=history.at)


Deed = Callable[[History], None]


def declare(history: History) -> None:
    row, chance = history.answer(), history.chance
    asked = Declaration(chance.choice(GRADES), "Relato", not_applicable=False)
    if chance.random() < 0.2:
        asked = Declaration(None, "Relato", not_applicable=True, not_applicable_reason="No tenemos playa.")
    answers.declare(
        history.secretary, row.cycle_id, row.requirement_id, asked, version=row.version, now=history.at.now
    )


def validate(history: History) -> None:
    row = history.answer()
    grade = history.chance.choice([row.declared, row.declared, NOT_APPLICABLE, None])
    _validate(history, row, grade)


def note(history: History) -> None:
    """Only a remark is added: the decision is the one that stood."""
    row = history.any_of(select(Answer).where(Answer.validated.is_not(None)))
    _validate(history, row, row.validated)


def _validate(history: History, row: Answer, grade: str | None) -> None:
    progress.validate(
        history.secretary,
        row.cycle_id,
        row.requirement_id,
        grade,
        note=f"Nota {history.chance.random()}",
        version=row.version,
        at=history.at,
    )


def decide(history: History) -> None:
    row = history.answer()
    answers.decide(
        history.secretary,
        row.cycle_id,
        row.requirement_id,
        history.chance.choice([*GRADES, NOT_APPLICABLE]),
        note="Hallazgo",
        version=row.version,
        now=history.at.now,
    )


def assign(history: History) -> None:
    row, units = history.answer(), history.town.units
    unit_id = history.chance.choice([units.personas, units.dideco, None])
    answers.assign(history.secretary, row.cycle_id, [row.requirement_id], unit_id, now=history.at.now)


def hand_in(history: History) -> None:
    row, chance = history.answer(), history.chance
    replaces = None
    if chance.random() < 0.4:
        replaces = history.any_of(select(Evidence)).id
    until = chance.choice([None, None, history.at.today + timedelta(days=chance.randrange(40))])
    sender: Someone = history.town.people.secretary
    name = f"{chance.random()}.pdf"
    submission = Submission(received(history.app, sender, name=name), said(name, valid_until=until))
    target = Target(history.town.units.personas, row.cycle_id, (row.requirement_id,), replaces)
    submitting.submit(history.secretary, [submission], target, store=store(history.app), at=history.at)


def accept(history: History) -> None:
    piece = history.any_of(select(Evidence))
    reviewing.accept(history.secretary, piece.id, version=piece.version, at=history.at)


def give_back(history: History) -> None:
    piece = history.any_of(select(Evidence))
    reviewing.give_back(
        history.secretary,
        piece.id,
        version=piece.version,
        remark="Falta la firma.",
        parts={Part.FILE, Part.VALIDITY},
        at=history.at,
    )


def answer_remark(history: History) -> None:
    _correct(history, lambda details: details)


def correct_validity(history: History) -> None:
    until = history.at.today + timedelta(days=history.chance.randrange(-3, 30))
    _correct(history, lambda details: replace(details, valid_until=until))


def correct_links(history: History) -> None:
    row = history.answer()
    _correct(history, lambda details: details, cycle_id=row.cycle_id, serves=(row.requirement_id,))


def _correct(
    history: History, change: Any, *, cycle_id: int | None = None, serves: tuple[int, ...] | None = None
) -> None:
    piece = history.any_of(select(Evidence))
    submitting.correct(
        history.secretary,
        piece.id,
        change(piece.details),
        serves,
        version=piece.version,
        reply="Está firmado en la última página.",
        cycle_id=cycle_id,
        store=store(history.app),
        at=history.at,
    )


def link(history: History) -> None:
    """The secretariat's link counts at once; a unit's one on an accepted piece waits."""
    row, piece = history.answer(), history.any_of(select(Evidence))
    who = history.chance.choice([history.secretary, history.town.people.head.actor()])
    links.link(who, piece.id, row.cycle_id, (row.requirement_id,), now=history.at.now)


def confirm_link(history: History) -> None:
    waiting = history.any_of(select(EvidenceLink).where(EvidenceLink.to_confirm))
    reviewing.confirm_link(history.secretary, waiting.id, now=history.at.now)


def refuse_link(history: History) -> None:
    waiting = history.any_of(select(EvidenceLink).where(EvidenceLink.to_confirm))
    reviewing.refuse_link(history.secretary, waiting.id, now=history.at.now)


def adopt(history: History) -> None:
    """The main cycle takes the other edition; each of the two at most half of the time."""
    edition_id = history.chance.choice(history.editions)
    change_edition.adopt(history.cycle_id, edition_id, history.secretary, now=history.at.now)


def undo(history: History) -> None:
    row = history.any_of(select(Adoption))
    change_edition.undo(row.id, history.secretary, now=history.at.now)


def copy(history: History) -> None:
    draft = CycleDraft(f"Copia {len(history.done)}", "gold", history.at.today)
    taken = frozenset(Carry) - {Carry.TASKS}
    copy_cycle(history.secretary, history.cycle_id, CopyDraft(draft, taken), at=history.at)


TELLABLE: tuple[Deed, ...] = (
    *[declare] * 4,
    *[validate] * 4,
    note,
    decide,
    assign,
    *[hand_in] * 4,
    *[accept] * 4,
    *[give_back] * 2,
    *[answer_remark] * 2,
    link,
    confirm_link,
)
"""What the trail and the reviews always told whole, the everyday acts more often."""

EVERYTHING: tuple[Deed, ...] = (*TELLABLE, correct_validity, correct_links, refuse_link, adopt, undo, copy)

"""What is said to open is what opens: for whoever asks, whatever was asked of whom in which cycle."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from sello.accounts.domain.actor import Actor, by_door
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.via import Via
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import assign
from sello.cycles.service.cycles import release
from sello.progress.reach import open_requirements
from sello.progress.requirement import opened
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service import assigning
from sello.tasks.service.assigning import TaskDraft
from tests.builders import AT, NOW, TODAY, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]
WHO = ("secretary", "head", "other_head", "contributor", "authority", "auditor")


def ask(town: Town, cycle: CycleRow, code: str, unit_id: int) -> None:
    draft = TaskDraft(
        title="Enviar el acta",
        unit_id=unit_id,
        term=Term(DueKind.DATE, on=TODAY + timedelta(days=20)),
        requirement_ids=(builders.ids(cycle)[code],),
    )
    assigning.create(town.people.secretary.actor(), draft, cycle_id=cycle.id, at=AT)
    db.session.commit()


@pytest.fixture
def cycles(town: Town, cycle: CycleRow) -> tuple[CycleRow, ...]:
    """The current cycle, another on its edition and one on an edition of its own, with tasks in each."""
    secretary, units = town.people.secretary.actor(), town.units
    again = builders.cycle(secretary, name="El mismo, otra vez")
    other = builders.cycle(secretary, builders.edition(6, version="2"), name="Otra edición")
    ask(town, cycle, "2.1.1", units.personas)
    ask(town, again, "2.1.2", units.personas)  # what opens is the current cycle's, in which nobody asked her
    ask(town, other, "2.1.3", units.personas)
    for each, code in ((again, "1.1.2"), (other, "1.1.3")):
        assign(secretary, each.id, [builders.ids(each)[code]], units.personas, now=NOW)
    db.session.commit()
    return cycle, again, other


def found_by_opening(actor: Actor, cycles: tuple[CycleRow, ...]) -> set[int]:
    """The same question, asked of each requirement's page."""
    found = set()
    for requirement_id in {one for cycle in cycles for one in builders.ids(cycle).values()}:
        try:
            opened(actor, requirement_id, None, at=AT)
        except NotFound:
            continue
        found.add(requirement_id)
    return found


@pytest.mark.parametrize("who", WHO)
def test_what_is_said_to_open_opens(town: Town, cycles: tuple[CycleRow, ...], who: str) -> None:
    actor = getattr(town.people, who).actor()
    assert open_requirements(actor) == found_by_opening(actor, cycles)


def test_to_a_head_opens_what_her_units_own_and_what_she_is_asked_for(
    town: Town, cycles: tuple[CycleRow, ...]
) -> None:
    here, _, other = (builders.ids(cycle) for cycle in cycles)
    own = {here["1.1.1"], other["1.1.3"]}
    assert open_requirements(town.people.head.actor()) == own | {here["2.1.1"], other["2.1.3"]}


def test_to_an_auditor_opens_what_was_released(town: Town, cycles: tuple[CycleRow, ...]) -> None:
    auditor = town.people.auditor.actor()
    assert open_requirements(auditor) == set()
    release(town.people.secretary.actor(), cycles[2].id, now=NOW)
    assert (
        open_requirements(auditor)
        == found_by_opening(auditor, cycles)
        == set(builders.ids(cycles[2]).values())
    )


def test_nothing_opens_to_whoever_came_by_a_link(town: Town, cycles: tuple[CycleRow, ...]) -> None:
    assert open_requirements(by_door(town.people.head.actor(), Via.LINK)) == set()


@pytest.mark.parametrize("who", ["secretary", "head", "auditor"])
def test_it_is_one_statement(
    town: Town, cycles: tuple[CycleRow, ...], statements: Counting, who: str
) -> None:
    actor = getattr(town.people, who).actor()
    with statements() as seen:
        open_requirements(actor)
    assert len(seen) == 1

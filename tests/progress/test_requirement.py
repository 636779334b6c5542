"""A requirement's page: what each reader is told of it, in how many statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sello.accounts.domain.actor import Actor
from sello.core.refusal import NotFound
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.cycles import release
from sello.level.state import Reading
from sello.level.status import Status, Turn
from sello.progress.requirement import Opened, RequirementPage, opened, page
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]


def open_it(actor: Actor, cycle: CycleRow, code: str) -> Opened:
    return opened(actor, builders.ids(cycle)[code], cycle.id, at=AT)


def read(actor: Actor, cycle: CycleRow, code: str) -> RequirementPage:
    return page(open_it(actor, cycle, code), at=AT)


@pytest.mark.parametrize(
    ("code", "status", "turn", "neighbours"),
    [
        ("1.1.1", Status.VALIDATED, Turn.NOBODY, (None, "1.1.2")),
        ("1.1.2", Status.WITHOUT_EVIDENCE, Turn.UNIT, ("1.1.1", "2.1.1")),
        ("2.1.2", Status.UNANSWERED, Turn.UNIT, ("2.1.1", None)),
    ],
)
def test_where_a_requirement_stands_and_whose_turn_it_is(
    cycle: CycleRow, town: Town, code: str, status: Status, turn: Turn, neighbours: tuple[str | None, ...]
) -> None:
    found = read(town.people.secretary.actor(), cycle, code)
    assert (found.status, found.status.turn) == (status, turn)
    assert tuple(each and each.code for each in (found.before, found.after)) == neighbours
    assert set(found.verdicts) == set(Reading)


def test_the_page_says_what_the_whole_cycle_says(cycle: CycleRow, town: Town) -> None:
    every = standing(cycle, at=AT).statuses(TODAY)
    told = {code: read(town.people.secretary.actor(), cycle, code).status for code in builders.ids(cycle)}
    assert told == every


def test_who_may_open_it_and_who_may_answer(cycle: CycleRow, town: Town) -> None:
    head = town.people.head.actor()
    assert open_it(head, cycle, "1.1.1").edits
    with pytest.raises(NotFound):
        open_it(head, cycle, "1.1.2")
    auditor = town.people.auditor.actor()
    with pytest.raises(NotFound):
        open_it(auditor, cycle, "1.1.1")
    release(town.people.secretary.actor(), cycle.id, now=NOW)
    outside = read(auditor, cycle, "1.1.1")
    assert not outside.opened.edits
    assert (outside.events, outside.pieces, outside.tasks) == ((), (), ())
    assert outside.status is None, "where the work stands is told to those who work"


def test_a_page_reads_a_constant_number_of_statements(
    cycle: CycleRow, town: Town, statements: Counting
) -> None:
    secretary = town.people.secretary.actor()
    read(secretary, cycle, "1.1.1")
    seen_for = []
    for more in (0, 7):
        for _ in range(more):
            builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas)
        with statements() as seen:
            read(secretary, cycle, "1.1.1")
        seen_for.append(len(seen))
    assert seen_for == [10, 10], "its sum, the few pieces that it names, and those in sight"


@pytest.mark.parametrize(
    ("asked", "in_sight", "pages"), [(None, 20, 7), (1, 100, 2), (2, 25, 2), (9, 25, 2), (0, 100, 2)]
)
def test_the_newest_pieces_are_in_sight_and_all_can_be_leafed_through(
    cycle: CycleRow, town: Town, asked: int | None, in_sight: int, pages: int
) -> None:
    requirement_id = builders.ids(cycle)["1.1.2"]
    made = [builders.evidence(cycle, requirement_id, town.units.dideco) for _ in range(125)]
    found = page(open_it(town.people.secretary.actor(), cycle, "1.1.2"), number=asked, at=AT)
    assert (len(found.pieces), found.sight.total, found.sight.last) == (in_sight, 125, pages)
    shown = [piece.id for piece in found.pieces]
    assert shown == sorted(shown, reverse=True)
    assert (shown[0] == max(made)) is (found.sight.number == 1)

"""The reads of cycles: what they tell, to whom, in how many statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.refusal import NotFound
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import find_answer, neighbours
from sello.cycles.service.answers import assign, declare, validate
from sello.cycles.service.cycles import release
from sello.evidence.queries.conditions import HIDDEN_TITLE
from sello.level.state import Reading
from sello.level.status import Status
from sello.level.verdict import Reason
from sello.progress.checklist import (
    Filters,
    OpenTasks,
    checklist,
    visible_rows,
)
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]
ALL = Visibility(units=None)


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """A cycle in which Personas owns 1.1.1 (validated, evidence until March) and DIDECO 1.1.2 (declared)."""
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    codes = builders.ids(cycle)
    assign(actor, cycle.id, [codes["1.1.1"]], town.units.personas, now=NOW)
    assign(actor, cycle.id, [codes["1.1.2"]], town.units.dideco, now=NOW)
    for code in ("1.1.1", "1.1.2"):
        declare(actor, cycle.id, codes[code], Declaration("yes"), version=1, now=NOW)
    builders.evidence(cycle, codes["1.1.1"], town.units.personas, valid_until=date(2027, 3, 31))
    validate(actor, cycle.id, codes["1.1.1"], "yes", note="", in_force=True, version=2, now=NOW)
    return cycle_queries.find(cycle.id)


def test_the_level_of_a_cycle_in_two_statements(cycle: CycleRow, statements: Counting) -> None:
    assert cycle.known.rules.code
    with statements() as seen:
        where = standing(cycle, at=AT)
        found = where.assessments(TODAY)
    assert len(seen) == 2
    assert {reading: a.score.met for reading, a in found.items()} == {
        Reading.SELF: 2,
        Reading.VALIDATED: 1,
        Reading.EXTERNAL: 0,
    }
    later = where.assess(Reading.VALIDATED, date(2027, 4, 1)).verdicts["1.1.1"]
    assert (later.reason, later.on) == (Reason.EXPIRED, date(2027, 4, 1))
    assert [m.on for m in where.timeline(Reading.VALIDATED, TODAY, date(2028, 1, 1))] == [
        TODAY,
        date(2027, 4, 1),
    ]


def test_hidden_pieces_count_but_are_not_named(cycle: CycleRow, town: Town, statements: Counting) -> None:
    with statements() as seen:
        where = standing(cycle, town.people.other_head.actor().visibility, at=AT)
    assert len(seen) <= 5
    verdict = where.assess(Reading.VALIDATED, TODAY).verdicts["1.1.1"]
    assert verdict.met
    assert verdict.evidence is not None
    assert verdict.evidence.title == HIDDEN_TITLE
    own = standing(cycle, town.people.head.actor().visibility, at=AT)
    fact = own.states["1.1.1"].evidence[0]
    assert fact.title == "Decreto 12"


def show(cycle: CycleRow, visibility: Visibility = ALL, **filters: object) -> dict[str, list[str]]:
    where = standing(cycle, at=AT)
    tasks = {builders.ids(cycle)["2.1.1"]: OpenTasks(2, 1)}
    page = checklist(
        cycle,
        visible_rows(where.answers, visibility),
        where.states,
        where.verdicts(Reading.VALIDATED, TODAY),
        as_of=TODAY,
        tasks=tasks,
        filters=Filters(**filters),  # type: ignore[arg-type]
    )
    return {group.code: [row.code for row in group.rows] for group in page.groups}


def test_the_checklist_and_its_filters(cycle: CycleRow, town: Town) -> None:
    assert show(cycle) == {"1": ["1.1.1", "1.1.2"], "2": ["2.1.1", "2.1.2"]}
    assert show(cycle, dimension="2") == {"2": ["2.1.1", "2.1.2"]}
    assert show(cycle, status=Status.VALIDATED) == {"1": ["1.1.1"]}
    assert show(cycle, unit_id=town.units.dideco) == {"1": ["1.1.2"]}
    assert show(cycle, unit_id=0) == {"2": ["2.1.1", "2.1.2"]}
    assert show(cycle, overdue=True) == {"2": ["2.1.1"]}
    assert show(cycle, mandatory="Oro") == {"1": ["1.1.1"], "2": ["2.1.1"]}
    assert show(cycle, text="REQUERIMIENTO 1.1.2") == {"1": ["1.1.2"]}
    assert show(cycle, text="personás") == {"1": ["1.1.1"]}
    assert show(cycle, text="nada así") == {}


def test_a_unit_head_sees_her_branch(cycle: CycleRow, town: Town) -> None:
    assert show(cycle, town.people.head.actor().visibility) == {"1": ["1.1.1"]}
    head = town.people.head.actor().visibility
    rows = visible_rows(standing(cycle, at=AT).answers, head, also={builders.ids(cycle)["2.1.2"]})
    assert [row.code for row in rows] == ["1.1.1", "2.1.2"]


def test_counts_do_not_depend_on_the_filters(cycle: CycleRow) -> None:
    where = standing(cycle, at=AT)
    page = checklist(
        cycle,
        where.answers,
        where.states,
        where.verdicts(Reading.VALIDATED, TODAY),
        as_of=TODAY,
        tasks={},
        filters=Filters(status=Status.VALIDATED),
    )
    assert (page.shown, page.total) == (1, 4)
    assert page.statuses == {Status.UNANSWERED: 2, Status.WITHOUT_EVIDENCE: 1, Status.VALIDATED: 1}
    assert [(group.done, group.total) for group in page.groups] == [(1, 2)]
    assert [(choice.label, choice.count) for choice in page.units] == [
        ("", 2),
        ("DIDECO", 1),
        ("Personas", 1),
    ]


def test_a_requirements_page_reads_little(cycle: CycleRow, town: Town, statements: Counting) -> None:
    requirement_id = builders.ids(cycle)["1.1.2"]
    with statements() as seen:
        found_cycle, found = find_answer(requirement_id, None, ALL)
        before, after = neighbours(cycle, found.position, ALL)
    assert len(seen) == 2
    assert found_cycle == cycle
    assert before is not None
    assert after is not None
    assert (before.code, found.row.code, after.code) == ("1.1.1", "1.1.2", "2.1.1")
    assert after.requirement_id == builders.ids(cycle)["2.1.1"]


def test_a_unit_head_finds_her_own_requirements_and_those_she_has_a_task_for(
    cycle: CycleRow, town: Town
) -> None:
    head = town.people.head.actor().visibility
    mine, other = builders.ids(cycle)["1.1.1"], builders.ids(cycle)["1.1.2"]
    with pytest.raises(NotFound):
        find_answer(other, cycle.id, head)
    assert find_answer(other, cycle.id, head, also={other})[1].row.code == "1.1.2"
    own = find_answer(mine, cycle.id, head)[1]
    assert own.row.code == "1.1.1"
    assert neighbours(cycle, own.position, head) == (None, None)


def test_a_requirement_is_read_in_the_current_cycle_first(cycle: CycleRow, town: Town) -> None:
    second = builders.cycle(town.people.secretary.actor(), name="Segundo")
    requirement_id = builders.ids(cycle)["1.1.1"]
    assert second.edition_id == cycle.edition_id
    assert find_answer(requirement_id, None, ALL)[0].id == cycle.id
    assert find_answer(requirement_id, second.id, ALL)[0].id == second.id
    with pytest.raises(NotFound):
        find_answer(999999, None, ALL)
    with pytest.raises(NotFound):
        find_answer(requirement_id, None, town.people.auditor.actor().visibility)


def test_the_list_of_cycles(cycle: CycleRow, town: Town, statements: Counting) -> None:
    actor = town.people.secretary.actor()
    builders.cycle(actor, name="Segundo")
    with statements() as seen:
        rows = cycle_queries.all_cycles()
    assert len(seen) == 3
    assert [(row.cycle.name, row.requirements, row.answered, row.validated) for row in rows] == [
        ("Sello 2026", 4, 2, 1),
        ("Segundo", 4, 0, 0),
    ]
    assert cycle_queries.all_cycles(town.people.auditor.actor().visibility) == ()
    release(actor, cycle.id, now=NOW)
    assert len(cycle_queries.all_cycles(town.people.auditor.actor().visibility)) == 1


@pytest.mark.parametrize("size", [4, 400])
def test_statements_do_not_grow_with_the_edition(town: Town, statements: Counting, size: int) -> None:
    cycle = builders.cycle(town.people.secretary.actor(), builders.edition(size))
    assert cycle.known.rules.code
    with statements() as seen:
        where = standing(cycle, at=AT)
        where.assessments(TODAY)
    assert len(seen) == 2
    assert len(where.answers) == size

"""The checklist: every requirement with its state, filtered as the address says."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sello.accounts.domain.actor import Visibility
from sello.cycles.queries.cycles import CycleRow
from sello.level.status import Status
from sello.progress.checklist import Filters, OpenTasks, assemble, visible_rows
from sello.progress.standing import standing
from tests.builders import AT, TODAY, Town
from tests.conftest import Statements
from tests.cycles import builders

Counting = Callable[[], AbstractContextManager[Statements]]
ALL = Visibility(units=None)


def show(cycle: CycleRow, visibility: Visibility = ALL, **filters: object) -> dict[str, list[str]]:
    where = standing(cycle, at=AT)
    tasks = {builders.ids(cycle)["2.1.1"]: OpenTasks(2, 1)}
    page = assemble(
        where,
        visible_rows(where.answers, visibility),
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
    page = assemble(
        where,
        where.answers,
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

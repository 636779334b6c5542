"""What lists, queues and the other features read: right rows, for the right eyes, in constant statements."""

from datetime import timedelta

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.db import db, everywhere
from sello.tasks.domain.due import DueStatus, QueueGroup
from sello.tasks.domain.states import OPEN_STATES, Step, TaskState
from sello.tasks.domain.turn import Turn
from sello.tasks.queries import (
    lists,
    options,
    queue,
    summaries,
    task,
)
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.words import Remark
from sello.tasks.service import steps
from tests.builders import AT
from tests.tasks import cast
from tests.tasks.cast import TODAY

ALL = Visibility(units=None)


def days(count):
    return TODAY + timedelta(days=count)


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


@pytest.fixture
def busy(town, secretary):
    """Personas: a task of each sort; DIDECO: an overdue one."""
    course = cast.course()
    personas, head, boss = town.units.personas, town.people.head, town.people.secretary

    def ask(title, due, unit_id=personas, code="2.3.1"):
        return cast.ask(
            secretary,
            unit_id,
            title=title,
            due_on=due,
            cycle_id=course.cycle_id,
            requirement_ids=(course.requirements[code],),
        )

    made = {
        "late": ask("Atrasada", days(-5)),
        "week": ask("Esta semana", days(3)),
        "returned": ask("Devuelta", days(20)),
        "later": ask("Más adelante, con Política", days(40)),
        "delivered": ask("Entregada", days(-2)),
        "closed": ask("Cerrada", days(-30)),
        "foreign": ask("Ajena", days(-9), town.units.dideco, "1.1.1"),
    }
    cast.walk(made["returned"], (head, Step.DELIVER), (boss, Step.RETURN))
    cast.walk(made["delivered"], (head, Step.DELIVER))
    cast.walk(made["closed"], (head, Step.DELIVER), (boss, Step.ACCEPT))
    db.session.flush()
    return course, made


def titles(rows):
    return [row.title for row in rows]


def listed(chosen, visibility=ALL, person_id=None, **values):
    return lists.page(chosen, visibility, person_id, **{"number": 1, "at": AT} | values)


def test_a_list_begins_with_what_is_due_first_and_hides_what_is_closed(busy):
    found = listed(TaskFilter())
    assert titles(found.rows) == [
        "Ajena",
        "Atrasada",
        "Entregada",
        "Esta semana",
        "Devuelta",
        "Más adelante, con Política",
    ]
    assert (found.total, found.last) == (6, 1)
    row = found.rows[1]
    assert (row.due_status, row.business_days_left, row.unit_name) == (DueStatus.OVERDUE, -3, "Personas")
    assert [one.code for one in row.requirements] == ["2.3.1"]


def test_each_filter_narrows_the_list(town, busy):
    course, _made = busy
    cases = {
        TaskFilter(states=frozenset({TaskState.CLOSED})): ["Cerrada"],
        TaskFilter(turn=Turn.SECRETARIAT): ["Entregada"],
        TaskFilter(group=QueueGroup.RETURNED): ["Devuelta"],
        TaskFilter(group=QueueGroup.OVERDUE): ["Ajena", "Atrasada"],
        TaskFilter(group=QueueGroup.OVERDUE, unit_ids=frozenset({town.units.personas})): ["Atrasada"],
        TaskFilter(requirement_id=course.requirements["1.1.1"]): ["Ajena"],
        TaskFilter(text="  POLITICA "): ["Más adelante, con Política"],
        TaskFilter(text="%"): [],
        TaskFilter(due_from=TODAY, due_until=days(10)): ["Esta semana"],
        TaskFilter(person_id=town.people.head.id): [],
    }
    for chosen, expected in cases.items():
        assert titles(listed(chosen).rows) == expected, chosen


def test_nobody_finds_a_task_of_another_unit(town, busy):
    head = town.people.head.actor()
    everything = TaskFilter(states=OPEN_STATES | {TaskState.CLOSED})
    assert "Ajena" not in titles(listed(everything, head.visibility, head.person_id).rows)
    aimed = TaskFilter(unit_ids=frozenset({town.units.dideco}))
    assert not listed(aimed, head.visibility, head.person_id).rows
    assert not listed(everything, town.people.auditor.actor().visibility).rows


def test_pages_hold_every_task_once(town, secretary):
    for number in range(7):
        cast.ask(secretary, town.units.personas, title=str(number), due_on=days(20))
    pages = [listed(TaskFilter(), number=number, size=3) for number in (1, 2, 3)]
    assert [len(one.rows) for one in pages] == [3, 3, 1]
    assert len({row.id for one in pages for row in one.rows}) == 7
    assert listed(TaskFilter(), number=99, size=3).number == 3
    assert listed(TaskFilter(), number=-1, size=3).number == 1


def test_the_board_holds_the_open_tasks_by_whose_turn_they_are(busy):
    columns = lists.board(TaskFilter(), ALL, None, at=AT)
    assert {one.turn: (one.total, titles(one.rows)) for one in columns} == {
        Turn.UNIT: (5, ["Ajena", "Atrasada", "Esta semana", "Devuelta", "Más adelante, con Política"]),
        Turn.SECRETARIAT: (1, ["Entregada"]),
        Turn.EVALUATION: (0, []),
        Turn.ANOTHER: (0, []),
    }


def parts(actor, mine=False):
    found = queue.queue(actor, mine=mine, at=AT)
    return {part.group: (part.total, titles(card.task for card in part.cards)) for part in found}


def test_a_unit_heads_queue_has_her_branch_in_its_order(town, busy):
    assert parts(town.people.head.actor()) == {
        QueueGroup.OVERDUE: (1, ["Atrasada"]),
        QueueGroup.THIS_WEEK: (1, ["Esta semana"]),
        QueueGroup.RETURNED: (1, ["Devuelta"]),
        QueueGroup.LATER: (1, ["Más adelante, con Política"]),
        QueueGroup.AWAITING: (0, []),
    }


def test_the_secretariats_queue_begins_with_what_waits_for_its_review(town, busy):
    found = parts(town.people.secretary.actor())
    assert list(found)[:3] == [QueueGroup.TO_REVIEW, QueueGroup.TO_ANSWER, QueueGroup.OUTSIDE]
    assert found[QueueGroup.TO_ANSWER] == (1, ["Entregada"])
    assert found[QueueGroup.OVERDUE] == (0, [])


def test_a_returned_card_shows_its_last_remark(town, busy):
    found = queue.queue(town.people.head.actor(), mine=False, at=AT)
    remarks = [card.remarks for part in found for card in part.cards if part.group is QueueGroup.RETURNED]
    assert remarks == [(Remark("Porque sí"),)]


@pytest.mark.parametrize("who", ["head", "other_head", "contributor"])
def test_what_is_asked_next_is_the_first_card(town, busy, who):
    actor = getattr(town.people, who).actor()
    cards = [card.task for part in queue.queue(actor, mine=False, at=AT) for card in part.cards]
    assert queue.next_asked(actor, at=AT) == (cards[0] if cards else None)


def test_the_secretariat_is_asked_for_nothing(town, busy):
    assert queue.next_asked(town.people.secretary.actor(), at=AT) is None


def test_mine_is_what_was_given_by_name(town, secretary, busy):
    cast.ask(secretary, town.units.personas, title="Suya", person_id=town.people.head.id)
    assert parts(town.people.head.actor(), mine=True)[QueueGroup.LATER] == (1, ["Suya"])


def test_the_other_features_get_their_rows(town, busy):
    course, made = busy
    requirement_id = course.requirements["2.3.1"]
    head = town.people.head.actor()
    found = summaries.for_requirement(course.cycle_id, requirement_id, head.visibility, at=AT)
    assert {row.id for row in found} == set(made.values()) - {made["foreign"]}
    counts = summaries.counts_by_requirement(course.cycle_id, ALL, today=TODAY)
    assert (counts[requirement_id].open, counts[requirement_id].overdue) == (5, 1)
    assert [
        (one.unit_name, one.count, one.oldest) for one in summaries.overdue_by_unit(ALL, today=TODAY)
    ] == [
        ("DIDECO", 1, days(-9)),
        ("Personas", 1, days(-5)),
    ]
    assert titles(summaries.overdue(ALL, at=AT)) == ["Ajena", "Atrasada"]
    counted = summaries.counts_for_dashboard(ALL, today=TODAY)
    assert counted.open == 6
    assert {group: count for group, count in counted.groups.items() if count} == {
        QueueGroup.TO_ANSWER: 1,
        QueueGroup.OVERDUE: 2,
        QueueGroup.RETURNED: 1,
        QueueGroup.THIS_WEEK: 1,
        QueueGroup.LATER: 1,
    }
    assert summaries.counts_for_dashboard(head.visibility, today=TODAY)[QueueGroup.OVERDUE] == 1


def test_what_is_due_is_read_in_portions_without_repeating(busy):
    _, made = busy
    first = summaries.due(last=days(10), limit=2)
    rest = summaries.due(last=days(10), after=(first[-1].due_on, first[-1].id))
    assert [one.id for one in first + rest] == [made["foreign"], made["late"], made["week"]]
    assert [one.id for one in summaries.due(first=TODAY, last=days(10))] == [made["week"]]
    with everywhere():
        assert len(summaries.due(last=days(10))) == 3


def test_options_are_a_tree_that_ends_with_its_units(town):
    tree = options.units(today=TODAY)
    assert [(one.depth, one.name) for one in tree][:4] == [
        (0, "Alcaldía"),
        (1, "Administración Municipal"),
        (2, "Secretaría Ejecutiva para la Equidad de Género"),
        (1, "DAF"),
    ]
    assert options.branch_of(tree, town.units.dideco) == {town.units.dideco, town.units.migrantes}
    assert options.branch_of(tree, 999_999) == {999_999}
    assert "Eva Evaluadora" not in [one.name for one in options.people()]


def test_statements_do_not_grow_with_the_tasks(town, secretary, busy, statements):
    course, made = busy
    head = town.people.head.actor()

    def counted():
        seen = {}
        for name, read in {
            "page": lambda: listed(TaskFilter(text="a"), head.visibility, head.person_id),
            "board": lambda: lists.board(TaskFilter(), ALL, None, at=AT),
            "queue": lambda: queue.queue(secretary, mine=False, at=AT),
            "detail": lambda: task.detail(made["returned"], head, at=AT),
            "requirement": lambda: summaries.for_requirement(
                course.cycle_id, course.requirements["2.3.1"], ALL, at=AT
            ),
        }.items():
            with statements() as count:
                read()
            seen[name] = len(count)
        return seen

    before = counted()
    assert before == {"page": 2, "board": 1, "queue": 1, "detail": 8, "requirement": 1}
    for number in range(30):
        cast.ask(secretary, town.units.personas, title=f"Otra {number}", due_on=days(number))
    assert counted() == before


def test_a_task_does_not_name_the_evidence_of_a_unit_outside_ones_branch(town, secretary):
    """The secretariat may attach any piece; the task's unit learns that there is one, and no more."""
    task_id = cast.ask(secretary, town.units.personas)
    steps.attach(secretary, task_id, cast.evidence(town, town.units.dideco, "Denuncia reservada"), cast.NOW)

    def told(actor):
        shown = task.detail(task_id, actor, at=AT)
        return [(one.title, one.visible) for one in shown.evidence]

    assert told(town.people.head.actor()) == [("", False)]
    assert told(secretary) == [("Denuncia reservada", True)]

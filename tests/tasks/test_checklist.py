"""The checklist inside a task, templates that bring one, and units that contribute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.actor import Actor, Visibility
from sello.core.refusal import NotFound, Refusal, Stale
from sello.progress.service import undo
from sello.tasks.domain.checklist import ITEM_LIMIT, MOST_ITEMS, items, lines
from sello.tasks.domain.drafts import Candidate, propose
from sello.tasks.domain.due import DaysOutOfRange, Priority, QueueGroup
from sello.tasks.domain.refusals import (
    ChecksOpen,
    ClosedTask,
    ItemTooLong,
    LeadHandsIn,
    NotYourStep,
    PauseWithoutEnd,
    TooManyItems,
    UnitElsewhere,
)
from sello.tasks.domain.states import Step
from sello.tasks.domain.templates import Wording, by_code, for_initiative
from sello.tasks.queries import lists, queue, task
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.queries.templates import template, templates
from sello.tasks.service import asking, assigning, pausing, ticking
from sello.tasks.service import templates as keeping
from tests.builders import AT, NOW, TODAY, Town
from tests.tasks import cast

LIST = ("Firmar el decreto", "Publicarlo")


ONE_LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)
"""A text that breaks no line: one that did would be two items."""


@given(texts=st.lists(ONE_LINE, max_size=MOST_ITEMS))
def test_a_checklist_read_back_is_the_same(texts: list[str]) -> None:
    once = items("\n".join(texts))
    assert items(lines(once)) == once
    assert len(set(once)) == len(once)
    assert all(each == " ".join(each.split()) for each in once)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("\n".join(str(number) for number in range(MOST_ITEMS + 1)), TooManyItems),
        ("x" * (ITEM_LIMIT + 1), ItemTooLong),
    ],
)
def test_a_list_that_nobody_reads_is_refused_beside_its_field(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        items(typed)
    assert refused.value.field == "checks"


@pytest.fixture
def asked(town: Town) -> int:
    return cast.ask(town.people.secretary.actor(), town.units.personas, checks=LIST, checks_first=True)


def checks(town: Town, task_id: int) -> list[tuple[str, str | None]]:
    found = task.detail(task_id, town.people.secretary.actor(), at=AT).beside.checks
    return [(one.text, one.ticked_by) for one in found]


def ids(town: Town, task_id: int) -> list[int]:
    return [one.id for one in task.detail(task_id, town.people.secretary.actor(), at=AT).beside.checks]


def test_items_are_ticked_told_in_the_conversation_and_taken_back(town: Town, asked: int) -> None:
    head = town.people.head
    done = ticking.tick(head.actor(), asked, ids(town, asked)[:1], at=AT)
    assert checks(town, asked) == [(LIST[0], head.name), (LIST[1], None)]
    entry = task.detail(asked, head.actor(), at=AT).talk[-1]
    assert (entry.who, entry.did, entry.changes) == (head.name, "marca la lista", {"ticked": [[], [LIST[0]]]})
    assert ticking.tick(head.actor(), asked, ids(town, asked)[:1], at=AT).id is None, "nothing is new"
    undo(head.actor(), done.id or 0, at=AT)
    assert checks(town, asked) == [(LIST[0], None), (LIST[1], None)]


def test_what_is_not_hers_is_not_ticked(town: Town, asked: int) -> None:
    with pytest.raises(NotYourStep):
        ticking.tick(town.people.authority.actor(), asked, [], at=AT)
    with pytest.raises(NotFound):
        ticking.tick(town.people.other_head.actor(), asked, [], at=AT)
    cast.walk(asked, (town.people.secretary, Step.CANCEL))
    with pytest.raises(ClosedTask):
        ticking.tick(town.people.head.actor(), asked, [], at=AT)


def test_the_list_holds_up_only_where_the_institution_says_so(town: Town, asked: int) -> None:
    with pytest.raises(ChecksOpen) as refused:
        cast.walk(asked, (town.people.head, Step.DELIVER))
    assert LIST[1] in str(refused.value)
    ticking.tick(town.people.head.actor(), asked, ids(town, asked), at=AT)
    cast.walk(asked, (town.people.head, Step.DELIVER))
    free = cast.ask(town.people.secretary.actor(), town.units.personas, checks=LIST)
    cast.walk(free, (town.people.head, Step.DELIVER))


def test_an_item_that_stays_word_for_word_stays_ticked(town: Town, asked: int) -> None:
    secretary = town.people.secretary.actor()
    ticking.tick(town.people.head.actor(), asked, ids(town, asked), at=AT)
    draft, version = assigning.as_asked(asked, secretary)
    assigning.edit(secretary, asked, replace(draft, checks=("Fecharlo", LIST[0])), version=version, at=AT)
    assert checks(town, asked) == [("Fecharlo", None), (LIST[0], town.people.head.name)]


def wording(**values: object) -> Wording:
    return Wording(**({"title": "Enviar el acta", "days": 8} | values))


def test_a_template_is_kept_changed_and_dropped(town: Town) -> None:
    secretary = town.people.secretary.actor()
    made = keeping.create(secretary, wording(checks=LIST, code="1.1.1"), now=NOW)
    assert template(made).wording == wording(checks=LIST, code="1.1.1")
    assert keeping.edit(secretary, made, wording(), version=1, now=NOW)
    with pytest.raises(Stale):
        keeping.edit(secretary, made, wording(days=3), version=1, now=NOW)
    assert not keeping.edit(secretary, made, wording(), version=2, now=NOW)
    for days in (0, 731):
        with pytest.raises(DaysOutOfRange):
            keeping.create(secretary, wording(days=days), now=NOW)
    keeping.drop(secretary, made, now=NOW)
    assert templates() == ()
    with pytest.raises(NotFound):
        keeping.drop(secretary, made, now=NOW)


ANY, PLAN = wording(title="Cualquiera"), wording(title="Plan", initiative_kind="plan")
BOTH = wording(title="Ambos", initiative_kind="plan", code="1.1.1")
ALONE = wording(title="Solo el requerimiento", code="1.1.1")


@pytest.mark.parametrize(
    ("kind", "codes", "found"),
    [
        ("plan", ["1.1.1"], BOTH),
        ("plan", ["2.1.1"], PLAN),
        ("plan", [], PLAN),
        ("study", ["1.1.1"], None),
        ("study", [], None),
    ],
)
def test_which_template_fits_what_an_initiative_owes(
    kind: str, codes: list[str], found: Wording | None
) -> None:
    assert for_initiative([ANY, ALONE, PLAN, BOTH], kind, codes) == found


def test_many_are_asked_in_the_words_of_their_templates(town: Town) -> None:
    course = cast.course()
    secretary = town.people.secretary.actor()
    keeping.create(secretary, wording(title="Enviar la política", code="1.1.1", checks=LIST), now=NOW)
    found = [
        Candidate(course.requirements[code], code, f"Nombre de {code}", town.units.personas, 0)
        for code in ("1.1.1", "1.1.2")
    ]
    drafts = propose(
        found,
        title="Reunir",
        due_on=TODAY + timedelta(days=9),
        priority=Priority.NORMAL,
        templates=by_code(each.wording for each in templates()),
    )
    assert [each.title.split(" 1.1")[0] for each in drafts] == ["Enviar la política", "Reunir"]
    term = assigning.Term(assigning.DueKind.DATE, on=TODAY + timedelta(days=9))
    made = assigning.create_many(secretary, drafts, term, cycle_id=course.cycle_id, at=AT)
    assert [[text for text, _ in checks(town, each)] for each in made] == [list(LIST), []]


def helped(town: Town) -> int:
    return cast.ask(town.people.secretary.actor(), town.units.personas, helper_ids=(town.units.dideco,))


def test_a_unit_that_contributes_sees_and_says_but_does_not_hand_in(town: Town) -> None:
    secretary, other = town.people.secretary.actor(), town.people.other_head.actor()
    alone = cast.ask(secretary, town.units.personas)
    task_id = helped(town)
    with pytest.raises(NotFound):
        task.detail(alone, other, at=AT)
    assert task.detail(task_id, other, at=AT).beside.helpers
    page = lists.page(TaskFilter(), other.visibility, other.person_id, number=1, at=AT)
    assert [row.id for row in page.rows] == [task_id]
    assert page.total == 1
    with pytest.raises(LeadHandsIn):
        cast.walk(task_id, (town.people.other_head, Step.DELIVER))
    with pytest.raises(NotYourStep):
        asking.ask_for_time(other, task_id, "Falta", TODAY + timedelta(days=90), at=AT)
    cast.walk(task_id, (town.people.head, Step.DELIVER))


def test_it_is_in_one_queue_alone(town: Town) -> None:
    helped(town)

    def total(actor: Actor) -> int:
        return sum(part.total for part in queue.queue(actor, mine=False, at=AT))

    assert total(town.people.head.actor()) == 1
    assert total(town.people.other_head.actor()) == 0


def test_the_unit_that_answers_does_not_contribute_too(town: Town) -> None:
    with pytest.raises(UnitElsewhere):
        cast.ask(town.people.secretary.actor(), town.units.personas, helper_ids=(town.units.personas,))


@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=366)])
def test_a_pause_ends_on_a_day_to_come(town: Town, asked: int, until: date | None) -> None:
    with pytest.raises(PauseWithoutEnd):
        pausing.pause(town.people.secretary.actor(), asked, until, "Está de vacaciones", at=AT)


def test_a_pause_is_told_with_its_reason_ended_and_taken_back(town: Town, asked: int) -> None:
    secretary, until = town.people.secretary.actor(), TODAY + timedelta(days=9)
    with pytest.raises(NotYourStep):
        pausing.pause(town.people.head.actor(), asked, until, "No alcanzo", at=AT)
    done = pausing.pause(secretary, asked, until, "Espera al Concejo", at=AT)
    entry = task.detail(asked, secretary, at=AT).talk[-1]
    assert (entry.did, entry.text) == ("pausa los recordatorios", "Espera al Concejo")
    pausing.go_on(secretary, asked, at=AT)
    assert task.detail(asked, secretary, at=AT).talk[-1].did == "reanuda los recordatorios"
    assert pausing.go_on(secretary, asked, at=AT).id is None
    assert done.id is not None
    with pytest.raises(Refusal):
        undo(secretary, done.id, at=AT)  # somebody acted since
    assert task.detail(asked, secretary, at=AT).paused_until is None


def test_every_open_task_is_still_in_one_group(town: Town, asked: int) -> None:
    helped(town)
    everything = Visibility(units=None)
    totals = [
        lists.page(TaskFilter(group=group), everything, None, number=1, at=AT).total for group in QueueGroup
    ]
    assert sum(totals) == 2

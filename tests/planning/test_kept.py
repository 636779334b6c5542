"""Scenarios, efforts and hours as they are kept; the pace as it is read; the advice on a real cycle."""

from datetime import date, timedelta

import pytest

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.history import events_of
from sello.cycles.queries import cycles
from sello.level.state import Reading
from sello.planning import service
from sello.planning.domain.outcome import TooLittleHistory
from sello.planning.domain.suppose import Kind, Supposition
from sello.planning.queries import kept
from sello.planning.queries.forecasts import forecast_of
from sello.planning.queries.overview import ways_up
from sello.progress.standing import standing
from sello.tasks.domain.due import DueKind, Priority
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskEvent
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders as cycle_builders

MET = Supposition(Kind.MET, code="1.1.1")
MOVED = Supposition(Kind.EVALUATION, on=date(2027, 5, 1))


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


@pytest.fixture
def cycle(secretary):
    return cycle_builders.cycle(secretary)


def test_a_scenario_keeps_its_suppositions_in_order(secretary, cycle):
    made = service.create_scenario(secretary, cycle.id, " Sin  Personas ", [MET], now=NOW)
    service.suppose(secretary, made, MOVED, now=NOW)
    found = kept.scenario(secretary, made)
    assert (found.name, found.suppositions, found.shared) == ("Sin Personas", (MET, MOVED), False)
    service.take_back(secretary, made, 0, version=2, now=NOW)
    service.take_back(secretary, made, 7, version=3, now=NOW)
    assert kept.scenario(secretary, made).suppositions == (MOVED,)


def test_a_scenario_is_its_authors_until_it_is_shared(town, secretary, cycle):
    made = service.create_scenario(secretary, cycle.id, "Mío", [MET], now=NOW)
    other = town.people.authority.actor()
    with pytest.raises(NotFound):
        kept.scenario(other, made)
    with pytest.raises(NotFound):
        service.copy_scenario(other, made, "Copia", now=NOW)
    service.settle(secretary, made, "Mío", shared=True, version=1, now=NOW)
    assert kept.scenario(other, made).owner == secretary.name
    assert [row.id for row in kept.scenarios(other, cycle.id).rows] == [made]


def test_only_its_author_changes_a_shared_scenario(town, secretary, cycle):
    made = service.create_scenario(secretary, cycle.id, "Mío", now=NOW)
    service.settle(secretary, made, "Mío", shared=True, version=1, now=NOW)
    other = town.people.authority.actor()
    for act in (
        lambda: service.suppose(other, made, MET, now=NOW),
        lambda: service.take_back(other, made, 0, version=1, now=NOW),
        lambda: service.settle(other, made, "Suyo", shared=False, version=1, now=NOW),
        lambda: service.drop_scenario(other, made, now=NOW),
    ):
        with pytest.raises(NotFound):
            act()
    copy = service.copy_scenario(other, made, "Copia de %(name)s", now=NOW)
    found = kept.scenario(other, copy)
    assert (found.owner_id, found.name) == (other.person_id, "Copia de Mío")


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_scenario_has_a_name(secretary, cycle, name):
    with pytest.raises(service.NameMissing):
        service.create_scenario(secretary, cycle.id, name, now=NOW)


def test_a_dropped_scenario_is_gone_and_the_cycle_is_not(secretary, cycle):
    made = service.create_scenario(secretary, cycle.id, "Mío", [MET], now=NOW)
    before = standing(cycle, at=AT).states
    service.drop_scenario(secretary, made, now=NOW)
    assert kept.scenarios(secretary, cycle.id).rows == ()
    assert standing(cycle, at=AT).states == before


def test_hours_of_a_requirement_replace_the_usual_ones_until_taken_back(secretary, cycle):
    first, second, *_ = kept.efforts(cycle.id)
    mine, usual = first.requirement_id, first.usual
    service.set_efforts(secretary, cycle.id, {mine: 54}, seen={mine: usual}, now=NOW)
    assert [row.hours for row in kept.efforts(cycle.id)][:2] == [54, second.usual]
    for back in (None, first.usual):
        shown = kept.efforts(cycle.id)[0].hours
        service.set_efforts(secretary, cycle.id, {mine: 54}, seen={mine: shown}, now=NOW)
        service.set_efforts(secretary, cycle.id, {mine: back}, seen={mine: 54}, now=NOW)
        assert kept.efforts(cycle.id)[0].own is None


def test_the_trail_tells_which_hours_were_changed_into_which(town, secretary, cycle):
    first, second, *_ = kept.efforts(cycle.id)
    mine, other = first.requirement_id, second.requirement_id
    seen = {mine: first.usual, other: second.usual}
    service.set_efforts(secretary, cycle.id, {mine: 54, other: second.usual}, seen=seen, now=NOW)
    service.set_efforts(secretary, cycle.id, {mine: None}, seen={mine: 54}, now=NOW)
    service.set_unit_hours(secretary, {town.units.personas: 12, town.units.dideco: None}, seen={}, at=AT)
    service.set_unit_hours(secretary, {town.units.personas: None}, seen={town.units.personas: 12}, at=AT)
    db.session.flush()
    told = events_of([Act.CYCLE_EFFORTS_SET, Act.INSTITUTION_UNIT_HOURS_SET])
    assert [(one.before, one.after) for one in told] == [
        ({str(mine): first.usual}, {str(mine): 54}),
        ({str(mine): 54}, {str(mine): first.usual}),
        ({str(town.units.personas): None}, {str(town.units.personas): 12}),
        ({str(town.units.personas): 12}, {str(town.units.personas): None}),
    ]


@pytest.mark.parametrize("hours", [-1, 2001])
def test_hours_out_of_range_change_nothing(secretary, cycle, hours):
    first, second, *_ = kept.efforts(cycle.id)
    with pytest.raises(service.HoursOutOfRange):
        service.set_efforts(
            secretary, cycle.id, {first.requirement_id: 5, second.requirement_id: hours}, seen={}, now=NOW
        )
    assert kept.efforts(cycle.id)[0].own is None


def test_hours_of_a_requirement_outside_the_cycle_are_refused(secretary, cycle):
    with pytest.raises(NotFound):
        service.set_efforts(secretary, cycle.id, {999_999: 5}, seen={}, now=NOW)


def test_hours_of_a_unit_that_is_not_in_force_are_refused(secretary, cycle):
    with pytest.raises(NotFound):
        service.set_unit_hours(secretary, {999_999: 5}, seen={}, at=AT)


def closed_task(secretary, cycle, unit: int, days_ago: int) -> None:
    task = Task(
        cycle_id=cycle.id,
        title="Cerrada",
        folded="cerrada",
        unit_id=unit,
        due_on=TODAY,
        due_kind=DueKind.DATE,
        priority=Priority.NORMAL,
        state=TaskState.CLOSED,
        created_at=NOW,
        created_by=secretary.person_id,
    )
    db.session.add(task)
    db.session.flush()
    for before, after, at in (
        (None, TaskState.PENDING, NOW - timedelta(days=days_ago + 1)),
        (TaskState.DELIVERED, TaskState.CLOSED, NOW - timedelta(days=days_ago)),
    ):
        db.session.add(TaskEvent(task_id=task.id, from_state=before, to_state=after, at=at))
    db.session.flush()


def test_the_pace_counts_what_was_closed_per_unit_and_week(town, secretary, cycle):
    for days_ago in (1, 2, 8, 400):
        closed_task(secretary, cycle, town.units.personas, days_ago)
    found = kept.pace(cycle, (town.units.personas, town.units.dideco), at=AT)
    weeks = (TODAY - cycle.starts_on).days // 7
    record = found.history[town.units.personas]
    assert len(record) == weeks
    assert (record[-1], record[-2], sum(record)) == (2, 1, 3)


def test_an_accepted_piece_counts_for_the_pace_of_its_requirement(town, secretary, cycle):
    requirement = cycle_builders.ids(cycle)["1.1.1"]
    cycle_builders.evidence(cycle, requirement, town.units.personas)
    assert kept.pace(cycle, (town.units.personas, town.units.dideco), at=AT).by_requirement == {
        requirement: 1
    }


def test_the_reads_take_a_constant_number_of_statements(town, secretary, cycle, statements):
    for days_ago in range(1, 30):
        closed_task(secretary, cycle, town.units.personas, days_ago)
    with statements() as seen:
        kept.pace(cycle, (town.units.personas, town.units.dideco), at=AT)
    assert len(seen) == 1
    with statements() as seen:
        kept.scenarios(secretary, cycle.id)
        kept.efforts(cycle.id)
        kept.unit_hours(TODAY)
        kept.load_by_unit(cycle.id)
    assert len(seen) == 4


def test_the_advice_names_the_cheapest_way_to_every_level(secretary, cycle):
    levels = advise(cycle)
    assert [line.level.code for line in levels] == ["bronze", "silver", "gold"]
    gold = levels[-1]
    way = gold.ways[0]
    reached = {step.code for step in way.steps}
    assert {"1.1.1", "2.1.1"} <= reached
    assert way.hours == sum(step.hours for step in way.steps)
    supposed = [Supposition(Kind.MET, code=code) for code in reached]
    assert level_with(cycle, supposed) == "gold"


def test_a_unit_without_hours_enough_is_named(town, secretary, cycle):
    service.set_unit_hours(secretary, {town.units.personas: 0}, seen={}, at=AT)
    from sello.cycles.service.answers import assign

    assign(secretary, cycle.id, list(cycle_builders.ids(cycle).values()), town.units.personas, now=NOW)
    first = kept.efforts(cycle.id)[0]
    mine = first.requirement_id
    service.set_efforts(secretary, cycle.id, {mine: 30}, seen={mine: first.usual}, now=NOW)
    overloaded = dict(advise(cycle)[0].ways[0].overloaded)
    assert overloaded["Personas"] >= 30


def test_without_history_there_is_no_forecast(cycle):
    with pytest.raises(TooLittleHistory):
        forecast_of(standing(cycle, at=AT), evaluation=date(2027, 3, 1), at=AT)


def test_a_forecast_rests_on_the_cycles_own_pace(town, secretary, cycle):
    for days_ago in range(1, 80, 3):
        closed_task(secretary, cycle, town.units.personas, days_ago)
    found = forecast_of(standing(cycle, at=AT), evaluation=date(2027, 3, 1), at=AT, runs=200)
    assert found.closings == 27
    assert [odds.code for odds in found.levels] == ["bronze", "silver", "gold"]


def advise(cycle):
    return ways_up(standing(cycles.find(cycle.id), at=AT), as_of=date(2027, 3, 1), today=TODAY)


def level_with(cycle, supposed):
    from sello.level.assessment import assess
    from sello.planning.domain.suppose import apply

    rules = cycle.known.rules
    states = apply(rules, standing(cycle, at=AT).states.values(), supposed)
    level = assess(rules, states, Reading.VALIDATED, date(2027, 3, 1)).level
    return level.code if level else None

"""What leaves as a calendar: deadlines of whoever has the turn, and nothing whose name is to stay inside."""

from datetime import timedelta

import pytest

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.cycles.models import Cycle
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence
from sello.progress.calendar import MarkKind
from sello.progress.feed import entries_of
from sello.tasks.domain.states import Step
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.service import many
from tests import builders
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast

DAY = timedelta(days=1)
SECRET = "Sumario por acoso de la señora X"


def told(person, unit_id=None, at=AT):
    return entries_of(person.actor(), unit_id, since=NOW, at=at)


def titles(person, unit_id=None, at=AT):
    return [str(one.title) for one in told(person, unit_id, at)]


def ask(town, unit_id, **values):
    return cast.ask(town.people.secretary.actor(), unit_id, **values)


def piece(town, unit_id, title, ends, *, released=False):
    row = db.session.get_one(Evidence, cast.evidence(town, unit_id, title))
    row.state, row.accepted_at, row.valid_until = EvidenceState.ACCEPTED, NOW, ends
    row.released_at = NOW if released else None
    db.session.flush()
    return row


@pytest.fixture
def cycle(town):
    return db.session.get_one(Cycle, cast.course().cycle_id)


def test_a_deadline_is_in_the_calendar_of_whoever_has_the_turn(town, cycle):
    task_id = ask(town, town.units.personas, title="Dotación")
    people, own = town.people, ["Plazo: Dotación"]
    assert titles(people.head) == own
    assert titles(people.other_head) == titles(people.contributor) == titles(people.secretary) == []
    cast.walk(task_id, (people.head, Step.DELIVER))
    assert titles(people.head) == []
    assert titles(people.secretary) == own
    cast.walk(task_id, (people.secretary, Step.ACCEPT))
    assert titles(people.secretary) == titles(people.authority) == titles(people.auditor) == []


def test_what_is_somebody_elses_by_name_is_in_no_colleagues_calendar(town, cycle):
    ask(town, town.units.migrantes, title="Mía", person_id=town.people.contributor.id)
    other = builders.person(town.institution.id, "Ana Otra", Role.CONTRIBUTOR, town.units.migrantes)
    ask(town, town.units.migrantes, title="Suya", person_id=other.id)
    ask(town, town.units.migrantes, title="De ambas")
    assert sorted(titles(town.people.contributor)) == ["Plazo: De ambas", "Plazo: Mía"]
    assert sorted(titles(town.people.other_head)) == ["Plazo: De ambas", "Plazo: Mía", "Plazo: Suya"]
    absent = db.session.get_one(Person, other.id)
    absent.substitute_id, absent.substitute_from, absent.substitute_until = (
        town.people.contributor.id,
        TODAY,
        TODAY,
    )
    db.session.flush()
    assert "Plazo: Suya" in titles(town.people.contributor)


def test_the_calendar_of_a_unit_holds_what_is_in_its_hands_and_below(town, cycle):
    ask(town, town.units.migrantes, title="Abajo")
    ask(town, town.units.personas, title="Otra")
    for reader in (town.people.secretary, town.people.other_head, town.people.authority):
        assert titles(reader, town.units.dideco) == ["Plazo: Abajo"]
    for reader, unit_id in (
        (town.people.head, town.units.dideco),  # another's
        (town.people.contributor, town.units.migrantes),  # she opens no file of a unit
        (town.people.auditor, town.units.dideco),
        (town.people.secretary, 99_999),
    ):
        with pytest.raises(NotFound):
            told(reader, unit_id)


@pytest.mark.parametrize("as_what", ["reserved", "about people"])
def test_no_name_of_a_restricted_piece_leaves(town, cycle, as_what):
    one = piece(town, town.units.personas, SECRET, TODAY + 9 * DAY)
    task_id = ask(town, town.units.personas, title=f"Renovar {SECRET}")
    db.session.add(TaskEvidence(task_id=task_id, evidence_id=one.id, at=NOW))
    assert any(SECRET in title for title in titles(town.people.head))
    if as_what == "reserved":
        one.classification = Classification.RESERVED
    else:
        one.personal_data = True
    db.session.flush()
    for reader in (town.people.head, town.people.secretary):
        for unit_id in (None, town.units.personas):
            assert not any(SECRET in title for title in titles(reader, unit_id))
    assert len(told(town.people.head)) == 2  # the days themselves are told


def test_each_reader_is_told_of_the_pieces_that_she_sees(town, cycle):
    piece(town, town.units.personas, "De Personas", TODAY + 9 * DAY)
    piece(town, town.units.dideco, "Liberada", TODAY + 9 * DAY, released=True)
    assert titles(town.people.head) == ["Vence: De Personas"]
    assert titles(town.people.auditor) == ["Vence: Liberada"]
    assert len(titles(town.people.secretary)) == 2


def test_what_is_moved_keeps_its_key_and_its_number_grows(town, cycle):
    task_id = ask(town, town.units.personas, title="Dotación")
    (before,) = told(town.people.head)
    later = AT.then(NOW + timedelta(hours=1))
    version = db.session.get_one(Task, task_id).version
    many.move(town.people.secretary.actor(), {task_id: version}, TODAY + 29 * DAY, at=later)
    (after,) = told(town.people.head)
    assert (before.key, before.kind) == (after.key, MarkKind.TASK)
    assert after.on == TODAY + 29 * DAY
    assert after.number > before.number
    assert after.changed_at == later.now


def test_what_nobody_acted_on_is_as_old_as_the_address(town, cycle):
    cycle.evaluation_on = TODAY + 10 * DAY
    db.session.flush()
    (one,) = [each for each in told(town.people.authority) if each.kind is MarkKind.EVALUATION]
    assert one.changed_at == NOW


def test_a_calendar_costs_the_same_with_many_deadlines(town, cycle, statements):
    def cost():
        db.session.flush()
        db.session.expire_all()
        with statements() as sent:
            told(town.people.head)
        return len(sent)

    ask(town, town.units.personas, title="Una")
    piece(town, town.units.personas, "Pieza", TODAY + 9 * DAY)
    few = cost()
    for number in range(12):
        ask(town, town.units.personas, title=f"Otra {number}")
        piece(town, town.units.personas, f"Pieza {number}", TODAY + 9 * DAY)
    assert cost() == few

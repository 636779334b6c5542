"""What the box finds in a town: of each kind, held to who asks, in a bounded number of statements."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from sello.core.db import db, scope_to
from sello.core.text import fold
from sello.cycles.models import Answer
from sello.cycles.service import cycles as cycle_service
from sello.evidence.models import Evidence
from sello.register.domain import ActKind, InitiativeKind
from sello.register.models import Initiative, InitiativeUnit
from sello.search.domain.question import parse
from sello.search.domain.ranking import SHOWN, Kind
from sello.search.queries.everything import find
from sello.search.queries.stored import BOUND
from tests import builders as town_builders
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.tasks.cast import ask

PLACES = ("Tablero", "Mi cuenta")
MOST, MORE = 12, 11
"""Statements of an answer, and those that nearest words add where nothing was found."""


@pytest.fixture
def hall(town):
    """A released cycle; pieces, tasks and initiatives of two units."""
    secretary = town.people.secretary.actor()
    cycle = builders.cycle(secretary, builders.edition(4))
    codes = builders.ids(cycle)
    owner = db.session.scalars(select(Answer).where(Answer.requirement_id == codes["1.1.1"])).one()
    owner.unit_id = town.units.personas
    cycle_service.release(secretary, cycle.id, now=NOW)
    hers = piece(cycle, codes["1.1.1"], town.units.personas, "Protocolo contra la violencia", "915/2")
    other = piece(cycle, codes["2.1.1"], town.units.dideco, "Convenio contra la violencia", "1915")
    mine = ask(secretary, town.units.personas, title="Reunir actas de violencia")
    theirs = ask(secretary, town.units.dideco, title="Enviar cifras de violencia")
    plan = initiative("Plan contra la violencia", town.units.personas, "1200/46")
    programme = initiative("Programa contra la violencia", town.units.dideco, "")
    db.session.commit()
    return SimpleNamespace(
        cycle=cycle,
        codes=codes,
        hers=hers,
        other=other,
        mine=mine,
        theirs=theirs,
        plan=plan,
        programme=programme,
    )


def piece(cycle, requirement: int, unit_id: int, title: str, number: str = "") -> int:
    """A piece with the number of its act, as it is searched."""
    made = builders.evidence(cycle, requirement, unit_id, title=title)
    row = db.session.get(Evidence, made)
    row.document_number, row.folded = number, fold(title, number)
    return made


def initiative(name: str, unit_id: int, number: str) -> int:
    row = Initiative(
        name=name, kind=InitiativeKind.PLAN, folded=fold(name), act_number=number, created_at=NOW
    )
    row.act_kind = ActKind.DECREE if number else None
    db.session.add(row)
    db.session.flush()
    db.session.add(InitiativeUnit(initiative_id=row.id, unit_id=unit_id))
    return row.id


def found(person, typed):
    return find(parse(typed), person.actor(), PLACES, at=AT)


def ids(person, typed, kind):
    return {hit.id for group in found(person, typed).groups if group.kind is kind for hit in group.hits}


@pytest.mark.parametrize(
    ("who", "pieces", "tasks", "initiatives"),
    [
        ("secretary", {"hers", "other"}, {"mine", "theirs"}, {"plan", "programme"}),
        ("authority", {"hers", "other"}, {"mine", "theirs"}, {"plan", "programme"}),
        ("head", {"hers"}, {"mine"}, {"plan"}),
        ("other_head", {"other"}, {"theirs"}, {"programme"}),
        ("contributor", set(), set(), set()),
        ("auditor", set(), set(), set()),
    ],
)
@pytest.mark.parametrize("typed", ["violencia", "VIOLÉNCIA", "violensia", "violencai"])
def test_each_finds_what_she_may_see_however_it_is_spelt(town, hall, who, pieces, tasks, initiatives, typed):
    person = getattr(town.people, who)
    for kind, names in ((Kind.EVIDENCE, pieces), (Kind.TASK, tasks), (Kind.INITIATIVE, initiatives)):
        assert ids(person, typed, kind) == {getattr(hall, name) for name in names}, kind


def test_an_auditor_finds_what_is_released_and_nothing_of_the_kitchen(town, hall):
    db.session.get(Evidence, hall.hers).released_at = NOW
    db.session.commit()
    answer = found(town.people.auditor, "violencia")
    assert [(group.kind, [hit.id for hit in group.hits]) for group in answer.groups] == [
        (Kind.EVIDENCE, [hall.hers])
    ]
    assert not found(town.people.auditor, "convenio")
    assert not found(town.people.auditor, "paula")
    assert not found(town.people.auditor, "dideco")


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("decreto 915", Kind.EVIDENCE, "hers"),
        ("DA N° 915/2", Kind.EVIDENCE, "hers"),
        ("decreto 1200/46", Kind.INITIATIVE, "plan"),
        ("DA 1200/46", Kind.INITIATIVE, "plan"),
    ],
)
def test_an_act_is_found_by_its_number(town, hall, typed, kind, name):
    answer = found(town.people.secretary, typed)
    assert [(group.kind, [hit.id for hit in group.hits]) for group in answer.groups] == [
        (kind, [getattr(hall, name)])
    ]
    assert not answer.instead_of


def test_requirements_are_found_by_code_and_each_only_hers(town, hall):
    assert ids(town.people.secretary, "212", Kind.REQUIREMENT) == {hall.codes["2.1.2"]}
    assert ids(town.people.secretary, "2.1", Kind.REQUIREMENT) == {hall.codes["2.1.1"], hall.codes["2.1.2"]}
    assert ids(town.people.head, "11", Kind.REQUIREMENT) == {hall.codes["1.1.1"]}
    assert ids(town.people.head, "212", Kind.REQUIREMENT) == set()
    assert ids(town.people.auditor, "212", Kind.REQUIREMENT) == {hall.codes["2.1.2"]}


def test_units_and_people_are_found_by_whom_their_lists_are_for(town, hall):
    for who in ("secretary", "authority"):
        person = getattr(town.people, who)
        assert ids(person, "dideco", Kind.UNIT) == {town.units.dideco}
        assert ids(person, "paula", Kind.PERSON) == {town.people.head.id}
        assert ids(person, "pualo", Kind.PERSON) == set()
        assert ids(person, "puala", Kind.PERSON) == {town.people.head.id}
    for who in ("head", "contributor", "auditor"):
        person = getattr(town.people, who)
        assert not ids(person, "dideco", Kind.UNIT) | ids(person, "paula", Kind.PERSON)


def test_a_page_is_found_by_its_name(town, hall):
    assert ids(town.people.head, "mi cuenta", Kind.PAGE) == {1}
    assert ids(town.people.head, "tabelro", Kind.PAGE) == {0}


def test_nothing_of_another_town_is_found(town, hall):
    other = town_builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    assert not found(other.people.secretary, "violencia")
    who = found(other.people.secretary, "dideco").groups[0].hits
    assert [hit.id for hit in who] == [other.units.dideco]
    scope_to(db.session(), town.institution.id)


def test_what_was_taken_for_the_typed_words_is_said(town, hall):
    answer = found(town.people.secretary, "protocolo violensia")
    assert (answer.instead_of, answer.question.typed) == ("protocolo violensia", "protocolo violencia")
    assert not found(town.people.secretary, "violencia").instead_of
    assert not found(town.people.secretary, "zzzzzz").instead_of


@pytest.mark.parametrize("who", ["secretary", "head", "authority", "auditor"])
def test_it_asks_the_same_number_of_times_however_much_there_is(town, hall, statements, who):
    person = getattr(town.people, who)
    actor = person.actor()
    counts = []
    for _ in range(2):
        for typed in ("violencia", "zzzzzz"):
            with statements() as seen:
                find(parse(typed), actor, PLACES, at=AT)
            counts.append(len(seen))
        for n in range(BOUND + 5):
            piece(hall.cycle, hall.codes["1.1.2"], town.units.personas, f"Violencia {n}")
        db.session.commit()
    # What is found spares the question for near words; more of it never asks more.
    assert all(later <= first for first, later in zip(counts[:2], counts[2:], strict=True)), counts
    assert counts[0] <= MOST
    assert counts[1] <= MOST + MORE
    with statements() as seen:
        find(parse(""), actor, PLACES, at=AT)
    assert not seen


def test_of_many_some_are_shown_the_best_among_them(town, hall):
    for n in range(BOUND + 5):
        piece(hall.cycle, hall.codes["1.1.2"], town.units.personas, f"Taller {n} sobre violencia")
        if n == 3:
            old = piece(hall.cycle, hall.codes["1.1.2"], town.units.personas, "Violencia")
    db.session.commit()
    groups = found(town.people.secretary, "violencia").groups
    (group,) = (one for one in groups if one.kind is Kind.EVIDENCE)
    assert group.hits[0].id == old
    assert (group.more, len(group.hits)) == (True, SHOWN)


SIGNS = ["%", "_", "%%%", "\\", "a\\%b", "'; drop --", "x" * 300, "\x00"]


@pytest.mark.parametrize("typed", SIGNS)
def test_signs_of_the_database_are_letters(town, hall, typed):
    assert not found(town.people.secretary, typed).groups


def test_a_closed_unit_and_a_closed_account_are_not_found(town, hall):
    from sello.accounts.models import Person, Unit

    db.session.get(Unit, town.units.migrantes).valid_until = TODAY - timedelta(days=1)
    db.session.get(Person, town.people.contributor.id).active = False
    db.session.commit()
    answer = found(town.people.secretary, "migrantes")
    assert not {group.kind for group in answer.groups} & {Kind.UNIT, Kind.PERSON}


def test_before_a_cycle_nothing_of_a_cycle_is_offered(town):
    for typed in ("comparar cortes", "informe de preparacion", "validar", "asignar"):
        assert not found(town.people.secretary, typed).offers, typed
    assert found(town.people.secretary, "nueva tarea").offers

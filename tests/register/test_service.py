"""What people do with the register, and what lists and pages read, on a real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sello.core.db import db, everywhere, scope_to
from sello.core.refusal import NotFound, Stale
from sello.core.trail.acts import Act
from sello.register.domain import (
    ActKind,
    EndsBeforeStart,
    FormerName,
    InitiativeKind,
    NameTaken,
    PartialDate,
    Precision,
    UnitMissing,
    Validity,
    read_partial,
)
from sello.register.queries import initiative, lists
from sello.register.queries.lists import RegisterFilter
from sello.register.service import initiatives, linking
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.refusals import UnitElsewhere, UnknownRequirement
from sello.tasks.service import assigning
from tests import builders
from tests.builders import AT
from tests.tasks import cast
from tests.tasks.cast import NOW, TODAY


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


def said(town, **values):
    base = {
        "name": "Oficina de Migrantes",
        "kind": InitiativeKind.OFFICE,
        "unit_ids": frozenset({town.units.migrantes}),
    }
    return initiatives.InitiativeDraft(**base | values)


def add(actor, what):
    return initiatives.create(actor, what, at=AT)


def change(actor, initiative_id, what, version=1):
    return initiatives.edit(actor, initiative_id, what, version=version, at=AT)


def detail(initiative_id, actor):
    return initiative.detail(initiative_id, actor, today=TODAY)


def test_what_is_not_known_stays_empty(town, secretary):
    saved = detail(add(secretary, said(town)), secretary)
    assert (saved.row.starts, saved.row.ends, saved.row.validity) == (None, None, Validity.UNKNOWN)
    assert (saved.row.aim, saved.description, saved.act_kind, saved.act_number, saved.act_on) == (
        "",
        "",
        None,
        "",
        None,
    )


def test_what_is_known_is_kept_as_far_as_it_is_known(town, secretary):
    course = cast.course()
    plan = said(
        town,
        name=" Plan de igualdad ",
        kind=InitiativeKind.PLAN,
        unit_ids=frozenset({town.units.personas, town.units.dideco}),
        starts=read_partial("2018"),
        ends=read_partial("2025"),
        act_kind=ActKind.DECREE,
        act_number="1200/46",
        act_on=date(2021, 1, 8),
        feeds=((course.requirements["1.1.2"], "Fija metas"), (course.requirements["1.1.1"], "")),
    )
    saved = detail(add(secretary, plan), secretary)
    assert saved.row.name == "Plan de igualdad"
    assert (str(saved.row.starts), str(saved.row.ends)) == ("2018", "2025")
    assert saved.row.validity is Validity.ENDED
    assert [unit.name for unit in saved.row.units] == ["DIDECO", "Personas"]
    assert [(one.code, one.contribution) for one in saved.row.feeds] == [
        ("1.1.1", ""),
        ("1.1.2", "Fija metas"),
    ]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"unit_ids": frozenset()}, UnitMissing),
        ({"unit_ids": frozenset({999_999})}, UnitElsewhere),
        ({"starts": read_partial("2020"), "ends": read_partial("2019")}, EndsBeforeStart),
        ({"feeds": ((999_999, ""),)}, UnknownRequirement),
    ],
)
def test_what_cannot_be_is_refused(town, secretary, values, refusal):
    with pytest.raises(refusal):
        add(secretary, said(town, **values))


def test_a_name_is_taken_once_per_kind(town, secretary):
    first = add(secretary, said(town))
    with pytest.raises(NameTaken):
        add(secretary, said(town))
    other = add(secretary, said(town, kind=InitiativeKind.PROJECT))
    with pytest.raises(NameTaken):
        change(secretary, other, said(town))
    assert not change(secretary, first, said(town))


def test_a_change_is_written_once_and_the_second_to_save_is_refused(town, secretary):
    course = cast.course()
    one, other = course.requirements["1.1.1"], course.requirements["1.1.2"]
    saved = add(secretary, said(town, feeds=((one, "Así"),)))
    assert change(secretary, saved, said(town, aim="Atender", feeds=((one, "De otro modo"), (other, ""))))
    with pytest.raises(Stale):
        change(secretary, saved, said(town, aim="Otra cosa"))
    now = detail(saved, secretary)
    assert (now.version, now.row.aim) == (2, "Atender")
    assert [(feed.code, feed.contribution) for feed in now.row.feeds] == [
        ("1.1.1", "De otro modo"),
        ("1.1.2", ""),
    ]
    assert change(secretary, saved, said(town, aim="Atender"), version=2)
    assert detail(saved, secretary).row.feeds == ()


def test_links_to_an_older_edition_are_left_alone(town, secretary):
    old = cast.course()
    saved = add(secretary, said(town, feeds=((old.requirements["1.1.1"], "Así"),)))
    db.session.get(cast.Cycle, old.cycle_id).is_current = False
    new = cast.course(version="2")
    kept = ((old.requirements["1.1.1"], "Así"), (new.requirements["1.1.1"], "Ahora"))
    assert change(secretary, saved, said(town, feeds=kept))
    assert change(secretary, saved, said(town), version=2)
    assert [feed.requirement_id for feed in detail(saved, secretary).row.feeds] == [old.requirements["1.1.1"]]


def test_a_unit_head_keeps_her_own_branch_and_nobody_elses(town, secretary):
    head = town.people.other_head.actor()
    mine = add(head, said(town))
    foreign = add(secretary, said(town, name="Capacitación", unit_ids=frozenset({town.units.personas})))
    with pytest.raises(UnitElsewhere):
        add(head, said(town, name="Otra", unit_ids=frozenset({town.units.personas})))
    with pytest.raises(NotFound):
        change(head, foreign, said(town, name="Suya"))
    with pytest.raises(NotFound):
        detail(foreign, head)
    assert change(head, mine, said(town, aim="Orientar"))


def test_a_shared_initiative_keeps_the_other_units(town, secretary):
    both = frozenset({town.units.migrantes, town.units.personas})
    shared = add(secretary, said(town, unit_ids=both))
    head = town.people.other_head.actor()
    with pytest.raises(UnitElsewhere):
        change(head, shared, said(town))
    with pytest.raises(UnitMissing):
        change(head, shared, said(town, unit_ids=frozenset({town.units.personas})))
    assert change(head, shared, said(town, unit_ids=both, aim="Orientar"))


def test_an_initiative_of_another_town_does_not_exist(town, secretary):
    saved = add(secretary, said(town))
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    with pytest.raises(NotFound):
        detail(saved, other.people.secretary.actor())


def test_evidence_that_serves_its_requirements_is_offered_and_linked_once(town, secretary):
    course = cast.course()
    wanted = course.requirements["1.1.1"]
    saved = add(secretary, said(town, feeds=((wanted, ""),)))
    piece = cast.evidence(town, town.units.migrantes, serves=(course.cycle_id, wanted))
    foreign = cast.evidence(town, town.units.personas, "Ajena", serves=(course.cycle_id, wanted))
    head = town.people.other_head.actor()
    assert [one.id for one in initiative.evidence_to_link(saved, head)] == [piece]
    assert linking.link_evidence(head, saved, piece, now=NOW)
    assert not linking.link_evidence(head, saved, piece, now=NOW)
    for hidden in (foreign, 999_999):
        with pytest.raises(NotFound):
            linking.link_evidence(head, saved, hidden, now=NOW)
    assert linking.link_evidence(secretary, saved, foreign, now=NOW)
    assert [one.id for one in initiative.evidence_of(saved, head)] == [piece]
    assert initiative.evidence_to_link(saved, secretary) == ()


def test_what_is_asked_for_an_initiative_is_one_of_its_tasks(town, secretary):
    saved = add(secretary, said(town))
    asked = assigning.TaskDraft(
        title="Enviar el informe", unit_id=town.units.migrantes, term=Term(DueKind.BUSINESS, days=5)
    )
    task_id = linking.ask(secretary, saved, asked, cycle_id=None, at=AT)
    assert [one.name for one in lists.for_task(task_id, secretary.visibility)] == ["Oficina de Migrantes"]
    assert [one.id for one in initiative.tasks_of(saved, secretary, at=AT)] == [task_id]
    assert detail(saved, secretary).row.open_tasks == 1


def names(chosen, actor):
    return [row.name for row in lists.page(chosen, actor.visibility, number=1, today=TODAY).rows]


def test_each_filter_narrows_the_register(town, secretary):
    course = cast.course()
    fed = course.requirements["1.1.1"]

    def one(name, kind=InitiativeKind.PLAN, **values):
        return add(secretary, said(town, name=name, kind=kind, **values))

    one("Sin fechas")
    one("Vigente", starts=read_partial("2018"), feeds=((fed, ""),))
    one("Terminado", starts=read_partial("2018"), ends=read_partial("2025"))
    one("Por terminar", starts=read_partial("2018"), ends=PartialDate(TODAY + timedelta(days=9)))
    one("Futuro", starts=PartialDate(TODAY + timedelta(days=1), Precision.DAY))
    one("Política de tolerancia", InitiativeKind.POLICY, unit_ids=frozenset({town.units.personas}))
    cases = {
        RegisterFilter(validity=Validity.UNKNOWN): ["Sin fechas", "Política de tolerancia"],
        RegisterFilter(validity=Validity.IN_FORCE): ["Por terminar", "Vigente"],
        RegisterFilter(validity=Validity.ENDING): ["Por terminar"],
        RegisterFilter(validity=Validity.ENDED): ["Terminado"],
        RegisterFilter(validity=Validity.UPCOMING): ["Futuro"],
        RegisterFilter(kind=InitiativeKind.POLICY): ["Política de tolerancia"],
        RegisterFilter(unit_ids=frozenset({town.units.personas})): ["Política de tolerancia"],
        RegisterFilter(requirement_id=fed): ["Vigente"],
        RegisterFilter(text="POLITICA"): ["Política de tolerancia"],
        RegisterFilter(text="_"): [],
    }
    for chosen, expected in cases.items():
        assert names(chosen, secretary) == expected, chosen
    assert names(RegisterFilter(), town.people.head.actor()) == ["Política de tolerancia"]
    assert names(RegisterFilter(), town.people.auditor.actor()) == []
    found = lists.for_requirement(fed, secretary.visibility)
    assert [row.name for row in found] == ["Vigente"]


def test_the_filter_by_validity_agrees_with_the_rule(town, secretary):
    dates = [None, *(PartialDate(TODAY + timedelta(days=gap)) for gap in (-400, -1, 0, 1, 60, 61))]
    dates += [read_partial("2026"), read_partial("11-2026"), read_partial("2025")]
    for place, starts in enumerate(dates):
        for other, ends in enumerate(dates):
            if starts and ends and ends.last < starts.first:
                continue
            add(secretary, said(town, name=f"{place}-{other}", starts=starts, ends=ends))
    everything = lists.page(RegisterFilter(), secretary.visibility, number=1, today=TODAY, size=500).rows
    for state in Validity:
        means = {state, Validity.ENDING} if state is Validity.IN_FORCE else {state}
        expected = {row.id for row in everything if row.validity in means}
        chosen = RegisterFilter(validity=state)
        found = lists.page(chosen, secretary.visibility, number=1, today=TODAY, size=500).rows
        assert {row.id for row in found} == expected, state


def test_statements_do_not_grow_with_the_register(town, secretary, statements):
    def counted():
        with statements() as seen:
            lists.page(RegisterFilter(), secretary.visibility, number=1, today=TODAY)
        return len(seen)

    add(secretary, said(town))
    assert counted() == 2
    for number in range(20):
        add(secretary, said(town, name=f"Oficina {number}"))
    assert counted() == 2


def test_a_new_name_keeps_the_old_one_with_its_day(town, secretary):
    saved = add(secretary, said(town, name="Centro de la Mujer", kind=InitiativeKind.AGREEMENT_PROGRAMME))
    renamed = said(town, name="Centro de las Mujeres", kind=InitiativeKind.AGREEMENT_PROGRAMME)
    assert change(secretary, saved, renamed)
    assert initiative.former_names(saved) == (FormerName("Centro de la Mujer", PartialDate(TODAY)),)
    assert names(RegisterFilter(text="centro de la mujer"), secretary) == ["Centro de las Mujeres"]
    known = (FormerName("Casa de la Mujer", read_partial("2010")), FormerName("Centro de la Mujer", None))
    assert change(secretary, saved, replace(renamed, former=known), version=2)
    assert initiative.former_names(saved) == known
    assert not change(secretary, saved, replace(renamed, former=known), version=3)
    assert change(secretary, saved, renamed, version=3)
    assert initiative.former_names(saved) == ()


def test_a_renaming_that_was_written_down_by_hand_is_not_written_twice(town, secretary):
    saved = add(secretary, said(town))
    former = (FormerName("Oficina de Migrantes", read_partial("2024")),)
    assert change(secretary, saved, said(town, name="Oficina de Movilidad Humana", former=former))
    assert initiative.former_names(saved) == former


def test_the_history_says_who_changed_what(town, secretary):
    saved = add(secretary, said(town))
    change(town.people.other_head.actor(), saved, said(town, aim="Orientar"))
    found = [(event.who, event.act, event.detail) for event in initiative.history(saved)]
    assert found == [
        ("Diego Dideco", Act.INITIATIVE_EDITED, {"fields": ["aim", "folded"]}),
        ("Sara Secretaria", Act.INITIATIVE_CREATED, {"kind": said(town).kind.value}),
    ]


def test_the_history_keeps_what_a_value_was_and_no_long_text(town, secretary):
    saved = add(secretary, said(town))
    change(secretary, saved, said(town, name="Otro nombre", aim="Orientar"))
    edited, _ = initiative.history(saved)
    assert (edited.before, edited.after) == ({"name": said(town).name}, {"name": "Otro nombre"})

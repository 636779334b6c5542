"""What people do with cycles, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from sello.catalogue.domain.rules import NotApplicableRule
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.core.refusal import NotFound, Refusal
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.cycles.domain.answers import Declaration, NothingInForce, StaleAnswer, TooManyNotApplicable
from sello.cycles.domain.stages import Stage, StageKind, StagesOutOfOrder
from sello.cycles.models import Answer, Cycle
from sello.cycles.queries import cuts as cut_queries
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.answers import answers
from sello.cycles.queries.cuts import CutLevel
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.requirement import AnswerDetail, find_answer, history
from sello.cycles.service import answers as service
from sello.cycles.service.cuts import CutNameMissing, make_cut
from sello.cycles.service.cycles import (
    CycleDraft,
    NameMissing,
    NotALevelOfTheEdition,
    edit_cycle,
    make_current,
    open_cycle,
    release,
    withdraw,
)
from sello.level.snapshot import CutInTheFuture, CutNameTaken
from sello.level.state import Reading
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY, Town
from tests.cycles import builders

DRAFT = CycleDraft("Otro", "gold", date(2026, 1, 1), date(2027, 1, 1))


def detail(cycle: CycleRow, town: Town, code: str = "1.1.1") -> AnswerDetail:
    actor = town.people.secretary.actor()
    return find_answer(builders.ids(cycle)[code], cycle.id, actor.visibility)[1]


def actions() -> list[str]:
    db.session.flush()
    return list(db.session.execute(select(Event.act).order_by(Event.id)).scalars())


def test_a_new_cycle_has_an_answer_for_every_requirement_and_the_first_is_current(town: Town) -> None:
    actor = town.people.secretary.actor()
    first, second = builders.cycle(actor), builders.cycle(actor, name="Segundo")
    assert [row.code for row in answers(first.id)] == ["1.1.1", "1.1.2", "2.1.1", "2.1.2"]
    assert first.is_current
    assert not second.is_current
    assert [stage.kind for stage in cycle_queries.stages(first.id)] == list(StageKind)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, NameMissing),
        ({"target_level": "platinum"}, NotALevelOfTheEdition),
        (
            {
                "stages": [
                    Stage(StageKind.COMMITMENT, date(2026, 6, 1)),
                    Stage(StageKind.UPKEEP, date(2026, 1, 1)),
                ]
            },
            StagesOutOfOrder,
        ),
    ],
)
def test_refused_cycles(town: Town, change: dict[str, object], refusal: type[Refusal]) -> None:
    actor = town.people.secretary.actor()
    edition_id = load_edition(builders.edition(), actor, now=NOW).edition_id
    with pytest.raises(refusal):
        open_cycle(actor, edition_id, replace(DRAFT, **change), now=NOW)  # type: ignore[arg-type]


def test_a_cycle_is_corrected_with_its_stages(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    stages = [Stage(StageKind.COMMITMENT, date(2026, 1, 1), date(2026, 2, 1))]
    edit_cycle(actor, cycle.id, replace(DRAFT, name=" Nuevo ", stages=stages), version=1, now=NOW)
    assert cycle_queries.find(cycle.id).name == "Nuevo"
    assert cycle_queries.stages(cycle.id)[0] == stages[0]
    assert "cycle.edited" in actions()


def test_one_cycle_is_current_and_the_database_says_so_too(town: Town) -> None:
    actor = town.people.secretary.actor()
    first, second = builders.cycle(actor), builders.cycle(actor, name="Segundo")
    make_current(actor, second.id, now=NOW)
    db.session.commit()
    found = cycle_queries.current()
    assert found is not None
    assert found.id == second.id
    assert not cycle_queries.find(first.id).is_current
    row = db.session.execute(select(Cycle).where(Cycle.id == first.id)).scalar_one()
    row.is_current = True
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_auditor_finds_a_cycle_only_while_it_is_released(town: Town) -> None:
    actor, auditor = town.people.secretary.actor(), town.people.auditor.actor()
    cycle = builders.cycle(actor)
    assert cycle_queries.current(auditor.visibility) is None
    with pytest.raises(NotFound):
        cycle_queries.find(cycle.id, auditor.visibility)
    release(actor, cycle.id, now=NOW)
    assert cycle_queries.find(cycle.id, auditor.visibility).released_at == NOW
    withdraw(actor, cycle.id, now=NOW)
    with pytest.raises(NotFound):
        service.decide(auditor, cycle.id, builders.ids(cycle)["1.1.1"], "yes", note="", version=1, now=NOW)


def test_a_unit_answers_what_it_owns_and_nothing_else(town: Town) -> None:
    actor, head = town.people.secretary.actor(), town.people.head.actor()
    cycle = builders.cycle(actor)
    mine, other = builders.ids(cycle)["1.1.1"], builders.ids(cycle)["1.1.2"]
    assert service.assign(actor, cycle.id, [mine], town.units.personas, now=NOW) == 1
    assert service.assign(actor, cycle.id, [mine], town.units.personas, now=NOW) == 0
    service.declare(head, cycle.id, mine, Declaration("yes", "Listo."), version=1, now=NOW)
    found = detail(cycle, town)
    assert (found.row.declared, found.narrative, found.row.version) == ("yes", "Listo.", 2)
    assert found.row.moved_by == "Paula Personas"
    with pytest.raises(NotFound):
        service.declare(head, cycle.id, other, Declaration("yes"), version=1, now=NOW)
    said, given = history(found.row.id)
    assert (said.act, said.before, said.after, said.who) == (Act.ANSWER_DECLARED, None, "yes", head.name)
    assert (given.act, given.before, given.after) == (Act.ANSWER_ASSIGNED, None, town.units.personas)


def test_a_stale_answer_is_refused_and_the_saved_one_stays(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement_id = builders.ids(cycle)["1.1.1"]
    service.declare(actor, cycle.id, requirement_id, Declaration("yes", "Primera"), version=1, now=NOW)
    with pytest.raises(StaleAnswer):
        service.declare(actor, cycle.id, requirement_id, Declaration("no", "Segunda"), version=1, now=NOW)
    with pytest.raises(StaleAnswer):
        service.decide(actor, cycle.id, requirement_id, "no", note="", version=1, now=NOW)
    assert detail(cycle, town).narrative == "Primera"


def test_saving_the_same_again_moves_nothing(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement_id = builders.ids(cycle)["1.1.1"]
    service.declare(actor, cycle.id, requirement_id, Declaration("yes"), version=1, now=NOW)
    service.declare(actor, cycle.id, requirement_id, Declaration("yes"), version=2, now=NOW)
    assert detail(cycle, town).row.version == 2


def test_a_validation_needs_evidence_in_force_and_another_grade_withdraws_it(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement_id = builders.ids(cycle)["1.1.1"]
    service.declare(actor, cycle.id, requirement_id, Declaration("yes"), version=1, now=NOW)
    with pytest.raises(NothingInForce):
        service.validate(actor, cycle.id, requirement_id, "yes", note="", in_force=False, version=2, now=NOW)
    service.validate(actor, cycle.id, requirement_id, "yes", note=" Bien ", in_force=True, version=2, now=NOW)
    found = detail(cycle, town)
    assert (found.row.validated, found.validation_note, found.row.validated_at) == ("yes", "Bien", NOW)
    service.declare(actor, cycle.id, requirement_id, Declaration("yes", "Otra"), version=3, now=NOW)
    assert detail(cycle, town).row.validated == "yes"
    service.declare(actor, cycle.id, requirement_id, Declaration("no", "Otra"), version=4, now=NOW)
    assert detail(cycle, town).row.validated is None


def test_no_more_may_be_left_out_than_the_edition_admits(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor, builders.edition(not_applicable=NotApplicableRule(True, 1)))
    first, second = builders.ids(cycle)["1.1.2"], builders.ids(cycle)["2.1.2"]
    out = Declaration(None, "", True, "No hay piscina")
    service.declare(actor, cycle.id, first, out, version=1, now=NOW)
    service.declare(actor, cycle.id, first, replace(out, narrative="Nunca"), version=2, now=NOW)
    with pytest.raises(TooManyNotApplicable):
        service.declare(actor, cycle.id, second, out, version=1, now=NOW)


def test_the_external_decision_and_its_finding_are_kept(town: Town) -> None:
    actor, auditor = town.people.secretary.actor(), town.people.auditor.actor()
    cycle = builders.cycle(actor)
    release(actor, cycle.id, now=NOW)
    requirement_id = builders.ids(cycle)["1.1.1"]
    service.decide(auditor, cycle.id, requirement_id, "no", note="Falta el acta.", version=1, now=NOW)
    found = detail(cycle, town)
    assert (found.row.external, found.external_note) == ("no", "Falta el acta.")
    service.decide(auditor, cycle.id, requirement_id, None, note="", version=2, now=NOW)
    assert detail(cycle, town).row.external_at is None


def test_assigning_refuses_nothing_and_nobody(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    with pytest.raises(service.NothingChosen):
        service.assign(actor, cycle.id, [], town.units.personas, now=NOW)
    with pytest.raises(service.UnknownUnit):
        service.assign(actor, cycle.id, [builders.ids(cycle)["1.1.1"]], 99999, now=NOW)


def test_a_cut_is_frozen(town: Town) -> None:
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement_id = builders.ids(cycle)["1.1.1"]
    frozen = standing(cycle, at=AT).snapshot(TODAY)
    cut_id = make_cut(actor, cycle.id, " Línea base ", frozen, is_baseline=True, at=AT)
    service.declare(actor, cycle.id, requirement_id, Declaration("yes"), version=1, now=NOW)
    db.session.commit()
    found = cut_queries.find_cut(cycle.id, cut_id)
    assert (found.name, found.is_baseline, found.as_of) == ("Línea base", True, TODAY)
    assert found.figures(Reading.SELF).met == 0
    assert standing(cycle, at=AT).assess(Reading.SELF, TODAY).score.met == 1
    kept = CutLevel("Línea base", TODAY, None, Fraction(0))
    assert cut_queries.levels_until(cycle.id, Reading.VALIDATED, TODAY) == (kept,)
    assert cut_queries.levels_until(cycle.id, Reading.VALIDATED, TODAY - timedelta(1)) == ()
    with pytest.raises(CutNameTaken):
        make_cut(actor, cycle.id, "Línea base", frozen, at=AT)
    with pytest.raises(CutNameMissing):
        make_cut(actor, cycle.id, "  ", frozen, at=AT)
    with pytest.raises(CutInTheFuture):
        make_cut(actor, cycle.id, "Mañana", standing(cycle, at=AT).snapshot(date(2027, 1, 1)), at=AT)


def test_another_institution_has_no_part_in_it(town: Town) -> None:
    from sello.core.db import scope_to
    from tests import builders as towns

    cycle = builders.cycle(town.people.secretary.actor())
    other = towns.town("Municipalidad Vecina")
    db.session.commit()
    scope_to(db.session(), other.institution.id)
    assert cycle_queries.current() is None
    with pytest.raises(NotFound):
        cycle_queries.find(cycle.id)
    assert db.session.execute(select(Answer.id)).all() == []

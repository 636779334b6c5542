"""A cycle takes another edition with its work, and goes back to exactly what it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sello.catalogue.service.relations import map_editions
from sello.core.db import db, everywhere, scope_to
from sello.core.refusal import NotFound
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import find
from sello.cycles.service.cuts import make_cut
from sello.evidence.models import EvidenceLink
from sello.level.state import Reading
from sello.planning.models import Effort
from sello.progress.standing import standing
from sello.register.models import InitiativeRequirement
from sello.tasks.models import TaskRequirement
from sello.transfers.change_edition import queries, service
from sello.transfers.change_edition.domain import (
    FrozenByCut,
    NoAdoption,
    NotTheLatest,
    SameEdition,
)
from tests import builders
from tests.builders import AT, NOW, TODAY
from tests.transfers.change_edition.builders import (
    GONE,
    KEPT,
    NEW,
    answer,
    scene,
)

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def set_up(town):
    return scene(town)


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


def requirement_of(table) -> int:
    return db.session.scalars(select(table.requirement_id)).one()


def whole(cycle_id: int) -> list[tuple]:
    """Every answer of the cycle with all that it says."""
    names = ["declared", "validated", "validated_at", "external", "narrative", "unit_id", "not_applicable"]
    rows = db.session.scalars(
        select(Answer).where(Answer.cycle_id == cycle_id).order_by(Answer.requirement_id)
    )
    return [(row.requirement_id, *(getattr(row, name) for name in names)) for row in rows]


def test_answers_and_all_that_hangs_on_them_go_along(set_up, secretary):
    service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    row = find(set_up.cycle.id)
    assert (row.edition_id, row.target_level) == (set_up.after_id, "gold")
    kept = answer(row.id, set_up.new[KEPT])
    assert (kept.declared, kept.validated, kept.narrative) == ("yes", "yes", "De 1.1.1")
    assert answer(row.id, set_up.new["1.1.2"]).declared == "no"
    assert answer(row.id, set_up.new[NEW]).declared is None
    assert len(whole(row.id)) == 6
    for table in (EvidenceLink, TaskRequirement, Effort, InitiativeRequirement):
        assert requirement_of(table) == set_up.new[KEPT], table
    assessed = standing(row, at=AT).assess(Reading.VALIDATED, TODAY)
    assert assessed.score.met == 1


def test_what_has_no_counterpart_is_kept_and_listed(set_up, secretary):
    service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    (row,) = queries.adoptions(set_up.cycle.id)
    ((code, content),) = row.kept
    assert code == GONE
    assert (content["declared"], content["narrative"]) == ("achieved", f"De {GONE}")
    assert row.may_undo


def test_undone_it_is_as_if_nothing_had_been(set_up, secretary):
    before = whole(set_up.cycle.id)
    number = service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    assert service.undo(number, secretary, now=LATER) == set_up.cycle.id
    assert whole(set_up.cycle.id) == before
    assert find(set_up.cycle.id).edition_id == set_up.cycle.edition_id
    for table in (EvidenceLink, TaskRequirement, Effort, InitiativeRequirement):
        assert requirement_of(table) == set_up.old[KEPT], table
    with pytest.raises(NoAdoption):
        service.undo(number, secretary, now=LATER)


def test_what_was_answered_since_is_carried_back_or_kept(set_up, secretary):
    number = service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    answer(set_up.cycle.id, set_up.new["1.1.2"]).declared = "yes"
    answer(set_up.cycle.id, set_up.new[NEW]).narrative = "Dicho después"
    db.session.flush()
    service.undo(number, secretary, now=LATER)
    assert answer(set_up.cycle.id, set_up.old["1.1.2"]).declared == "achieved"
    from sello.transfers.change_edition.models import Adoption

    row = db.session.get(Adoption, number)
    assert row.left_behind[NEW]["narrative"] == "Dicho después"


def test_a_mapping_by_hand_carries_what_changed_its_code(set_up, secretary):
    map_editions(set_up.cycle.edition_id, set_up.after_id, {GONE: NEW}, secretary, version=0, now=NOW)
    service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    assert answer(set_up.cycle.id, set_up.new[NEW]).narrative == f"De {GONE}"
    assert queries.adoptions(set_up.cycle.id)[0].kept == ()


def test_after_a_cut_there_is_no_way_back(set_up, secretary):
    number = service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    row = find(set_up.cycle.id)
    make_cut(secretary, row.id, "Corte", standing(row, at=AT).snapshot(TODAY), at=AT.then(LATER))
    with pytest.raises(FrozenByCut) as refused:
        service.undo(number, secretary, now=LATER)
    assert "Corte" in str(refused.value)
    assert not queries.adoptions(row.id)[0].may_undo


def test_only_the_latest_is_undone(set_up, secretary):
    first = service.adopt(set_up.cycle.id, set_up.after_id, secretary, now=LATER)
    second = service.adopt(set_up.cycle.id, set_up.cycle.edition_id, secretary, now=LATER)
    with pytest.raises(NotTheLatest):
        service.undo(first, secretary, now=LATER)
    service.undo(second, secretary, now=LATER)
    service.undo(first, secretary, now=LATER)
    assert find(set_up.cycle.id).edition_id == set_up.cycle.edition_id


def test_the_edition_at_hand_is_not_adopted_again(set_up, secretary):
    with pytest.raises(SameEdition):
        service.adopt(set_up.cycle.id, set_up.cycle.edition_id, secretary, now=LATER)


def test_a_cycle_of_another_institution_is_not_found(set_up, secretary):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    with pytest.raises(NotFound):
        service.adopt(set_up.cycle.id, set_up.after_id, other.people.secretary.actor(), now=LATER)


def test_the_preview_tells_the_effect_and_writes_nothing(set_up, secretary, statements):
    before = whole(set_up.cycle.id)
    page = queries.adoption_page(set_up.cycle.id, set_up.after_id, secretary.visibility, at=AT)
    assert page.carried == 5
    assert [(row.code, row.declared) for row in page.behind] == [(GONE, "achieved")]
    assert [part.code for part in page.added] == [NEW]
    assert page.target.code == "gold"
    mine = page.effects[0]
    assert (mine.before.score.met, mine.after.score.met) == (2, 1)
    db.session.expire_all()
    assert whole(set_up.cycle.id) == before
    with statements() as seen:
        queries.adoption_page(set_up.cycle.id, set_up.after_id, secretary.visibility, at=AT)
    assert len(seen) == 8

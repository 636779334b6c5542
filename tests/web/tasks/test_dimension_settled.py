"""Asking for a whole dimension does not ask for what the secretariat holds for met."""

from sello.core.db import db
from sello.cycles.models import Answer
from sello.tasks.queries import options
from tests.cycles import builders


def test_what_is_validated_says_so_and_is_not_marked(town, as_secretary):
    cycle = builders.half_answered(town)
    by_code = {one.code: one for one in options.requirements(cycle.edition_id)}
    dimension = by_code["1.1.1"].dimension_id
    found = {one.code: one.settled for one in options.candidates(cycle, dimension)}
    assert found == {"1.1.1": True, "1.1.2": False}
    page = as_secretary.get(
        f"/tareas/por-dimension?dimension={dimension}&pattern=Reunir&due_kind=business&days=10&priority=normal"
    ).text
    assert page.count("Ya está validado") == 1


def test_a_validation_that_says_no_leaves_something_to_ask_for(town):
    cycle = builders.half_answered(town)
    one = {one.code: one for one in options.requirements(cycle.edition_id)}["1.1.1"]
    for said, settled in (("no", False), ("not_applicable", True), (None, False)):
        row = db.session.query(Answer).filter_by(cycle_id=cycle.id, requirement_id=one.id).one()
        row.validated = said
        db.session.flush()
        found = {each.code: each.settled for each in options.candidates(cycle, one.dimension_id)}
        assert found["1.1.1"] is settled

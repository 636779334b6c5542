"""A new day, a wrong sum and much that came in at once: who looks, who adds up anew, and what pages read."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text, update

from sello.cli import doctor, main
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.statistics import refresh
from sello.evidence.jobs import renew
from sello.evidence.models import Evidence, RequirementSum
from sello.evidence.queries.judged import differing
from sello.evidence.queries.sums import sums_by_requirement
from tests.builders import AT
from tests.evidence.bulk import many

LATER = AT.then(AT.now + timedelta(days=50))


def test_a_new_day_costs_a_statement_more_until_it_is_renewed(app, settings, town, cycle, statements):
    many(town, cycle, 300)
    asked, told = [], []
    for _ in ("before", "after"):
        scope_to(db.session(), town.institution.id)
        with statements() as seen:
            told.append(sums_by_requirement(cycle.cycle_id, at=LATER))
        asked.append(len(seen))
        done = renew(Work(settings, LATER.now))
    assert asked == [2, 1]
    assert told[0] == told[1]
    assert done == {"sums": 0}, "the second time there is nothing to do"
    assert [*differing(db.session.connection())] == []


def test_the_renewal_of_one_institution_leaves_another_s_alone(app, settings, town, cycle):
    many(town, cycle, 30)
    before = db.session.scalars(select(RequirementSum.judged_on)).all()
    assert renew(Work(settings, AT.now)) == {"sums": 0}
    assert db.session.scalars(select(RequirementSum.judged_on)).all() == before


@pytest.fixture
def wrong(town, cycle):
    """A sum that somebody wrote past everything."""
    many(town, cycle, 12)
    db.session.connection().execute(update(RequirementSum).values(total=RequirementSum.total + 1))
    db.session.commit()


def test_doctor_says_that_a_sum_is_wrong(app, wrong, cycle):
    found = doctor.sums(db.engine)
    assert found.is_problem
    assert "--rebuild" in found.remedy
    db.session.connection().execute(update(RequirementSum).values(total=RequirementSum.total - 1))
    db.session.commit()
    assert not doctor.sums(db.engine).is_problem


def test_a_requirement_without_its_sum_is_missed(app, town, cycle):
    many(town, cycle, 12)
    db.session.execute(text("delete from evidence_sum"))
    db.session.commit()
    assert doctor.sums(db.engine).is_problem


def test_the_command_names_what_differs_and_adds_it_up_anew(app, settings, wrong, cycle, monkeypatch):
    monkeypatch.setattr("sello.cli.context.application", lambda **_: app)
    runner = CliRunner(env={"SELLO_DATA": settings.data_dir})
    first = runner.invoke(main, ["evidence", "sums"])
    assert first.exit_code == 1, first.output
    assert "difiere" in first.output
    assert runner.invoke(main, ["evidence", "sums", "--rebuild"]).exit_code == 0
    last = runner.invoke(main, ["evidence", "sums"])
    assert (last.exit_code, "Cada suma" in last.output) == (0, True), last.output


def test_much_that_came_in_is_known_to_the_planner(app, town, cycle):
    """Of PostgreSQL; SQLite keeps no statistics (`tests/core/test_statistics.py`)."""
    many(town, cycle, 500)
    refresh(db.engine)
    if db.engine.dialect.name == "postgresql":
        name = Evidence.__tablename__
        rows = text("select reltuples from pg_class where relname = :name")
        assert db.session.execute(rows, {"name": name}).scalar_one() == 500

"""The ground holds: scope by institution, denied by default, pages and headers of every answer."""

import gc
import weakref

import pytest
from sqlalchemy import exists, func, select, union_all

from sello.accounts.models import Unit
from sello.core.db import NoScope, db, everywhere, scope_to
from tests import builders


def test_reads_are_held_to_the_institution_at_work(town):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    db.session.commit()
    mine = set(db.session.scalars(select(Unit.id)))
    assert town.units.personas in mine
    assert other.units.personas not in mine
    assert db.session.get(Unit, other.units.personas) is None
    scope_to(db.session(), other.institution.id)
    assert set(db.session.scalars(select(Unit.id))) == set(vars(other.units).values())


UNITS = select(Unit.id)


def test_a_statement_that_lives_on_is_held_anew_for_each_institution(town):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
        every = set(db.session.scalars(UNITS))
    db.session.commit()
    for theirs in (town, other, town):
        scope_to(db.session(), theirs.institution.id)
        assert set(db.session.scalars(UNITS)) == set(vars(theirs.units).values())
    with everywhere():
        assert set(db.session.scalars(UNITS)) == every
    scope_to(db.session(), None)
    with pytest.raises(NoScope):
        db.session.scalars(UNITS).all()


def test_a_statement_of_one_call_is_not_kept(town):
    statement = select(Unit.name).where(Unit.id == town.units.personas)
    db.session.scalars(statement).all()
    gone = weakref.ref(statement)
    del statement
    gc.collect()
    assert gone() is None


def test_without_scope_nothing_is_read_or_written(town):
    scope_to(db.session(), None)
    with pytest.raises(NoScope):
        db.session.scalars(select(Unit.id)).all()
    db.session.add(Unit(name="Suelta", valid_from=builders.FOUNDED))
    with pytest.raises(NoScope):
        db.session.flush()


SHAPES = {
    "count": select(func.count()).select_from(Unit),
    "count of a subquery": select(func.count()).select_from(select(Unit.id).subquery()),
    "union": select(func.count()).select_from(union_all(select(Unit.id), select(Unit.id)).subquery()),
    "scalar subquery": select(select(func.count()).select_from(Unit).scalar_subquery()),
    "exists": select(exists().where(Unit.name == "Alcaldía")),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_read_that_names_no_row_is_held_to_the_institution_too(town, shape):
    with everywhere():
        empty = builders.institution("Municipalidad Nueva")
    db.session.commit()
    scope_to(db.session(), empty.id)
    assert not db.session.scalar(SHAPES[shape])
    scope_to(db.session(), town.institution.id)
    assert db.session.scalar(SHAPES[shape])
    scope_to(db.session(), None)
    with pytest.raises(NoScope):
        db.session.scalar(SHAPES[shape])


def test_a_row_of_another_institution_is_not_written(town):
    with everywhere():
        other = builders.institution("Municipalidad Vecina")
    db.session.add(Unit(institution_id=other.id, name="Ajena", valid_from=builders.FOUNDED))
    with pytest.raises(NoScope):
        db.session.flush()


def test_the_dashboard_needs_somebody(app):
    answer = app.test_client().get("/")
    assert answer.status_code == 303
    assert answer.location.startswith("/entrar")


def test_the_dashboard_opens_for_the_secretariat(town, client_for):
    answer = client_for(town.people.secretary).get("/")
    assert answer.status_code == 200
    assert "Municipalidad de Prueba" in answer.text

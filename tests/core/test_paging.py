"""A page is cut where it is read; what hangs from a row comes with it."""

import pytest
from sqlalchemy import select

from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.gathered import gathered
from sello.core.paging import page_of
from tests import builders

NAMES = [f"Oficina {number:02}" for number in range(7)]


def names(found) -> tuple[str, ...]:
    return tuple(row.name for row in found)


@pytest.fixture
def offices(town):
    for name in NAMES:
        builders.unit(town.institution.id, name)
    db.session.flush()
    return select(Unit.name).where(Unit.name.like("Oficina 0%")).order_by(Unit.name)


@pytest.mark.parametrize(
    ("asked", "number", "rows", "statements_sent"),
    [
        (1, 1, NAMES[:3], 1),
        (2, 2, NAMES[3:6], 1),
        (3, 3, NAMES[6:], 1),
        (4, 3, NAMES[6:], 3),
        (99, 3, NAMES[6:], 3),
    ],
)
def test_a_page_has_its_rows_and_tells_of_all(offices, statements, asked, number, rows, statements_sent):
    with statements() as sent:
        page = page_of(offices, names, asked, 3)
    assert (page.rows, page.total, page.number, page.last) == (tuple(rows), 7, number, 3)
    assert len(sent) == statements_sent


@pytest.mark.parametrize("asked", [1, 5])
def test_an_empty_list_is_one_empty_page(offices, asked):
    page = page_of(offices.where(Unit.name == "Ninguna"), names, asked, 3)
    assert (page.rows, page.total, page.number, page.last) == ((), 0, 1, 1)


HOSTILE = ('"', "\\", "\x1f\x1e", "]],[[", "ñandú 🦙", "'; --", "\u2028", "{}")


def test_what_hangs_from_a_row_comes_whole_and_in_its_order(town):
    above = builders.unit(town.institution.id, "Arriba")
    for name in HOSTILE:
        builders.unit(town.institution.id, name, above)
    db.session.flush()
    below = Unit.__table__.alias()
    rows = select(below.c.id, below.c.name, below.c.successor_id)
    hanging = gathered(rows.where(below.c.parent_id == Unit.id).correlate(Unit).order_by(below.c.id.desc()))
    found = db.session.execute(select(hanging.label("below")).where(Unit.id == above)).scalar_one()
    assert [name for _id, name, _none in found] == list(reversed(HOSTILE))
    assert {type(key) for key, _name, _none in found} == {int}
    assert {none for _id, _name, none in found} == {None}
    nothing = select(hanging.label("below")).where(Unit.id == town.units.migrantes)
    assert db.session.execute(nothing).scalar_one() == ()

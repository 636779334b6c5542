"""A receipt says what was so on its day, whatever is renamed, retitled or put off afterwards."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import update

from sello.accounts.models import Institution, Person, Unit
from sello.core.db import db
from sello.evidence.models import Evidence
from sello.tasks.models import Receipt, ReceiptPiece, Task
from sello.tasks.queries.receipts import receipt
from tests.builders import AT, TODAY
from tests.evidence.conftest import cycle, own_store
from tests.tasks.cast import ask
from tests.tasks.test_receipts import bring

__all__ = ["cycle", "own_store"]  # fixtures

LATER = {
    "the institution's name": update(Institution).values(name="Otra municipalidad"),
    "a unit's name": update(Unit).values(name="Otro nombre"),
    "a person's name": update(Person).values(name="Otra persona"),
    "a piece's title": update(Evidence).values(title="Otro título"),
    "a task's title": update(Task).values(title="Otra cosa"),
    "a term that is put off": update(Task).values(due_on=TODAY + timedelta(days=300)),
    "a term that is brought forward": update(Task).values(due_on=TODAY - timedelta(days=300)),
}


@pytest.fixture
def handed_in(app, town, cycle):
    task = ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.cycle_id)
    return bring(app, town.people.head, cycle, "uno", task_id=task)


@pytest.mark.parametrize("change", LATER.values(), ids=LATER.keys())
def test_what_is_changed_later_does_not_change_it(handed_in, change):
    before = asdict(receipt(handed_in, at=AT))
    db.session.execute(change)
    db.session.expire_all()
    assert asdict(receipt(handed_in, at=AT)) == before
    assert not before["of_today"]


def test_one_of_an_earlier_version_says_that_it_speaks_of_today(handed_in):
    db.session.execute(update(Receipt).values(words=None))
    db.session.execute(update(ReceiptPiece).values(title=None))
    db.session.execute(LATER["a unit's name"])
    db.session.expire_all()
    found = receipt(handed_in, at=AT)
    assert found.of_today
    assert found.unit == "Otro nombre"

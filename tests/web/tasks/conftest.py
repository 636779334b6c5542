"""A town with a cycle, a task of Personas and one of DIDECO, and clients for its cast."""

import pytest

from sello.core.db import db
from tests.tasks import cast


@pytest.fixture
def course(town):
    made = cast.course({"1.1.1": town.units.personas, "1.1.2": town.units.dideco})
    db.session.commit()
    return made


@pytest.fixture
def tasks(town, course):
    secretary = town.people.secretary.actor()
    made = {
        "personas": cast.ask(
            secretary,
            town.units.personas,
            title="Enviar el decreto del plan",
            cycle_id=course.cycle_id,
            requirement_ids=(course.requirements["1.1.1"],),
        ),
        "dideco": cast.ask(secretary, town.units.dideco, title="Mandar el informe de la mesa"),
    }
    db.session.commit()
    return made


@pytest.fixture
def as_secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def as_head(town, client_for):
    return client_for(town.people.head)


@pytest.fixture
def post():
    """Send a form, as a browser does after having opened its page."""

    def send(client, path, **data):
        return client.post(path, data=data)

    return send

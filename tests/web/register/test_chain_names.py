"""An action and an indicator of a gap's chain lead to the plan's and the register's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
import time_machine

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.improvement.models import PlanAction
from sello.improvement.service import actions, objectives
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.service import writing as declaring
from sello.register.domain import InitiativeKind
from sello.register.models import Initiative
from sello.register.parts import service
from sello.register.parts.domain.columns import Link, Part
from sello.register.parts.queries import rows_of
from sello.register.parts.service import SentRow
from sello.register.service import initiatives
from tests.builders import AT, NOW
from tests.tasks import cast
from tests.web.pages import form_of

ABOVE = {Link.ACTION: "action_id", Link.INDICATOR: "indicator_id"}


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def named(town):
    """A study, an action of the plan, and an indicator of the study."""
    actor, course = town.people.secretary.actor(), cast.course()
    said = initiatives.InitiativeDraft(
        name="Estudio de brechas", kind=InitiativeKind.STUDY, unit_ids=frozenset({town.units.personas})
    )
    study = initiatives.create(actor, said, at=AT)
    reached = objectives.ObjectiveDraft("Cumplir", "Falta.", frozenset({course.requirements["1.1.1"]}))
    objective = objectives.add(actor, reached, at=AT)
    wanted = actions.ActionDraft(
        objective, "Capacitar jefaturas", town.units.personas, AT.today, date(2027, 3, 31)
    )
    actions.add(actor, wanted, at=AT)
    indicator = declaring.create(
        actor, study, IndicatorDraft("Personas capacitadas", Measure.PEOPLE, Periodicity.YEAR), at=AT
    )
    (action,) = db.session.query(PlanAction.id).one()
    db.session.commit()
    return {"study": study, "action_id": action, "indicator_id": indicator}


def chain(client, named, **instead):
    """Write a whole chain, link by link, that names both; gives the last answer."""
    path = f"/registro/{named['study']}/cadena/editar"
    for link in Link:
        held = rows_of(named["study"], Part.CHAIN)
        row = {"link": link.value, "text": link.label}
        row |= {"follows_id": held[-1].id} if held else {}
        row |= {ABOVE[link]: (named | instead)[ABOVE[link]]} if link in ABOVE else {}
        form = form_of(client.get(path).text, path, path)
        answer = client.post(
            path, data=form | {f"rows-{len(held)}-{key}": value for key, value in row.items()}
        )
        if answer.status_code != 303:
            return answer
    return answer


def page(client, named):
    return " ".join(unescape(client.get(f"/registro/{named['study']}").text).split())


def test_both_lead_where_they_are_kept(named, town, client_for):
    client = client_for(town.people.secretary)
    assert chain(client, named).status_code == 303
    shown = page(client, named)
    href = f"/plan-de-mejora/?ciclo=1#accion-{named['action_id']}"
    assert f'En el plan de mejora: <a href="{href}">Capacitar jefaturas</a>' in shown
    assert f'id="accion-{named["action_id"]}"' in client.get("/plan-de-mejora/").text
    href = f"/indicadores/{named['indicator_id']}"
    assert f'Se mide en: <a href="{href}">Personas capacitadas</a>' in shown
    assert client.get(href).status_code == 200


def test_what_was_taken_out_of_the_plan_is_words_again(named, town, client_for):
    client = client_for(town.people.secretary)
    chain(client, named)
    db.session.get_one(PlanAction, named["action_id"]).dropped_at = NOW
    db.session.commit()
    shown = page(client, named)
    assert "Acción:</strong> Acción" in shown
    assert "En el plan de mejora" not in shown


@pytest.mark.parametrize("column", ["action_id", "indicator_id"])
@pytest.mark.parametrize("sent", ["99", "-1", "x", str(2**70)])
def test_what_is_not_offered_is_refused_with_a_sentence(named, town, client_for, column, sent):
    answer = chain(client_for(town.people.secretary), named, **{column: sent})
    assert answer.status_code == 422
    link = next(each for each, name in ABOVE.items() if name == column)
    assert link not in {row.values["link"] for row in rows_of(named["study"], Part.CHAIN)}


def test_another_kind_of_link_names_neither(named, town, client_for):
    client, path = client_for(town.people.secretary), f"/registro/{named['study']}/cadena/editar"
    form = form_of(client.get(path).text, path, path)
    row = {"link": "barrier", "text": "Cuidados", "action_id": named["action_id"]}
    answer = client.post(path, data=form | {f"rows-0-{key}": value for key, value in row.items()})
    assert answer.status_code == 422
    assert "solo un eslabón de acción nombra una acción del plan" in unescape(answer.text)


def test_the_service_takes_nothing_that_nobody_offers(named, town, client_for):
    chain(client_for(town.people.secretary), named)
    held = rows_of(named["study"], Part.CHAIN)
    version = db.session.get_one(Initiative, named["study"]).version
    rows = [
        SentRow(row.id, {**row.values, "indicator_id": 77} if row.values["indicator_id"] else row.values)
        for row in held
    ]
    with pytest.raises(NotFound):
        service.save(town.people.secretary.actor(), named["study"], Part.CHAIN, rows, version=version, at=AT)
    assert rows_of(named["study"], Part.CHAIN) == held


def test_a_unit_reads_both_and_follows_them(named, town, client_for):
    chain(client_for(town.people.secretary), named)
    client = client_for(town.people.head)
    shown = page(client, named)
    for href in re.findall(r'href="((?:/plan-de-mejora/#accion|/indicadores/)[^"]*)"', shown):
        assert client.get(href.partition("#")[0]).status_code == 200
    assert "Se mide en:" in shown

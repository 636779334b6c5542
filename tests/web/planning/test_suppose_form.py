"""The form of a supposition asks in two steps, without script: what, and then only what belongs to it."""

import re

import pytest

from sello.planning import service
from sello.planning.domain.suppose import Kind
from sello.web.planning.forms import NEEDS
from tests.builders import NOW
from tests.web.cycles.conftest import _a_monday, ground

__all__ = ["_a_monday", "ground"]

FIELDS = {"code", "evidence_id", "on"}


@pytest.fixture
def page(ground, client_for):
    head = ground.town.people.head
    scenario = service.create_scenario(head.actor(), ground.cycle.id, "Uno", now=NOW)
    return client_for(head), f"/planificacion/escenarios/{scenario}"


def asked(text: str) -> set[str]:
    form = text.split("Agregar una suposición")[1]
    return set(re.findall(r'<(?:select|input)[^>]* name="(\w+)"', form)) & FIELDS


@pytest.mark.parametrize("kind", Kind)
def test_only_what_belongs_to_it_is_asked(page, kind) -> None:
    client, address = page
    shown = client.get(f"{address}?suponer={kind.value}").text
    assert asked(shown) == set(NEEDS[kind])
    form = shown.split("Agregar una suposición")[1].split("</form>")[0]
    assert "(opcional)" not in form


@pytest.mark.parametrize("raw", ["", "?suponer=", "?suponer=nada"])
def test_first_it_is_asked_what(page, raw) -> None:
    client, address = page
    shown = client.get(address + raw).text
    assert asked(shown) == set()
    assert all(f"suponer={kind.value}" in shown for kind in Kind)


def test_what_lacks_is_told_on_the_same_step(page) -> None:
    client, address = page
    answer = client.post(f"{address}/suposiciones", data={"kind": "expires", "evidence_id": "", "on": ""})
    assert answer.status_code == 422
    assert asked(answer.text) == {"evidence_id", "on"}

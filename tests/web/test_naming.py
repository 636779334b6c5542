"""The authority is told names: no page where she goes shows her a code that stands alone."""

import re
from html.parser import HTMLParser

import pytest

from sello.core.db import db
from tests.builders import Town
from tests.cycles import builders
from tests.tasks.cast import ask
from tests.web.cycles.conftest import ClientFor, _a_monday

__all__ = ["_a_monday"]

CODE = re.compile(r"\d\.\d\.\d")
NAMED = re.compile(r"Requerimiento \d\.\d\.\d")
"""What the editions of the tests call a requirement."""
PAGES = ("/", "/informes/autoridad", "/nivel", "/planificacion/", "/tareas", "/tareas/tablero")
BLOCKS = frozenset({"p", "li", "tr", "h1", "h2", "h3", "figcaption"})


class Blocks(HTMLParser):
    """What stands in each block of a page's main part, as one reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self.skipped = 0
        self.feed(html[html.index("<main") :])

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in {"option", "script", "style"}
        if tag in BLOCKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"option", "script", "style"}
        if tag in BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.texts[-1] += data


def alone(html: str) -> list[str]:
    """The blocks that name a code and not what it is called."""
    named = ((text, set(CODE.findall(" ".join(NAMED.findall(text))))) for text in Blocks(html).texts)
    return [" ".join(text.split()) for text, called in named if set(CODE.findall(text)) - called]


@pytest.fixture
def town_at_work(town: Town) -> Town:
    """Mandatory requirements are missing, evidence ends, and a task asks for two requirements."""
    cycle = builders.half_answered(town)
    ids = builders.ids(cycle)
    both = (ids["1.1.1"], ids["2.1.1"])
    ask(town.people.secretary.actor(), town.units.personas, cycle_id=cycle.id, requirement_ids=both)
    db.session.commit()
    return town


@pytest.mark.parametrize("page", PAGES)
def test_the_authority_is_told_names(town_at_work: Town, client_for: ClientFor, page: str) -> None:
    shown = client_for(town_at_work.people.authority).get(page)
    assert shown.status_code == 200
    assert alone(shown.text) == []


def test_who_works_with_codes_is_told_codes(town_at_work: Town, client_for: ClientFor) -> None:
    client = client_for(town_at_work.people.secretary)
    assert alone(client.get("/").text)
    assert alone(client.get("/tareas").text)


def test_a_unit_is_told_no_name_that_is_not_its_own(town_at_work: Town, client_for: ClientFor) -> None:
    shown = client_for(town_at_work.people.other_head).get("/").text
    assert "2.1.1" in shown
    assert "Requerimiento 2.1.1" not in shown

"""How long the pages are on which one works, on a phone: what comes after the first of a thing is folded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

SECRETARIAT = next(account.email for account in ACCOUNTS if account.role is Role.SECRETARIAT)
UNIT_HEAD = "personas@penalolen.example"
DESK, REQUIREMENT, CONVERSATION = 2_000, 2_800, 2_100
"""How many pixels long each may be in the demonstration at 360 px; it was 3.102, 3.831 and 2.492."""

OWN = 3
"""Pieces that wait in the demonstration."""


@pytest.fixture
def phone(open_untouched: Callable[..., Page]) -> Page:
    return open_untouched(SECRETARIAT, width=360)


def lengths(page: Page, paths: list[str]) -> dict[str, int]:
    """How long each page is that the reader may see."""
    found = {}
    for path in paths:
        answer = page.goto(path)
        if answer and answer.ok:
            found[path] = int(page.evaluate("document.scrollingElement.scrollHeight"))
    return found


def longer(found: dict[str, int], most: int) -> dict[str, int]:
    return {path: length for path, length in found.items() if length > most}


def test_the_desk_is_short_and_its_criterion_begins_on_the_first_screen(phone: Page) -> None:
    phone.goto("/revision")
    queue = phone.locator("nav ol.uploads a")
    paths = sorted(str(link.get_attribute("href")) for link in queue.all())
    assert len(paths) == OWN
    assert longer(lengths(phone, paths), DESK) == {}
    top = phone.evaluate("document.querySelector('.criterion').getBoundingClientRect().top + scrollY")
    assert top <= 740


@pytest.mark.parametrize(
    ("reader", "noun", "numbers", "most"),
    [
        (SECRETARIAT, "requerimientos", (2, 12, 21, 31, 36), REQUIREMENT),
        (SECRETARIAT, "tareas", (6, 7, 21, 30), CONVERSATION),
        (UNIT_HEAD, "requerimientos", (12, 21), REQUIREMENT),
        (UNIT_HEAD, "tareas", (6,), CONVERSATION),
    ],
)
def test_what_is_read_is_short(
    open_untouched: Callable[..., Page], reader: str, noun: str, numbers: tuple[int, ...], most: int
) -> None:
    found = lengths(open_untouched(reader, width=360), [f"/{noun}/{number}" for number in numbers])
    assert len(found) == len(numbers)
    assert longer(found, most) == {}


def test_a_folded_answer_is_said_and_opens_without_a_script(open_untouched: Callable[..., Page]) -> None:
    page = open_untouched(UNIT_HEAD, width=360)
    page.goto("/requerimientos/21")
    narrative = page.locator("#respuesta textarea[name=narrative]")
    expect(narrative).not_to_be_visible()
    page.locator("#respuesta summary", has_text="Se cumple").click()
    expect(narrative).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/requerimientos/21")
    expect(narrative).to_be_visible()


def test_a_conversation_begins_with_what_was_asked_and_ends_with_the_last_word(phone: Page) -> None:
    phone.goto("/tareas/6")
    entries = phone.locator(".talk-entry")
    shown = [entry.is_visible() for entry in entries.all()]
    assert shown == [True] + [False] * (len(shown) - 3) + [True, True]
    phone.set_viewport_size({"width": 1280, "height": 800})
    assert all(entry.is_visible() for entry in entries.all())


def test_where_there_is_room_and_on_paper_nothing_is_folded(open_untouched: Callable[..., Page]) -> None:
    page = open_untouched(SECRETARIAT)
    page.goto("/requerimientos/31")
    last = page.locator("#historia li").last
    expect(last).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(last).not_to_be_visible()
    page.emulate_media(media="print")
    expect(last).to_be_visible()


ENDLESS = {
    "/informes/preparacion": 4_200,
    "/comparar": 3_600,
    "/unidades/1": 4_800,
    "/catalogo/1": 3_800,
    "/catalogo/correspondencias/3/1": 1_600,
    "/nivel?lectura=external": 4_100,
    "/ciclos/2/cortes/3": 5_600,
    "/comenzar/responsables": 5_700,
    "/registro/4": 4_600,
    "/evidencia": 5_600,
    "/evidencia?marcar=todas": 6_000,
    "/requerimientos": 6_000,
    "/tareas": 5_600,
    "/tareas/tablero": 4_200,
    "/planificacion/": 5_900,
    "/planificacion/esfuerzo": 6_000,
}
"""How long pages may be that were from 6.720 to 41.222: rows stand close, what is more is folded."""


def test_no_page_is_endless(phone: Page) -> None:
    found = lengths(phone, list(ENDLESS))
    assert set(found) == set(ENDLESS)
    assert {path: length for path, length in found.items() if length > ENDLESS[path]} == {}


@pytest.mark.parametrize("path", ["/evidencia", "/requerimientos", "/tareas", "/registro"])
def test_a_list_begins_on_the_first_screen(phone: Page, path: str) -> None:
    phone.goto(path)
    row = phone.locator("#lista tbody th[scope=row]").first
    box = row.bounding_box()
    assert box is not None
    assert box["y"] < 740
    phone.locator("summary", has_text="Buscar y filtrar").click()
    expect(phone.get_by_role("button", name="Filtrar", exact=True)).to_be_visible()


def test_the_tables_of_a_report_are_folded_on_a_phone_and_stand_open_elsewhere(phone: Page) -> None:
    phone.goto("/informes/preparacion")
    table = phone.locator("details.fold details.fold table").last
    expect(table).not_to_be_visible()
    phone.locator(".report-section > details.fold:has(details.fold)").last.locator("summary").first.click()
    phone.locator("details.fold details.fold").last.locator("summary").first.click()
    expect(table).to_be_visible()
    phone.reload()
    phone.emulate_media(media="print")
    expect(table).to_be_visible()
    phone.emulate_media(media="screen")
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(table).to_be_visible()

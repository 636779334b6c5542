"""How long the pages are on which one works, on a phone: what comes after the first of a thing is folded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

SECRETARIAT = next(account.email for account in ACCOUNTS if account.role is Role.SECRETARIAT)
DESK, REQUIREMENT, CONVERSATION = 2_000, 3_900, 2_500
"""How many pixels long each may be in the demonstration at 360 px; it was 3.102, 5.879 and 2.992."""

OWN = 3
"""Pieces that wait in the demonstration itself; what other tests hand in comes after them."""


@pytest.fixture
def phone(open_as: Callable[..., Page]) -> Page:
    return open_as(SECRETARIAT, width=360)


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
    paths = sorted(str(link.get_attribute("href")) for link in queue.all())[:OWN]
    assert len(paths) == OWN
    assert longer(lengths(phone, paths), DESK) == {}
    top = phone.evaluate("document.querySelector('.criterion').getBoundingClientRect().top + scrollY")
    assert top <= 740


@pytest.mark.parametrize(
    ("noun", "numbers", "most"),
    [("requerimientos", (2, 12, 31, 36), REQUIREMENT), ("tareas", (6, 7, 21), CONVERSATION)],
)
def test_what_is_read_is_short(phone: Page, noun: str, numbers: tuple[int, ...], most: int) -> None:
    found = lengths(phone, [f"/{noun}/{number}" for number in numbers])
    assert len(found) > 2
    assert longer(found, most) == {}


def test_where_there_is_room_and_on_paper_nothing_is_folded(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/requerimientos/31")
    last = page.locator("#historia li").last
    expect(last).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(last).not_to_be_visible()
    page.emulate_media(media="print")
    expect(last).to_be_visible()

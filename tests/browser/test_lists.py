"""Lists in a real browser: how long they are, that their titles stay, and the way to their rows by key."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

SECRETARIAT = next(account.email for account in ACCOUNTS if account.role is Role.SECRETARIAT)
SCREEN = {"width": 1280, "height": 900}
LISTS = ("/requerimientos", "/tareas", "/evidencia", "/registro", "/personas")
STOPS = 4
"""How often Tab is pressed at most from the top of a page to its list, with the links that skip."""


def test_forty_requirements_stand_within_three_screens(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.set_viewport_size(SCREEN)
    page.goto("/requerimientos")
    assert page.locator("a[data-row]").count() == 40
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * SCREEN["height"]


@pytest.mark.parametrize("path", LISTS)
def test_the_titles_of_a_list_stay_in_sight_and_order_it_without_script(
    open_as: Callable[..., Page], path: str
) -> None:
    page = open_as(SECRETARIAT, script=False)
    page.set_viewport_size(SCREEN)
    page.goto(path)
    head = page.locator("thead a").nth(1)
    head.click()
    page.wait_for_url("**orden=*")
    assert page.locator("[aria-sort]").count() == 1
    page.locator("tbody tr").last.scroll_into_view_if_needed()
    box = page.locator("thead th").nth(1).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < SCREEN["height"] / 2


def test_no_tab_is_cut(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.set_viewport_size(SCREEN)
    page.goto("/requerimientos")
    right = "one.getBoundingClientRect().right"
    beyond = f"all => all.map(one => {right} - one.parentElement.getBoundingClientRect().right)"
    assert max(page.eval_on_selector_all(".tabs li", beyond)) <= 0


@pytest.mark.parametrize("path", LISTS)
def test_a_few_keys_lead_from_the_top_to_the_list(open_as: Callable[..., Page], path: str) -> None:
    page = open_as(SECRETARIAT)
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hash") == "#lista":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#lista"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#lista') !== null")


HIDDEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const seen = top && (one.contains(top) || top.contains(one));
  return one.matches('a[data-row]') && !seen ? one.textContent : null;
}"""
"""The row's link that has the focus, where something else lies over its middle (WCAG 2.4.11)."""


@pytest.mark.parametrize("path", ["/tareas", "/requerimientos"])
def test_no_bar_lies_over_the_row_that_has_the_focus(open_as: Callable[..., Page], path: str) -> None:
    page = open_as(SECRETARIAT)
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(path)
    covered = []
    for key, start in (("Tab", "first"), ("Shift+Tab", "last")):
        getattr(page.locator("a[data-row]"), start).focus()
        for _ in range(60):
            covered.append(page.evaluate(HIDDEN))
            page.keyboard.press(key)
    assert not any(covered), covered

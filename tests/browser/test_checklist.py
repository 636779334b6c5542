"""The checklist by keyboard, and two people on one requirement, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

SECRETARIAT = next(account.email for account in ACCOUNTS if account.role is Role.SECRETARIAT)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id"))


def test_j_and_k_move_slash_searches_and_enter_opens(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/requerimientos")
    rows = page.eval_on_selector_all("a[data-row]", "all => all.map(a => a.getAttribute('href'))")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        assert focused(page) == rows[place]
    page.keyboard.press("/")
    assert focused(page) == "caja"
    page.keyboard.type("jk/")
    assert page.input_value("#caja") == "jk/"
    page.locator("a[data-row]").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{rows[1]}")


def test_without_script_the_filters_work_and_no_keys_are_promised(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT, script=False)
    page.goto("/requerimientos")
    assert not page.locator("[data-keys]").is_visible()
    page.fill("#q", "presupuesto")
    page.locator("form[role=search] button").click()
    assert "q=presupuesto" in page.url
    assert 0 < page.locator("a[data-row]").count() < 10


def test_the_second_to_save_keeps_what_she_typed(open_as: Callable[..., Page]) -> None:
    first, second = open_as(SECRETARIAT), open_as(SECRETARIAT)
    for page in (first, second):
        page.goto("/requerimientos")
        page.locator("a[data-row]").first.click()
        page.wait_for_selector("#narrative")
    first.fill("#narrative", "Lo que guardó la primera.")
    first.get_by_role("button", name="Guardar la respuesta").click()
    first.wait_for_selector(".notice-success")
    second.fill("#narrative", "Lo que escribió la segunda.")
    second.get_by_role("button", name="Guardar la respuesta").click()
    second.wait_for_selector("#stale")
    assert "Lo que guardó la primera." in second.inner_text(".notice-error >> nth=0")
    assert second.input_value("#narrative") == "Lo que escribió la segunda."
    second.get_by_role("button", name="Guardar la respuesta").click()
    second.wait_for_selector(".notice-success")

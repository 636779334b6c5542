"""A page that the browser kept: seen again at no cost, with forms that work, and gone with its reader."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from tests.browser.test_layout import EMAIL

SENT = "() => performance.getEntriesByType('navigation')[0].transferSize"
HEAD = 2_000
"""Bytes that an answer without a body takes at most."""


def test_it_is_kept_works_and_is_gone_after_leaving(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT])
    page.goto("/tareas")
    page.locator("td a[href^='/tareas/'], th a[href^='/tareas/']").first.click()
    page.wait_for_load_state()
    task = page.url
    assert page.evaluate(SENT) > HEAD
    page.goto("/registro")
    page.goto(task)
    assert page.evaluate(SENT) < HEAD, "it was not sent again"
    form = page.locator("form[action$='/comentar']")
    form.locator("xpath=ancestor::details/summary").click()
    form.locator("textarea").fill("Escrito en una página guardada")
    form.locator("button").click()
    expect(page.get_by_text("Escrito en una página guardada")).to_be_visible()
    page.goto("/requerimientos")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("form[action='/salir'] button").first.evaluate("(button) => button.click()")
    page.wait_for_url("**/entrar**")
    page.go_back()
    page.wait_for_load_state()
    assert "/entrar" in page.url, "nothing of hers is shown to whoever sits down next"

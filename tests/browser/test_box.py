"""The box of every page: by keyboard, without script, on a phone; and the menus beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS
from tests.browser.test_every_page import violations

EMAIL = {account.role: account.email for account in ACCOUNTS}


def test_the_keyboard_alone_finds_walks_opens_and_goes_back(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT])
    box, found = page.locator("#caja"), page.locator("[data-box-list]")
    for key in ("/", "Control+k"):
        page.goto("/")
        page.keyboard.press(key)
        expect(box).to_be_focused()
    page.keyboard.type("violensia")
    expect(found).to_contain_text("Se muestra lo que dice «violencia»")
    expect(page.locator("[data-box-said]")).to_contain_text("resultados")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(found.locator("a[data-hit]").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(found).to_be_hidden()
    box.fill("pedir 2.3.1 a secpla")
    expect(found).to_contain_text("Pedir 2.3.1 a SECPLA")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tareas/nueva?*")
    expect(page.get_by_label("Unidad responsable").locator("option:checked")).to_contain_text("Planificación")
    page.keyboard.press("Control+k")
    page.keyboard.type("decreto 915")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar?q=decreto+915")
    expect(page.locator("main mark").first).to_be_visible()


def test_an_assignment_is_marked_before_it_is_looked_at(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT])
    page.goto("/buscar?q=asignar+3.1.1+a+dideco")
    page.get_by_role("link", name="Asignar 3.1.1 a DIDECO").click()
    page.wait_for_url("**/requerimientos?*")
    expect(page.get_by_label("Marcar 3.1.1")).to_be_checked()
    page.get_by_role("button", name="Ver qué cambiaría").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Dirección de Desarrollo Comunitario")


def test_without_script_it_is_a_page(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD], script=False)
    page.goto("/")
    page.fill("#caja", "brecha salarial")
    page.press("#caja", "Enter")
    page.wait_for_url("**/buscar?q=brecha+salarial")
    page.locator("main a[data-hit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_phone_has_it_in_a_head_of_one_line(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD], width=360)
    page.goto("/mi-cola")
    assert page.evaluate("document.querySelector('.top').offsetHeight") <= 66
    page.locator(".top-find").click()
    page.wait_for_url("**/buscar")
    page.locator("#busca").fill("plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar?q=plan")
    expect(page.locator("main a[data-hit]").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    page.get_by_text("Menú").click()
    expect(page.get_by_role("button", name="Cerrar sesión")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Cerrar sesión")).to_be_hidden()


def test_management_closes_with_escape_and_beside_it(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT])
    page.goto("/")
    units = page.get_by_role("link", name="Unidades", exact=True)
    opener = page.locator(".more > summary")
    opener.click()
    expect(units).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(units).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    expect(units).to_be_visible()
    page.locator("h1").click()
    expect(units).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_axe_finds_nothing(open_as: Callable[..., Page], width: int, theme: str) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT], width=width, theme=theme)
    for path in ("/buscar", "/buscar?q=violensia", "/buscar?q=zzzz", "/buscar?q=pedir+2.3.1+a+secpla"):
        page.goto(path)
        assert violations(page) == []
    page.goto("/")
    if width == 1280:
        page.locator("#caja").press_sequentially("plan")
        expect(page.locator("[data-box-list] a").first).to_be_visible()
    else:
        page.get_by_text("Menú").click()
    assert violations(page) == []

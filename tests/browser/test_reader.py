"""The reading room in a real browser: keys, the search, the desk beside it, a phone, and without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from tests.browser.test_evidence import EMAIL, described
from tests.files.reading import papers

CONTENT = papers.paper("Decreto Ñandú", "El Comité de género", "Fin")


@pytest.fixture(scope="module")
def number() -> list[str]:
    """The piece of this module, handed in by its first test."""
    return []


@pytest.fixture
def piece(number: list[str], open_as: Callable[..., Page], tmp_path: Path) -> str:
    """A piece with three pages, whoever comes first hands it in."""
    if not number:
        path = tmp_path / "Acta de tres páginas.pdf"
        path.write_bytes(CONTENT)
        head = open_as(EMAIL[Role.UNIT_HEAD])
        head.goto("/evidencia/subir")
        head.set_input_files("#files", path)
        head.wait_for_url("**/evidencia/entregar?lote=*")
        described(head)
        head.get_by_role("link", name="Acta de tres páginas").click()
        head.wait_for_url("**/evidencia/*")
        number.append(head.url.rpartition("/")[2])
    return number[0]


def shows(page: Page, text: str) -> None:
    """The page that is shown says so, and its picture has come."""
    picture = page.locator("[data-reader] .sheet img")
    expect(picture).to_have_attribute("alt", text)
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 0


@pytest.mark.parametrize("width", [1280, 360])
def test_a_document_is_read_by_keyboard(piece: str, open_as: Callable[..., Page], width: int) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD], width=width)
    page.goto(f"/evidencia/{piece}/leer")
    shows(page, "Decreto Ñandú")
    page.keyboard.press("ArrowRight")
    shows(page, "El Comité de género")
    page.keyboard.press("ArrowRight")
    shows(page, "Fin")
    page.keyboard.press("ArrowLeft")
    shows(page, "El Comité de género")
    page.keyboard.press("+")
    expect(page.locator("[data-reader] .sheet-150")).to_be_visible()
    page.keyboard.press("-")
    expect(page.locator("[data-reader] .sheet-100")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("comite")
    page.keyboard.press("Enter")
    expect(page.locator(".reader-found")).to_contain_text("página 2")
    page.locator(".reader-found li a").first.click()
    expect(page.locator(".sheet-marks rect").first).to_be_attached()
    assert "pagina=2" in page.url, "the address is that of what is seen"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_the_desk_a_page_is_turned_and_what_was_typed_stays(
    piece: str, open_as: Callable[..., Page]
) -> None:
    desk = open_as(EMAIL[Role.SECRETARIAT])
    desk.goto(f"/revision/{piece}")
    shows(desk, "Decreto Ñandú")
    reader, criterion = (
        desk.locator("[data-reader]").bounding_box(),
        desk.locator(".criterion").first.bounding_box(),
    )
    assert reader
    assert criterion
    assert reader["x"] + reader["width"] <= criterion["x"], "the criterion stands beside it"
    desk.get_by_label("Observación (opcional)").fill("Falta la firma.")
    desk.locator("[data-reader] [rel=next]").click()
    shows(desk, "El Comité de género")
    expect(desk.get_by_label("Observación (opcional)")).to_have_value("Falta la firma.")
    desk.locator("h1").click()
    desk.keyboard.press("a")
    expect(desk.locator(".notice").first).to_contain_text("Evidencia aceptada")  # it was opened here


def test_on_a_phone_the_document_is_folded_above_the_criterion(
    piece: str, open_as: Callable[..., Page]
) -> None:
    desk = open_as(EMAIL[Role.SECRETARIAT], width=360)
    desk.goto(f"/revision/{piece}")
    expect(desk.locator("[data-reader]")).to_be_hidden()
    desk.get_by_text("Leer el documento aquí").click()
    expect(desk.locator("[data-reader]")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_it_is_links_and_a_form(piece: str, open_as: Callable[..., Page]) -> None:
    page = open_as(None, script=False)
    from tests.browser.conftest import sign_in

    sign_in(page, EMAIL[Role.UNIT_HEAD])
    page.goto(f"/evidencia/{piece}/leer")
    page.get_by_role("link", name="Siguiente").click()
    expect(page.locator(".sheet img")).to_have_attribute("alt", "El Comité de género")
    page.get_by_role("link", name="Agrandar").click()
    expect(page.locator(".sheet-150")).to_be_visible()
    page.locator("#lector-q").fill("decreto")
    page.locator(".reader-find button").click()
    expect(page.locator(".reader-found")).to_contain_text("página 1")

"""Long names on a small screen, whole dates, and the ring of the keyboard: what only a browser can tell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS
from tests.files import samples as files

EMAIL = {account.role: account.email for account in ACCOUNTS}
LONG = "Decreto_Alcaldicio_N_1200_46_que_aprueba_la_Politica_de_Igualdad_de_Genero_2021_FIRMADO"
TORN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    for (const date of text.data.matchAll(/\\d\\d-\\d\\d-\\d{4}/g)) {
      const range = document.createRange();
      range.setStart(text, date.index);
      range.setEnd(text, date.index + date[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => box.top)).size;
      const [said, kept] = [text.data.trim(), getComputedStyle(text.parentElement).whiteSpace === "nowrap"];
      const unseen = text.parentElement.closest("title, desc, option, textarea");
      if (lines > 1 || !(unseen || kept || said === date[0])) found.push(said);
    }
  }
  return found;
}"""
"""What a page says whose date stands on two lines, or could where its words were others."""


def width(page: Page) -> int:
    """How wide the page is laid out; more than the window means that it shrinks or scrolls sideways."""
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def upload(page: Page, path: Path) -> None:
    """Send a file on the upload page and go on to describing it."""
    page.goto("/evidencia/subir")
    page.set_input_files("#files", path)
    page.wait_for_url("**/evidencia/entregar?lote=*")


def described(page: Page) -> None:
    """Hand in what was just received, as it is."""
    page.locator("#requirements summary").first.click()
    page.locator("#requirements input[type=checkbox]").first.check()
    page.get_by_role("group", name="¿Contiene datos personales?").get_by_label("No").check()
    page.get_by_role("button", name="Entregar", exact=True).click()


def test_a_long_file_name_never_widens_a_phone(open_as: Callable[..., Page], tmp_path: Path) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD], width=360)
    path = tmp_path / f"{LONG}.pdf"
    path.write_bytes(files.pdf("decreto"))
    upload(page, path)
    assert width(page) == 360, "describing it"
    expect(page.get_by_role("heading", level=2, name=LONG)).to_be_visible()
    page.goto("/evidencia/subir")
    waiting = page.locator("section[aria-labelledby=waiting]")
    waiting.locator("summary").click()
    expect(waiting.locator("li", has_text=LONG)).to_be_visible()
    assert width(page) == 360, "received and not yet described"
    page.go_back()
    described(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entregado el")
    assert width(page) == 360, "its receipt"
    page.locator(".receipt-files a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert width(page) == 360, "its own page"
    upload(page, path)
    expect(page.get_by_text("Estos mismos bytes ya están en")).to_be_visible()
    assert width(page) == 360, "the notice of a duplicate"


def test_a_long_file_name_never_widens_a_phone_while_it_is_sent(
    open_as: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD], width=360)
    path = tmp_path / f"{LONG}.pdf"
    path.write_bytes(b"<html><body>hola</body></html>")
    page.goto("/evidencia/subir")
    page.set_input_files("#files", path)
    expect(page.get_by_role("alert")).to_contain_text(LONG)
    assert width(page) == 360


def test_a_long_title_never_widens_a_phone(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT], width=360)
    page.goto("/tareas/nueva")
    page.get_by_label("Qué se pide").fill(LONG)
    page.get_by_label("Unidad responsable").select_option(index=1)
    page.locator("#days").fill("5")
    page.get_by_role("button", name="Crear tarea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    assert width(page) == 360, "its own page"
    for path in (
        f"{page.url}/editar",
        "/tareas?q=Decreto_Alcaldicio",
        "/tareas/tablero?q=Decreto_Alcaldicio",
    ):
        page.goto(path)
        assert width(page) == 360, path


@pytest.mark.parametrize("size", [1280, 360])
def test_no_date_beside_a_name_is_torn_at_its_hyphens(open_as: Callable[..., Page], size: int) -> None:
    page = open_as(EMAIL[Role.SECRETARIAT], width=size)
    torn = []
    for path in (
        "/revision",
        "/revision/57",
        "/revision/58",
        "/evidencia/54",
        "/requerimientos/1",
        "/mi-cuenta",
        "/nivel",
        "/recordatorios",
        "/registro/1",
        "/obligaciones/28",
        "/tareas/7",
        "/tareas/tablero",
        "/unidades/1",
        "/personas",
        "/indicadores/1",
        "/informes/preparacion",
        "/tareas/consultar/evidencia/35",
        "/buscar/en?q=convenio&en=conversaciones",
        "/",
    ):
        page.goto(path)
        torn += [f"{path}: {date}" for date in page.evaluate(TORN)]
    assert torn == []


def test_the_ring_of_a_tab_is_not_cut(open_as: Callable[..., Page]) -> None:
    page = open_as(EMAIL[Role.UNIT_HEAD])
    page.goto("/mi-cola")
    page.locator(".tabs a").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outside = page.evaluate(
        """() => {
          const tab = document.activeElement, style = getComputedStyle(tab);
          const ring = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
          const [box, list] = [tab.getBoundingClientRect(), tab.closest(".tabs").getBoundingClientRect()];
          return [tab.matches(".tabs a"), style.outlineStyle, Math.max(list.left - (box.left - ring), ring)];
        }"""
    )
    assert outside == [True, "solid", 0]

"""Evidence in a real browser: sent by script with its progress, dropped, corrected, decided by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS
from tests.files import samples

EMAIL = {account.role: account.email for account in ACCOUNTS}
DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: "application/pdf"}));
  const zone = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
  }
}"""


@pytest.fixture
def head(open_as: Callable[..., Page]) -> Iterator[Page]:
    """A unit head's browser that reports any error of the page's own script."""
    page = open_as(EMAIL[Role.UNIT_HEAD])
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def described(page: Page) -> None:
    """Fill what the form of received files asks for, and hand in."""
    page.locator("#requirements summary").first.click()
    page.locator("#requirements input[type=checkbox]").first.check()
    page.get_by_role("group", name="¿Contiene datos personales?").get_by_label("No").check()
    page.get_by_role("button", name="Entregar", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entregado el")


def test_files_are_sent_described_and_handed_in(head: Page, tmp_path: Path) -> None:
    paths = [tmp_path / "Acta comité 1.pdf", tmp_path / "Acta comité 2.pdf"]
    for path in paths:
        path.write_bytes(samples.pdf(path.name))
    head.goto("/evidencia/subir")
    head.set_input_files("#files", paths)
    head.wait_for_url("**/evidencia/entregar?lote=*")
    expect(head.get_by_label("Título")).to_have_count(2)
    described(head)
    expect(head.locator(".receipt-files > li")).to_have_count(2)


def test_a_refused_file_says_why_and_the_good_one_goes_on(head: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "bueno.pdf", tmp_path / "malo.pdf"
    good.write_bytes(samples.pdf("bueno"))
    bad.write_bytes(b"<html><body>hola</body></html>")
    head.goto("/evidencia/subir")
    head.set_input_files("#files", [good, bad])
    expect(head.get_by_role("alert")).to_contain_text("«malo.pdf»: es una página web")
    expect(head.locator(".upload-done")).to_contain_text("«bueno.pdf» recibido")
    head.get_by_role("button", name="Enviar y continuar").click()
    head.wait_for_url("**/evidencia/entregar?lote=*")
    expect(head.get_by_label("Título")).to_have_value("Bueno")


def test_a_dropped_file_is_taken(head: Page) -> None:
    head.goto("/evidencia/subir")
    head.evaluate(DROP, ["Oficio soltado.pdf", list(samples.pdf("soltado"))])
    head.wait_for_url("**/evidencia/entregar?lote=*")
    expect(head.get_by_label("Título")).to_have_value("Oficio soltado")
    expect(head.get_by_label("Tipo de documento")).to_have_value("oficio")


def test_the_desk_is_worked_by_keyboard_and_a_return_is_remedied(
    head: Page, open_as: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "Informe del teclado.pdf"
    path.write_bytes(samples.pdf("teclado"))
    head.goto("/evidencia/subir")
    head.set_input_files("#files", path)
    head.wait_for_url("**/evidencia/entregar?lote=*")
    described(head)
    head.get_by_role("link", name="Informe del teclado").click()
    head.wait_for_url("**/evidencia/*")
    number = head.url.rpartition("/")[2]
    desk = open_as(EMAIL[Role.SECRETARIAT])
    desk.goto(f"/revision/{number}")
    desk.keyboard.press("d")
    desk.keyboard.type("Falta la firma.")
    desk.get_by_label("El archivo").check()
    desk.get_by_role("button", name="Devolver con observación").click()
    expect(desk.locator(".notice").first).to_contain_text("Evidencia devuelta")
    head.goto(f"/evidencia/{number}")
    expect(head.get_by_text("Falta la firma.").first).to_be_visible()
    head.get_by_role("link", name="Corregir y entregar").click()
    path.write_bytes(samples.pdf("teclado, firmado"))
    head.set_input_files("#files", path)
    expect(head.locator(".upload-done")).to_be_visible()
    head.get_by_role("button", name="Volver a entregar").click()
    expect(head.get_by_role("heading", level=1)).to_contain_text("Entregado el")
    head.goto(f"/evidencia/{number}")
    expect(head.get_by_text("Versiones anteriores")).to_be_visible()
    desk.goto(f"/revision/{number}")
    desk.locator("h1").click()
    desk.keyboard.press("a")
    desk.wait_for_selector("[data-armed]:visible")  # not opened: the first press decides nothing
    assert desk.url.endswith(f"/revision/{number}")
    desk.keyboard.press("d")
    expect(desk.locator("[data-armed]")).to_be_hidden()
    desk.locator("h1").click()
    desk.keyboard.press("a")
    desk.keyboard.press("a")
    expect(desk.locator(".notice").first).to_contain_text("Evidencia aceptada")
    head.goto(f"/evidencia/{number}")
    expect(head.locator(".light-green").first).to_contain_text("Aceptada")


def test_what_was_opened_is_accepted_at_once_and_what_is_chosen_fills_the_remark(
    head: Page, open_as: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "Acta del escritorio.pdf"
    path.write_bytes(samples.pdf("escritorio"))
    head.goto("/evidencia/subir")
    head.set_input_files("#files", path)
    head.wait_for_url("**/evidencia/entregar?lote=*")
    described(head)
    head.get_by_role("link", name="Acta del escritorio").click()
    head.wait_for_url("**/evidencia/*")
    number = head.url.rpartition("/")[2]
    desk = open_as(EMAIL[Role.SECRETARIAT])
    desk.goto(f"/revision/{number}")
    remark, ticks = desk.get_by_label("Observación (opcional)"), desk.locator("input[name=met]")
    desk.locator("[data-says]").first.check()
    said = desk.locator("[data-says]").first.get_attribute("data-says") or "?"
    expect(remark).to_have_value(said)
    ticks.first.check()
    seen = ticks.first.locator("xpath=..").inner_text()
    desk.locator("[data-missing]").check()
    assert "Falta:" in remark.input_value() or ticks.count() == 1
    assert seen not in remark.input_value()
    desk.locator("[data-missing]").uncheck()
    desk.locator("[data-says]").first.uncheck()
    expect(remark).to_have_value("")
    with desk.expect_download():
        desk.locator("[data-opens] a").first.click()
    desk.locator("h1").click()
    desk.keyboard.press("a")
    expect(desk.locator(".notice").first).to_contain_text("Evidencia aceptada")
    desk.goto(f"/evidencia/{number}")
    expect(desk.get_by_text("Vio cumplido:")).to_contain_text(seen)

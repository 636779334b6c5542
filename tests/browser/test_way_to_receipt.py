"""From the link of a reminder to the receipt, with one thumb: the taps and the pages are counted.

Counted is what a unit head does on a phone whose browser is signed out. It begins when the address in the
mail opens and ends when the receipt is there. A tap is one press on something of ours; typing address and
password, and choosing the file in the phone's own gallery, are not ours and do not count. A page is a
document that the browser loads and shows; what leads on (303) shows nothing. At most 4 taps and 3 pages; it
was 6 and 6.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from sello.demo.town import PASSWORD
from sello.reminders import links
from tests.browser.conftest import Site
from tests.browser.test_walk import choose, option_of
from tests.files import samples

HEAD, SECRETARIAT = "personas@penalolen.example", "secretaria@penalolen.example"
NAME = "Decreto_Alcaldicio_N_1200_46_que_aprueba_la_Politica_de_Igualdad_de_Genero_2021_FIRMADO.pdf"
MOST_TAPS, MOST_PAGES = 4, 3


class Thumb:
    """What somebody does on a page, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.pages: list[str] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        request = response.request
        if (
            request.is_navigation_request()
            and request.frame == self.page.main_frame
            and response.status == 200
        ):
            self.pages.append(response.url)

    def tap(self, what: Locator) -> None:
        """Press something, if a thumb can hit it."""
        box = what.bounding_box()
        assert box
        assert box["height"] >= 40, f"too small for a thumb: {box}"
        self.taps += 1
        what.click()

    def choose(self, button: Locator, path: Path) -> None:
        """Press what opens the phone's gallery, and take a file there."""
        with self.page.expect_file_chooser() as opened:
            self.tap(button)
        opened.value.set_files(path)


def width(page: Page) -> int:
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def asked(secretary: Page, title: str) -> str:
    """Ask the unit for something new; returns the number of the task."""
    secretary.goto("/tareas/nueva")
    secretary.get_by_label("Qué se pide").fill(title)
    secretary.get_by_label("Unidad responsable").select_option(
        label=option_of(secretary, "#unit_id", "Personas")
    )
    choose(secretary, "2.3.1")
    secretary.locator("#days").fill("5")
    secretary.get_by_role("button", name="Crear tarea").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text(title)
    return secretary.url.rpartition("/")[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("way", ["Elegir archivos", "Tomar foto"])
def test_four_taps_and_three_pages(
    open_as: Callable[..., Page], site: Site, tmp_path: Path, way: str, theme: str
) -> None:
    task = asked(open_as(SECRETARIAT), f"Plan anual, {way}, {theme}")
    page = open_as(None, width=360, theme=theme)
    path = tmp_path / (NAME if way == "Elegir archivos" else "IMG_20261102_103000.png")
    unique = f"{way} {theme}"
    path.write_bytes(
        samples.pdf(unique) if path.suffix == ".pdf" else samples.MAKERS["png"]() + unique.encode()
    )
    thumb = Thumb(page)
    page.goto(links.absolute(site.url, links.HAND_IN, id=task))
    page.fill("input[name=email]", HEAD)
    page.fill("input[name=password]", PASSWORD)
    thumb.tap(page.locator("form:has(input[name=password]) button[type=submit]").first)
    page.wait_for_url(f"**/evidencia/subir?tarea={task}")
    thumb.choose(page.get_by_text(way, exact=True), path)
    question = page.get_by_role("group", name="¿Contiene datos personales?")
    expect(question).to_be_visible()
    assert width(page) == 360, "describing it"
    thumb.tap(question.locator("label").filter(has_text="No"))
    thumb.tap(page.get_by_role("button", name="Entregar", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entregado el")
    expect(page.get_by_text(path.name).first).to_be_visible()
    assert width(page) == 360, "the receipt"
    assert thumb.taps <= MOST_TAPS
    assert len(thumb.pages) <= MOST_PAGES, thumb.pages


def test_the_same_without_script(open_as: Callable[..., Page], tmp_path: Path) -> None:
    page = open_as(HEAD, width=360, script=False)
    task = asked(open_as(SECRETARIAT), "Acta del comité")
    path = tmp_path / "Acta del comité.pdf"
    path.write_bytes(samples.pdf("sin script"))
    page.goto(f"/tareas/{task}/entregar")
    page.set_input_files("#photo", path)
    page.get_by_role("button", name="Enviar y continuar").click()
    assert width(page) == 360
    page.get_by_role("group", name="¿Contiene datos personales?").get_by_label("No").check()
    page.get_by_role("button", name="Entregar", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entregado el")


def test_what_was_typed_stays_while_more_files_come(open_as: Callable[..., Page], tmp_path: Path) -> None:
    page = open_as(HEAD, width=360)
    one, two = tmp_path / "Acta uno.pdf", tmp_path / "Acta dos.pdf"
    for path in (one, two):
        path.write_bytes(samples.pdf(path.name))
    page.goto("/evidencia/subir")
    page.set_input_files("#files", one)
    question = page.get_by_role("group", name="¿Contiene datos personales?")
    question.get_by_label("Sí").check()
    page.locator("summary", has_text="Más detalles").click()
    page.get_by_label("Título").fill("Acta de la primera sesión")
    page.set_input_files("#files", two)
    expect(page.get_by_label("Título")).to_have_count(2)
    expect(page.get_by_label("Título").first).to_have_value("Acta de la primera sesión")
    expect(question.get_by_label("Sí")).to_be_checked()


def test_a_closed_browser_loses_nothing(open_as: Callable[..., Page], tmp_path: Path) -> None:
    path = tmp_path / "Informe a medias.pdf"
    path.write_bytes(samples.pdf("a medias"))
    before = open_as(HEAD, width=360)
    before.goto("/evidencia/subir")
    before.set_input_files("#files", path)
    expect(before.get_by_role("group", name="¿Contiene datos personales?")).to_be_visible()
    before.context.close()
    again = open_as(HEAD, width=360)
    again.goto("/evidencia/subir")
    expect(again.get_by_role("heading", name="Recibidos y sin entregar")).to_be_visible()
    again.get_by_role("link", name="Seguir con lo que subió").click()
    expect(again.get_by_role("heading", name="Informe a medias.pdf").first).to_be_visible()

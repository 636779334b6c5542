"""A unit head with a phone and without JavaScript, and the secretariat with the keyboard alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

HEAD = "personas@penalolen.example"
SECRETARIAT = "secretaria@penalolen.example"


def test_a_task_is_delivered_from_the_queue_on_a_phone_without_script(open_as: Callable[..., Page]) -> None:
    page = open_as(HEAD, width=360, script=False)
    page.goto("/mi-cola")
    link = page.get_by_role("link", name=re.compile("^Entregar"))
    card = page.locator(".task-card").filter(has=link).first
    title = card.locator("h3 a").inner_text()
    upload = card.get_by_role("link", name=re.compile("^Entregar"))
    assert upload.bounding_box()["height"] >= 44
    assert upload.bounding_box()["width"] >= 240
    card.locator("h3 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_text("Otros pasos de la tarea").click()
    page.get_by_label("Motivo u observación").fill("Entregado en Oficina de Partes, ingreso 4512.")
    page.get_by_role("button", name="Entregar").click()
    expect(page.get_by_text("La tarea quedó «Entregada».")).to_be_visible()
    expect(page.get_by_text("En manos de la Secretaría Ejecutiva")).to_be_visible()
    page.get_by_text("Otros pasos de la tarea").click()
    page.get_by_role("button", name="Retirar la entrega").click()
    expect(page.get_by_text("La tarea quedó «En curso».")).to_be_visible()


def test_the_list_is_walked_with_the_keyboard_alone(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/tareas")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("a[data-row]").nth(1)
    expect(second).to_be_focused()
    title = second.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto("/tareas")
    page.keyboard.press("/")
    page.keyboard.type("procedimiento")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar?q=procedimiento")
    tasks = page.get_by_role("region", name="Tareas y sus conversaciones")
    assert "procedimiento" in tasks.get_by_role("link").first.inner_text().lower()


def test_a_long_list_is_searched_and_counts_what_is_chosen(open_as: Callable[..., Page]) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/tareas/nueva")
    chooser = page.locator("#requirement_ids")
    chooser.get_by_placeholder("Buscar en esta lista").fill("cuenta publica")
    assert chooser.locator("label.choice:visible").count() == 1
    chooser.locator("label.choice:visible").click()
    page.keyboard.press("Enter")
    assert page.url.endswith("/tareas/nueva")
    chooser.get_by_placeholder("Buscar en esta lista").fill("")
    assert chooser.get_by_text("1 elegido").is_visible()
    chooser.get_by_placeholder("Buscar en esta lista").fill("nada dice eso")
    assert chooser.get_by_role("status").is_visible()


def test_a_card_is_moved_by_the_arrow_keys_and_asks_for_what_is_missing(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/tareas/tablero")
    page.locator("[data-column=unit] [data-moves]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-move-said]")).to_contain_text("En manos de la Secretaría Ejecutiva")
    page.keyboard.press("Escape")
    expect(page.locator("[data-move-said]")).to_have_text("")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/mover$"))
    expect(page.get_by_label("Consultar a la evaluación externa")).to_be_checked()
    expect(page.get_by_text("Escriba el texto: la otra parte necesita leerlo.").first).to_be_visible()


@pytest.mark.parametrize("held_by", ["its «Mover»", "its edge"])
def test_a_card_is_dragged_by_the_mouse_to_where_it_asks_for_what_is_missing(
    held_by: str, open_as: Callable[..., Page]
) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/tareas/tablero")
    card = page.locator("[data-column=unit] .task-card").first
    link = card.locator("[data-moves]")
    link.scroll_into_view_if_needed()
    grip, edge = link.bounding_box(), card.bounding_box()
    there = page.locator("[data-column=evaluation]").bounding_box()
    x = grip["x"] + grip["width"] / 2 if held_by == "its «Mover»" else edge["x"] + edge["width"] - 6
    y = grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y)  # a tremble is no drag
    expect(page.locator("[data-move-said]")).to_have_text("")
    page.mouse.move(there["x"] + there["width"] / 2, y, steps=8)
    expect(page.locator("[data-move-said]")).to_have_text("Pasará a: Consultada a la evaluación externa")
    assert page.evaluate("getSelection().toString()") == ""
    page.mouse.up()
    page.wait_for_url(re.compile("/mover$"))
    expect(page.get_by_label("Consultar a la evaluación externa")).to_be_checked()
    expect(page.get_by_text("Escriba el texto: la otra parte necesita leerlo.").first).to_be_visible()


def test_a_card_let_go_where_it_was_stays_and_its_mover_still_leads_to_the_form(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(SECRETARIAT)
    page.goto("/tareas/tablero")
    link = page.locator("[data-column=unit] [data-moves]").first
    link.scroll_into_view_if_needed()
    grip = link.bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 60, grip["y"] - 30, steps=4)
    page.mouse.up()
    assert page.url.endswith("/tareas/tablero")
    link.click()
    page.wait_for_url(re.compile("/mover$"))


class Finger:
    """A finger on a screen, as the device tells the browser of it."""

    def __init__(self, page: Page) -> None:
        self._device = page.context.new_cdp_session(page)

    def __call__(self, kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": 1} for x, y in places]
        self._device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def pull(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        """Put it down and draw it along, without lifting it."""
        self("touchStart", start)
        for step in range(1, steps + 1):
            x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
            self("touchMove", (x, y))


@pytest.fixture
def tablet(open_as: Callable[..., Page], browser: Browser, site: Site) -> Iterator[Page]:
    """The secretariat at a screen that is touched."""
    state = open_as(SECRETARIAT).context.storage_state()
    context = browser.new_context(
        base_url=site.url, storage_state=state, viewport={"width": 1180, "height": 820}, has_touch=True
    )
    yield context.new_page()
    context.close()


def test_a_card_is_dragged_by_a_finger_on_its_mover(tablet: Page) -> None:
    tablet.goto("/tareas/tablero")
    link = tablet.locator("[data-column=unit] [data-moves]").first
    link.scroll_into_view_if_needed()
    grip, there = link.bounding_box(), tablet.locator("[data-column=evaluation]").bounding_box()
    assert grip is not None
    assert there is not None
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    finger = Finger(tablet)
    finger.pull((x, y), (there["x"] + there["width"] / 2, y))
    expect(tablet.locator("[data-move-said]")).to_have_text("Pasará a: Consultada a la evaluación externa")
    finger("touchEnd")
    tablet.wait_for_url(re.compile("/mover$"))
    expect(tablet.get_by_label("Consultar a la evaluación externa")).to_be_checked()


def test_a_finger_on_the_card_itself_scrolls_and_moves_nothing(tablet: Page) -> None:
    tablet.goto("/tareas/tablero")
    card = tablet.locator("[data-column=unit] .task-card").nth(2)
    card.scroll_into_view_if_needed()
    before, box = tablet.evaluate("scrollY"), card.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 6, box["y"] + 4
    finger = Finger(tablet)
    finger.pull((x, y), (x, y - 200))
    finger("touchEnd")
    tablet.wait_for_function("before => scrollY > before + 100", arg=before)
    assert tablet.url.endswith("/tareas/tablero")
    expect(tablet.locator("[data-move-said]")).to_have_text("")

"""Sending in a real browser over a link that breaks: it goes on by itself, and after the page was closed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS
from tests.files import samples
from tests.web.evidence.test_server import large

EMAIL = {account.role: account.email for account in ACCOUNTS}
MIB = 1024 * 1024
PASTE = """(bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "image.png", {type: "image/png"}));
  document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
PIECES = "**/evidencia/envios/*"


@pytest.fixture
def head(open_as: Callable[..., Page]) -> Iterator[Page]:
    """A unit head's browser that reports any error of the page's own script."""
    page = open_as(EMAIL[Role.UNIT_HEAD])
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/evidencia/subir")
    yield page
    assert faults == []


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "Informe largo.pdf"
    path.write_bytes(b"".join(large(2 * MIB)))
    return path


class BadLink:
    """A link that passes half of the first piece, and then nothing until it is mended."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent = 0
        page.route(PIECES, self)

    def __call__(self, route: Route) -> None:
        request = route.request
        if request.method != "PATCH":
            route.continue_() if self.sent == 0 else route.abort("connectionfailed")
            return
        if self.sent == 0:
            body = (request.post_data_buffer or b"")[:MIB]
            self.sent = len(body)
            # The server gets what a cut connection would have brought it.
            self.page.request.patch(request.url, headers=sent_headers(request.headers), data=body)
        route.abort("connectionfailed")

    def mend(self) -> None:
        self.page.unroute(PIECES, self)


def sent_headers(headers: dict[str, str]) -> dict[str, str]:
    """The headers of a piece, without those that belong to its connection."""
    return {name: value for name, value in headers.items() if name != "content-length"}


def test_a_broken_link_is_gone_on_with(head: Page, document: Path) -> None:
    link = BadLink(head)
    head.set_input_files("#files", document)
    expect(head.locator("[data-uploads]")).to_contain_text("Se cortó la conexión con «Informe largo.pdf»")
    link.mend()
    offsets: list[str] = []
    head.on("request", lambda sent: offsets.append(sent.headers.get("upload-offset", "")))
    head.wait_for_url("**/evidencia/entregar?lote=*", timeout=60_000)
    assert str(link.sent) in offsets
    expect(head.get_by_label("Título")).to_have_value("Informe largo")


def test_a_page_that_was_closed_goes_on_when_the_same_file_is_chosen(head: Page, document: Path) -> None:
    link = BadLink(head)
    head.set_input_files("#files", document)
    expect(head.locator("[data-uploads]")).to_contain_text("Se cortó la conexión")
    head.goto("/")
    link.mend()
    head.goto("/evidencia/subir")
    left = head.get_by_role("region", name="Quedaron a medias")
    expect(left).to_contain_text("Informe largo.pdf")
    offsets: list[str] = []
    head.on("request", lambda sent: offsets.append(sent.headers.get("upload-offset", "")))
    head.set_input_files("#files", document)
    head.wait_for_url("**/evidencia/entregar?lote=*", timeout=60_000)
    assert str(link.sent) in offsets
    assert "0" not in offsets


def test_what_is_cancelled_leaves_nothing(head: Page, document: Path) -> None:
    link = BadLink(head)
    head.set_input_files("#files", document)
    expect(head.locator("[data-uploads]")).to_contain_text("Se cortó la conexión")
    link.mend()
    head.get_by_role("button", name="Cancelar Informe largo.pdf").click()
    expect(head.locator("[data-uploads]")).to_contain_text("Canceló «Informe largo.pdf».")
    head.wait_for_timeout(500)
    head.goto("/evidencia/subir")
    expect(head.get_by_text("Quedaron a medias")).to_have_count(0)


def test_a_folder_and_a_pasted_picture_are_taken(head: Page, tmp_path: Path) -> None:
    folder = tmp_path / "Taller"
    (folder / "fotos").mkdir(parents=True)
    (folder / "Acta del taller.pdf").write_bytes(samples.pdf("taller"))
    (folder / "fotos" / "Lista.pdf").write_bytes(samples.pdf("lista"))
    (folder / "Thumbs.db").write_bytes(b"left by the system")
    head.set_input_files("#folder", folder)
    head.wait_for_url("**/evidencia/entregar?lote=*")
    expect(head.get_by_label("Título")).to_have_count(2)
    head.evaluate(PASTE, list(samples.image("PNG")))
    expect(head.get_by_label("Título")).to_have_count(3)
    expect(head.get_by_label("Título").last).to_have_value(re.compile("^Imagen pegada"))

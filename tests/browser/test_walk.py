"""The whole path once, in a real browser: task, evidence on a phone, review, level, report, audit, mail."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from docx import Document
from playwright.sync_api import Page, expect

from sello.accounts.domain.actor import Role
from sello.core.days import Calendar
from sello.demo.town import ACCOUNTS
from tests.browser.conftest import ROOT, Site, free_port
from tests.builders import here_and_now
from tests.machine import needs

CODE = "3.1.4"
TITLE = "Plan de cierre de la brecha salarial"


class Inbox:
    """A real SMTP server's handler that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a message."""
        self.letters.append(bytes(envelope.content).decode())  # type: ignore[attr-defined]  # untyped library
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def account(role: Role) -> str:
    return next(each.email for each in ACCOUNTS if each.role is role)


def met(page: Page) -> int:
    """How many requirements the level page counts as met in the validated reading."""
    page.goto("/nivel?lectura=validated")
    found = re.search(r"Cumplen (\d+) de \d+ requerimientos", page.inner_text("main"))
    assert found is not None
    return int(found.group(1))


@needs("qpdf")
def test_the_whole_path(
    site: Site, open_as: Callable[..., Page], inbox: tuple[Inbox, int], tmp_path: Path
) -> None:
    secretary = open_as(account(Role.SECRETARIAT))
    before = met(secretary)
    due = Calendar().next_business_day(here_and_now().today + timedelta(days=7))
    ask_for_the_plan(secretary, due)

    head = open_as(account(Role.UNIT_HEAD), width=360)
    document = a_document(tmp_path)
    hand_in(head, document)
    answer(head)

    accept(secretary)
    validate(secretary)
    assert met(secretary) == before + 1

    take_the_report(secretary, tmp_path)
    release(secretary)
    auditor = open_as(account(Role.AUDITOR))
    audit(auditor, document, tmp_path)

    told(site, inbox, due)


def ask_for_the_plan(page: Page, due: date) -> None:
    page.goto("/tareas/nueva")
    page.get_by_label("Qué se pide").fill(f"Enviar el {TITLE.lower()}")
    page.get_by_label("Unidad responsable").select_option(label=option_of(page, "#unit_id", "Personas"))
    choose(page, CODE)
    page.get_by_label("En una fecha").check()
    page.locator("#due_on").fill(due.isoformat())
    page.get_by_role("button", name="Crear tarea").click()
    expect(page.locator("main")).to_contain_text(TITLE.lower())


def choose(page: Page, code: str) -> None:
    """Tick a requirement in the folded list, under the heading of its dimension."""
    option = page.get_by_label(re.compile(rf"^\s*{re.escape(code)} "))
    page.locator("details[data-chooser-group]").filter(has=option).locator("summary").click()
    option.check()


def option_of(page: Page, select: str, words: str) -> str:
    """The label of the option that ends with these words."""
    labels = page.locator(f"{select} option").all_inner_texts()
    return next(label for label in labels if label.strip().endswith(words))


def a_document(folder: Path) -> Path:
    path = folder / "plan de cierre.docx"
    document = Document()
    document.add_heading(TITLE, level=1)
    document.add_paragraph("Documento ficticio de prueba: medidas, plazos y responsables.")
    document.save(str(path))
    return path


def hand_in(page: Page, document: Path) -> None:
    """With one thumb: from the queue to the receipt, and to the piece with its hash."""
    page.goto("/mi-cola")
    card = page.get_by_role("link", name=re.compile(rf"Entregar\s*: Enviar el {TITLE.lower()}"))
    card.first.click()
    page.set_input_files("#files", document)
    page.wait_for_url("**/evidencia/entregar*")
    page.locator("summary", has_text="Más detalles").click()
    page.get_by_label("Título").fill(TITLE)
    page.get_by_label("Tipo").select_option(label="Plan o programa")
    page.get_by_label("No", exact=True).first.check()
    page.get_by_role("button", name="Entregar", exact=True).click()
    expect(page.locator("main")).to_contain_text("Entregado el")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.locator("main")).to_contain_text(hashlib.sha256(document.read_bytes()).hexdigest())


def open_requirement(page: Page) -> None:
    page.goto(f"/requerimientos?q={CODE}")
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text(CODE)


def opened(page: Page, folded: str) -> None:
    """Open what is folded on a phone: to the eye it is open here, but its driver goes by the attribute."""
    page.locator(folded).evaluate("one => { one.open = true }")


def answer(page: Page) -> None:
    open_requirement(page)
    opened(page, "#respuesta details")
    page.get_by_label("Se cumple", exact=True).first.check()
    page.locator("textarea[name=narrative]").fill("El plan está aprobado.")
    page.get_by_role("button", name="Guardar la respuesta").click()
    expect(page.locator("main")).to_contain_text("El plan está aprobado.")


def accept(page: Page) -> None:
    page.goto("/revision")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name=re.compile("^Aceptar")).click()
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def validate(page: Page) -> None:
    open_requirement(page)
    form = page.locator("form[action*='validacion']")
    form.get_by_label("Se cumple", exact=True).check()
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Validado")


def take_the_report(page: Page, folder: Path) -> None:
    page.goto("/informes")
    with page.expect_download() as waiting:
        page.goto("/informes")
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    path = folder / "informe.pdf"
    waiting.value.save_as(path)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def release(page: Page) -> None:
    page.goto("/evidencia")
    page.get_by_role("link", name="Liberar aceptadas a auditoría").click()
    page.get_by_role("button", name=re.compile(r"^Liberar \d+ evidencia")).click()
    page.wait_for_load_state()


def audit(page: Page, document: Path, folder: Path) -> None:
    """She sees what was released and takes the very bytes that were handed in."""
    page.goto("/evaluacion")
    page.locator("tbody tr", has_text=CODE).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(CODE)
    page.get_by_role("link", name=TITLE).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Descargar")).first.click()
    path = folder / "descargado"
    waiting.value.save_as(path)
    assert path.read_bytes() == document.read_bytes()
    assert page.goto("/personas").status == 403  # type: ignore[union-attr]  # a page answers


def told(site: Site, inbox: tuple[Inbox, int], due: date) -> None:
    """The day after the task was due, at ten, its unit is told over real SMTP."""
    handler, port = inbox
    day = Calendar().next_business_day(due + timedelta(days=1))
    environment = {
        **site.environment,
        "SELLO_SMTP_HOST": "127.0.0.1",
        "SELLO_SMTP_PORT": str(port),
        "SELLO_SMTP_SECURITY": "none",
    }
    for name in ("reminders", "deliver"):
        clock = ["--now", f"{day.isoformat()}T10:00", "--yes"]
        command = [sys.executable, "-m", "sello", "run-jobs", name, *clock]
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    assert handler.letters

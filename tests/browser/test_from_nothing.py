"""From an empty folder to the first requests, as on the first morning: `sello init`, then the page.

Nothing is put into the database but by the command and the screens; each step is left and come back to.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import tracebacks
from tests.browser.conftest import ROOT, _wait_for, free_port
from tests.files import samples

EMAIL, TEMPORARY, OWN = "sara@comuna.example", "la primera de todas", "el puerto despierta temprano"

UNITS = """Nombre\tNombre corto\tDepende de
Alcaldía\t\t
Administración Municipal\t\tAlcaldía
Secretaría Ejecutiva para la Equidad de Género\tSEEG\tAdministración Municipal
Dirección de Administración y Finanzas\tDAF\tAlcaldía
Gestión de Personas\tPersonas\tDAF
Secretaría Comunal de Planificación\tSECPLA\tAlcaldía
Dirección de Desarrollo Comunitario\tDIDECO\tAlcaldía
Dirección de Control\t\tAlcaldía
Oficina de Comunicaciones\t\tAlcaldía
"""
PEOPLE = """Nombre y apellidos\tCorreo electrónico\tCargo\tRol\tUnidad
Paula Pérez\tpaula@comuna.example\tDirectora\tJefatura\tPersonas
Diego Díaz\tdiego@comuna.example\tDirector\tJefatura\tDIDECO
Alma Araya\talma@comuna.example\tAlcaldesa\tAutoridad\tAlcaldía
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """An instance that `sello init` has just made, served as a town would."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SELLO_", "DATABASE_"))},
        "SELLO_SECRET_KEY": "only-for-the-browser-tests-" * 2,
        "SELLO_DATA": str(tmp_path),
        "SELLO_PORT": str(port),
        "SELLO_BASE_URL": url,
        "SELLO_INIT_PASSWORD": TEMPORARY,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "sello"]
    asked = ["--institution", "Municipalidad de Comuna", "--name", "Sara Soto", "--email", EMAIL]
    subprocess.run([*command, "init", *asked], env=environment, cwd=tmp_path, check=True)
    log = tmp_path / "output"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "serve"], env=environment, cwd=tmp_path, stdout=output, stderr=output
        )
    try:
        _wait_for(f"{url}/healthz", server)
        yield url
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    tracebacks.check_output(log.read_text("utf-8", "replace"))


def enter(page: Page) -> None:
    """Sign in with the password that the command was given, and choose one of one's own."""
    page.goto("/entrar")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", TEMPORARY)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.get_by_label("Contraseña actual").fill(TEMPORARY)
    page.get_by_label("Contraseña nueva", exact=True).fill(OWN)
    page.get_by_label("Repita la contraseña nueva").fill(OWN)
    page.get_by_role("button", name=re.compile("Cambiar|Guardar")).click()
    page.goto("/")


def come_back(page: Page, done: int) -> None:
    """Leave for the first page: it leads again, and knows what was done."""
    page.goto("/comenzar")
    expect(page.get_by_text(f"Hechos {done} de 6.")).to_be_visible()


def bring(page: Page, button: str, text: str, rows: int) -> None:
    page.get_by_role("link", name=button).click()
    page.get_by_label("Tabla pegada desde la planilla").fill(text)
    page.get_by_role("button", name="Ver qué cambiaría").click()
    expect(page.get_by_text("Se agrega")).to_have_count(rows)
    page.get_by_role("button", name="Guardar lo que se ve").click()
    expect(page.get_by_text(f"Guardó {rows} filas.")).to_be_visible()


def test_from_nothing_to_the_first_requests(empty: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(locale="es-CL", base_url=empty, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Puesta en marcha")
    _institution(page, tmp_path)
    come_back(page, 1)
    bring(page, "Traer una planilla de unidades", UNITS, 9)
    come_back(page, 2)
    bring(page, "Traer una planilla de personas", PEOPLE, 3)
    come_back(page, 2)
    page.get_by_role("link", name="Enviar las invitaciones").click()
    expect(page.get_by_text("3 personas esperan su invitación:")).to_be_visible()
    page.get_by_role("button", name="Enviar las invitaciones").click()
    come_back(page, 3)
    _cycle(page)
    come_back(page, 4)
    page.get_by_role("link", name="Ver la propuesta").click()
    expect(page.get_by_text("40 requisitos están sin unidad.")).to_be_visible()
    for choice in page.locator("select").all():
        if choice.input_value() == "":
            choice.select_option(index=1)
    page.get_by_role("button", name="Guardar las unidades").click()
    come_back(page, 5)
    page.get_by_role("link", name="Pedir lo primero").click()
    page.get_by_role("button", name="Ver la propuesta").click()
    page.get_by_role("button", name="Crear las tareas marcadas").click()
    page.goto("/comenzar")
    expect(page.get_by_text("Todo está listo para trabajar.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tablero")
    expect(page.get_by_role("heading", name="Puesta en marcha")).to_have_count(0)
    context.close()


def _institution(page: Page, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(samples.MAKERS["png"]())
    page.get_by_role("link", name="Completar la ficha").click()
    page.get_by_label("Nombre y apellidos, firma 1").fill("Alma Araya")
    page.get_by_label("Cargo, firma 1").fill("Alcaldesa")
    page.get_by_label("Requisito (y no requerimiento)").check()
    page.get_by_label("Color sobre fondo claro").fill("#ffcc00")
    page.get_by_role("button", name="Guardar la ficha").click()
    said = page.locator("#light-error").inner_text()
    page.get_by_label("Color sobre fondo claro").fill(re.findall(r"#[0-9a-f]{6}", said)[-1])
    page.set_input_files("#logo", logo)
    page.get_by_role("button", name="Guardar la ficha").click()
    expect(page.get_by_text("La ficha de la institución quedó guardada.")).to_be_visible()
    expect(page.locator(".top .brand-logo")).to_be_visible()
    expect(page.get_by_role("link", name="Requisitos", exact=True)).to_be_visible()


def _cycle(page: Page) -> None:
    page.get_by_role("link", name="Abrir el ciclo").click()
    page.get_by_role("link", name="Ir al catálogo").click()
    page.locator('form[action$="/incluidas/trabajo-40"] button').click()
    page.goto("/comenzar")
    page.get_by_role("link", name="Abrir el ciclo").click()
    page.get_by_label("Nombre").first.fill("Sello 2027")
    page.locator("#evaluation_on").fill("2028-05-15")
    page.locator("button[type=submit]:not([name])", has_text="Abrir").click()
    expect(page.get_by_text("El ciclo está abierto")).to_be_visible()

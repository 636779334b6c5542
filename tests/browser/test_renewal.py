"""An agreement nears its end: it asks for itself, is answered from the mail on a phone, and is renewed.

From end to end with nothing in between: the scheduler's jobs as processes, a mail server, a browser in which
nobody is signed in, and the secretariat's own pages.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sello.core.days import Calendar
from tests.browser.conftest import Site
from tests.browser.test_every_page import violations
from tests.browser.test_walk import opened, option_of
from tests.builders import here_and_now
from tests.files import samples
from tests.smtp import Postbox, postbox

SECRETARIAT, HEAD = "secretaria@penalolen.example", "personas@penalolen.example"
AGREEMENT = "Convenio de corresponsabilidad con la Universidad del Valle"
OWED = "Convenio de corresponsabilidad, renovado"
CODE = "3.2.2"
"""Nobody has answered it yet, nor brought anything; its unit is the one that is asked."""
CHANGE = timedelta(minutes=40)
"""After which nobody takes back any more what was done, and it is told."""


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as server:
        yield server


def jobs(site: Site, box: Postbox, now: datetime, *names: str) -> None:
    """What the scheduler does at an instant."""
    command = [sys.executable, "-m", "sello", "run-jobs", *names, "--now", now.isoformat(), "--yes"]
    environ = {**site.environment, **box.environ()}
    subprocess.run(command, env=environ, cwd=site.data, check=True, stdout=subprocess.DEVNULL)


def declared(page: Page) -> str:
    """The requirement is said to be met, and lacks what proves it; returns its address."""
    page.goto(f"/requerimientos?q={CODE}")
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text(CODE)
    opened(page, "#respuesta details")
    page.get_by_label("Se cumple", exact=True).first.check()
    page.get_by_role("button", name="Guardar la respuesta").click()
    expect(page.locator("main")).to_contain_text("Sin evidencia")
    return page.url


def agreed(page: Page, ends: date) -> None:
    """The secretariat writes down an agreement that ends soon, and what it feeds."""
    page.goto("/registro/nueva?tipo=agreement")
    page.get_by_label("Nombre", exact=True).fill(AGREEMENT)
    page.locator("select[name=kind]").select_option(label="Convenio")
    page.get_by_label("Gestión de Personas").check()
    page.get_by_label("Rige hasta").fill(f"{ends:%d-%m-%Y}")
    page.get_by_label("Requerimiento 1", exact=True).select_option(
        label=page.locator("#feeds select").first.locator("option", has_text=CODE).inner_text()
    )
    page.get_by_label("Cómo aporta al 1").fill("Financia el cuidado.")
    page.get_by_role("button", name="Guardar en el registro").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(AGREEMENT)


def owes(page: Page, ends: date, today: date) -> None:
    """By its end the renewed one is owed each year, as evidence of the requirement."""
    page.get_by_role("link", name="Anotar una obligación").click()
    page.get_by_label("Qué se debe").fill(OWED)
    page.get_by_label("Cada cuánto").select_option(label="Otra: una regla RFC 5545")
    page.get_by_label("Regla RFC 5545").fill(f"FREQ=YEARLY;BYMONTH={ends.month};BYMONTHDAY={ends.day}")
    page.get_by_label("Se debe desde").fill(today.isoformat())
    page.get_by_label("Días hábiles de aviso").fill("30")
    page.locator("#unit_id").select_option(label=option_of(page, "#unit_id", "Gestión de Personas"))
    page.get_by_label("Tipo de evidencia").select_option(label="Convenio")
    page.get_by_label("Qué obliga").select_option(label="Convenio")
    expect(page.locator("#requirement_ids label", has=page.locator("input:checked"))).to_contain_text(CODE)
    page.get_by_role("button", name="Ver las próximas fechas").click()
    page.get_by_role("button", name="Guardar la obligación").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(OWED)


def told(box: Postbox) -> EmailMessage:
    """The mail that asks for it."""
    found = [
        mail for mail in box.received if mail["To"].addresses[0].addr_spec == HEAD and OWED in text(mail)
    ]
    assert len(found) == 1, [mail["Subject"] for mail in box.received]
    return found[0]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def handed_in(page: Page, address: str, document: Path, until: date) -> None:
    """On a phone, from the mail: no password, and nothing wider than the screen."""
    page.goto(address)
    expect(page.get_by_text(OWED).first).to_be_visible()
    assert not violations(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    page.set_input_files("#files", document)
    page.get_by_text("El documento vence un día").click()
    page.get_by_label("Vigente hasta").fill(until.isoformat())
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Entregar").click()
    expect(page.get_by_text("Quedó entregado, con el recibo N°")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_an_agreement_is_renewed_from_the_mail(
    site: Site, box: Postbox, open_as: Callable[..., Page], tmp_path: Path
) -> None:
    now = here_and_now()
    ends = Calendar().next_business_day(now.today + timedelta(days=20))
    secretary = open_as(SECRETARIAT)
    standing = declared(secretary)
    agreed(secretary, ends)
    initiative = secretary.url
    owes(secretary, ends, now.today)
    duty = secretary.url

    monday = Calendar().next_business_day(now.today + timedelta(days=1))
    morning = datetime.combine(monday, time(15), UTC)
    jobs(site, box, morning, "duties")
    jobs(site, box, morning + CHANGE, "news", "reminders", "deliver")
    (link,) = re.findall(rf"{re.escape(site.url)}(/responder/\S+)", part_about(text(told(box)), OWED))

    document = tmp_path / "Convenio 2027.pdf"
    document.write_bytes(samples.pdf("Convenio de corresponsabilidad, renovado por un año"))
    renewed = ends + timedelta(days=365)
    handed_in(open_as(None, width=360), link, document, renewed)

    secretary.goto("/revision")
    secretary.get_by_role("link", name="Convenio 2027").click()
    secretary.get_by_role("button", name=re.compile("^Aceptar")).click()
    expect(secretary.get_by_text(f"«{AGREEMENT}» puede regir hasta el {renewed:%d-%m-%Y}")).to_be_visible()
    secretary.goto(standing)
    expect(secretary.locator("main")).not_to_contain_text("Sin evidencia")
    expect(secretary.locator("main")).to_contain_text("Validado")

    secretary.goto(initiative)
    assert not violations(secretary)
    secretary.get_by_role("button", name=f"Anotar el {renewed:%d-%m-%Y} como nuevo término").click()
    expect(secretary.locator("main")).to_contain_text("Según Convenio 2027")
    expect(secretary.locator("main")).to_contain_text(f"{renewed:%d-%m-%Y}")
    expect(secretary.locator("main")).not_to_contain_text("es tiempo de pedir su renovación")

    secretary.goto(duty)
    expect(secretary.locator("main")).to_contain_text("Cumplida")
    secretary.goto(f"/obligaciones?anio={ends.year}")
    row = secretary.get_by_role("row").filter(has_text=OWED)
    expect(row).to_contain_text("Cumplida")


def part_about(mail: str, title: str) -> str:
    """What a mail says of one conversation."""
    begins = mail.index(title)
    return mail[begins:].split("\n\n\n", maxsplit=1)[0]

"""The reports' screens: who may, what they show, and that page and paper say the same."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdfium2
import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.cycles.service.cycles import release
from sello.reports import queries, service
from sello.reports.readiness.document import document
from sello.web.filters import days_whole
from tests.builders import AT, NOW, TODAY
from tests.reports.rows import busy_cycle

PAGES = ("/informes", "/informes/preparacion", "/informes/preparacion.pdf", "/informes/autoridad")


@pytest.fixture
def row(town):
    return busy_cycle(town)


def post(client, url: str, page: str, **data):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    return client.post(url, data={"csrf_token": token.group(1) if token else "", **data})


class Words(HTMLParser):
    """The visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\ufffe", "", text)


def visible(html: str) -> str:
    words = Words()
    words.feed(html)
    return squeezed("".join(words.parts))


def on_paper(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


@pytest.mark.parametrize("page", PAGES)
def test_who_reads_reports(town, row, client_for, page):
    for who, status in (("secretary", 200), ("authority", 200), ("head", 403), ("contributor", 403)):
        assert client_for(getattr(town.people, who)).get(page).status_code == status
    assert client_for(town.people.secretary).delete(page).status_code == 405


def test_an_external_auditor_sees_the_released_cycle_and_no_kept_report(town, row, client_for):
    post(client_for(town.people.secretary), "/informes", "/informes", as_of="2026-11-20")
    (kept,) = queries.kept_reports()
    auditor = client_for(town.people.auditor)
    assert auditor.get("/informes/preparacion").status_code == 404
    release(town.people.secretary.actor(), row.id, now=NOW)
    db.session.commit()
    page = auditor.get("/informes/preparacion")
    assert page.status_code == 200
    assert "Acta de 1.1.1" not in page.text
    assert auditor.get(f"/informes/{kept.id}").status_code == 404
    index = auditor.get("/informes").text
    assert f"/informes/{kept.id}" not in index
    assert "/informes/autoridad" not in index
    assert auditor.get("/informes/autoridad").status_code == 404


def test_who_reads_what_was_released_is_told_nothing_of_the_towns_work(town, row, client_for):
    release(town.people.secretary.actor(), row.id, now=NOW)
    db.session.commit()
    auditor, secretary = client_for(town.people.auditor), client_for(town.people.secretary)
    address = "/informes/preparacion"
    kitchen = (
        "Tareas atrasadas",
        "No hay tareas atrasadas",
        "Observaciones abiertas",
        "No hay observaciones",
    )
    for told in (visible(auditor.get(address).text), on_paper(auditor.get(f"{address}.pdf").data)):
        assert squeezed("Requerimientos y sus evidencias") in told
        for words in kitchen:
            assert squeezed(words) not in told
        assert squeezed("Sin evidencia liberada") in told
    assert "Tareas atrasadas por unidad" in secretary.get(address).text
    assert "Sin evidencia liberada" not in secretary.get(address).text


def test_page_and_paper_say_the_same(town, row, client_for):
    client = client_for(town.people.secretary)
    query = f"?ciclo={row.id}&fecha={TODAY.isoformat()}"
    page = visible(client.get(f"/informes/preparacion{query}").text)
    paper = on_paper(client.get(f"/informes/preparacion.pdf{query}").data)
    actor = town.people.secretary.actor()
    report = service.readiness(row.id, Visibility(units=None), as_of=TODAY, generated_for=actor.name, at=AT)
    words = document(report)
    texts = [words.cover.headline_percent, *(value for fact in words.cover.facts for value in fact)]
    texts += [
        text for card in words.cards for text in (card.title, card.percent, card.arithmetic, *card.lines)
    ]
    for section in words.sections:
        texts += [section.title, *section.lead]
        cells = [
            cell for table in section.tables for group in table.groups for row in group.rows for cell in row
        ]
        texts += [part.text for cell in cells for part in cell.parts]
    assert len(texts) > 100
    assert [text for text in texts if squeezed(text) not in page] == []
    assert [text for text in texts if squeezed(text) not in paper] == []


def test_a_report_is_kept_and_downloaded_byte_by_byte(town, row, client_for):
    client = client_for(town.people.secretary)
    assert post(client, "/informes", "/informes", as_of="2026-11-20").status_code == 303
    (kept,) = queries.kept_reports()
    answer = client_for(town.people.authority).get(f"/informes/{kept.id}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-1.7")
    assert len(answer.data) == kept.size
    assert "informe-de-preparacion-2026-11-20.pdf" in answer.headers["Content-Disposition"]
    assert client.get("/informes/999999").status_code == 404
    assert queries.readers() == {kept.id: (town.people.authority.name,)}
    assert town.people.authority.name in client.get("/informes").text
    assert days_whole("Informe al 20-11-2026") in client.get("/informes").text


def test_only_the_secretariat_makes_reports_and_chooses_recipients(town, row, client_for):
    authority = client_for(town.people.authority)
    for page in ("/informes", "/informes/destinatarios"):
        assert post(authority, page, "/informes", as_of="2026-11-20").status_code in (400, 403)
    assert authority.get("/informes/destinatarios").status_code == 403
    assert queries.kept_reports() == ()


def test_a_report_without_a_date_is_asked_for_again(town, row, client_for):
    answer = post(client_for(town.people.secretary), "/informes", "/informes", as_of="")
    assert answer.status_code == 422
    assert "Indique la fecha del informe." in answer.text


def test_recipients_are_chosen(town, row, client_for):
    client = client_for(town.people.secretary)
    page = "/informes/destinatarios"
    assert post(client, page, page, people=[town.people.authority.id]).status_code == 303
    assert "Alma Alcaldesa" in client.get("/informes").text
    others = {"people": [town.people.head.id], "version": str(town.people.authority.id)}
    assert post(client, page, page, **others).status_code == 422
    assert [one.name for one in queries.recipients()] == ["Alma Alcaldesa"]


def test_without_a_cycle_the_page_says_so(town, client_for):
    client = client_for(town.people.secretary)
    assert "Aún no hay un ciclo en curso" in client.get("/informes").text
    assert client.get("/informes/preparacion").status_code == 404


def test_a_wrong_date_shows_today(town, row, client_for):
    client = client_for(town.people.secretary)
    assert client.get("/informes/preparacion?fecha=mañana").status_code == 200


def test_the_chart_is_drawn_with_its_table(town, row, client_for):
    text = client_for(town.people.secretary).get("/informes/preparacion").text
    assert 'role="img"' in text
    assert 'class="chart-met"' in text
    assert "Requerimientos por dimensión y estado" in text
    assert "style=" not in text

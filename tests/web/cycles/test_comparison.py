"""Comparisons on screen, on paper and as a spreadsheet: the same figures, for who may see them."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

import openpyxl
import pypdfium2
import pytest
import time_machine

from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import cuts as cut_queries
from sello.cycles.service.answers import declare, validate
from sello.cycles.service.cuts import make_cut
from sello.cycles.service.cycles import release
from sello.progress import service as progress
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground

LATER = NOW.replace(hour=18)


@pytest.fixture
def moved(ground: Ground) -> Ground:
    """A baseline, and then: the secretariat validated 1.1.1 and DIDECO answered 1.1.2."""
    people = ground.town.people
    actor = people.secretary.actor()
    frozen = standing(ground.cycle, at=AT).snapshot(TODAY)
    make_cut(actor, ground.cycle.id, "Línea base", frozen, is_baseline=True, at=AT)
    version = ground.detail("1.1.1").row.version
    validate(
        actor, ground.cycle.id, ground.ids["1.1.1"], "yes", note="", in_force=True, version=version, now=LATER
    )
    said = Declaration("yes", "Hay un programa.")
    declare(people.other_head.actor(), ground.cycle.id, ground.ids["1.1.2"], said, version=1, now=LATER)
    db.session.commit()
    return ground


@pytest.fixture(autouse=True)
def _that_evening(_a_monday: None) -> Any:
    with time_machine.travel(LATER.replace(hour=20), tick=False):
        yield


def address(ground: Ground, suffix: str = "", **values: str) -> str:
    (cut,) = cut_queries.cuts(ground.cycle.id).rows
    asked = {"de": f"corte-{cut.id}", "a": f"ciclo-{ground.cycle.id}"} | values
    return f"/comparar{suffix}?" + "&".join(f"{name}={value}" for name, value in asked.items())


def row_of(page: str, code: str) -> str:
    """The words of the row of a requirement."""
    (found,) = [row for row in re.findall(r"<tr>.*?</tr>", page, re.S) if f">{code}<" in row]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?span[^>]*>", "", found)).split())


def test_what_moved_and_whose_work_it_was(moved: Ground, client_for: ClientFor) -> None:
    page = client_for(moved.town.people.secretary).get(address(moved)).text
    row = row_of(page, "1.1.1")
    assert "mejora" in row
    assert "solo declarado, sin validar cumple +1 Personas" in row
    assert (
        "Sara Secretaria, Secretaría Ejecutiva para la Equidad de Género decidió la validación el 23-11-2026"
        in row
    )
    assert "respondió" not in row, "she answered before the baseline"
    assert "Diego Dideco, DIDECO respondió el 23-11-2026" in row_of(page, "1.1.2")
    assert "El avance subió 25,0 puntos porcentuales." in page
    assert "Se movieron: 2. Sin movimiento: 2." in page


def test_a_decision_that_was_taken_back_was_nobodys_work(moved: Ground, client_for: ClientFor) -> None:
    actor, ids = moved.town.people.secretary.actor(), moved.ids
    at = replace(AT, now=LATER + timedelta(minutes=1))
    taken = progress.validate(
        actor, moved.cycle.id, ids["1.1.2"], "no", note="", version=moved.detail("1.1.2").row.version, at=at
    )
    client = client_for(moved.town.people.secretary)
    db.session.commit()
    assert "decidió la validación" in row_of(client.get(address(moved)).text, "1.1.2")
    progress.undo(actor, taken.id or 0, at=replace(at, now=LATER + timedelta(minutes=5)))
    db.session.commit()
    page = client.get(address(moved)).text
    assert "decidió la validación" not in row_of(page, "1.1.2")
    assert "Diego Dideco, DIDECO respondió el 23-11-2026" in row_of(page, "1.1.2")
    assert "decidió la validación" in row_of(page, "1.1.1"), "of another requirement, and it stands"


def test_a_reading_names_only_work_that_moves_it(moved: Ground, client_for: ClientFor) -> None:
    client = client_for(moved.town.people.secretary)
    page = client.get(address(moved, de_lectura="self", a_lectura="self")).text
    assert "Diego Dideco, DIDECO respondió el 23-11-2026" in row_of(page, "1.1.2")
    assert "decidió la validación" not in page
    assert "Se movieron: 1. Sin movimiento: 3." in page


def test_two_readings_of_one_day(moved: Ground, client_for: ClientFor) -> None:
    key = f"ciclo-{moved.cycle.id}"
    answer = client_for(moved.town.people.secretary).get(address(moved, de=key, a=key, de_lectura="self"))
    assert answer.status_code == 200
    assert "retrocede" in row_of(answer.text, "1.1.2")
    assert "Sin trabajo registrado en ese tiempo" in answer.text
    assert "No hay trabajo registrado" in answer.text


def test_without_a_choice_the_oldest_cut_stands_beside_today(moved: Ground, client_for: ClientFor) -> None:
    page = client_for(moved.town.people.secretary).get("/comparar").text
    assert "De «Línea base» a «Sello 2026»" in page


def test_page_paper_and_sheet_tell_the_same(moved: Ground, client_for: ClientFor) -> None:
    client = client_for(moved.town.people.secretary)
    page = client.get(address(moved)).text
    paper = pypdfium2.PdfDocument(client.get(address(moved, ".pdf")).data)
    printed = squeezed("".join(leaf.get_textpage().get_text_range() for leaf in paper))
    book = openpyxl.load_workbook(io.BytesIO(client.get(address(moved, ".xlsx")).data))
    sheets = book.worksheets[1:-1]  # between what is compared and the deeds: the tables of the page
    cells = [cell for sheet in sheets for row in sheet.iter_rows(min_row=2) for cell in row]
    tables = re.findall(r"<tbody>(.*?)</tbody>", page, re.S)
    shown = [
        re.sub(r"<[^>]+>", "", found).strip()
        for found in re.findall(r'<td class="number"[^>]*>(.*?)</td>', " ".join(tables), re.S)
    ]
    orders = {cell.coordinate for cell in book["Nivel"]["K"]}
    numbers = [
        cell
        for cell in cells
        if isinstance(cell.value, int | float)
        and not (cell.parent.title == "Nivel" and cell.coordinate in orders)
    ]
    assert len(shown) == len(numbers) > 20
    for text, cell in zip(shown, numbers, strict=True):
        assert squeezed(text) in printed
        assert said(text) == cut(cell.value, text), (text, cell.coordinate)
    texts = [line for cell in cells if isinstance(cell.value, str) for line in cell.value.split("\n")]
    words = squeezed(re.sub(r"<[^>]+>", "", page))
    for text in texts:
        assert squeezed(text) in words, text
        assert squeezed(text) in printed, text


def said(text: str) -> Decimal:
    """What a figure of the page says."""
    plain = text.replace("−", "-").replace(".", "").replace(",", ".")
    return Decimal(re.sub(r"[^\d.+-]", "", plain))


def cut(value: float, text: str) -> Decimal:
    """The number of a sheet, cut to two decimals as the page does it."""
    number = Decimal(str(value)) * (100 if "%" in text else 1)
    return number.quantize(Decimal("0.01"), ROUND_DOWN)


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\ufffe", "", text)


def test_a_title_that_looks_like_a_formula_stays_a_text(moved: Ground, client_for: ClientFor) -> None:
    builders.evidence(moved.cycle, moved.ids["1.1.2"], moved.town.units.dideco, title="=1+1")
    client = client_for(moved.town.people.secretary)
    actor = moved.town.people.secretary.actor()
    make_cut(
        actor, moved.cycle.id, "=SUM(A1)", standing(moved.cycle, at=AT).snapshot(TODAY), at=AT.then(LATER)
    )
    db.session.commit()
    latest, _ = cut_queries.cuts(moved.cycle.id).rows
    answer = client.get(f"/comparar.xlsx?de=corte-{latest.id}&a=ciclo-{moved.cycle.id}")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert "f" not in kinds
    assert any(
        str(cell.value).startswith("=SUM(A1)") for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_another_unit_sees_its_own_requirements(moved: Ground, client_for: ClientFor) -> None:
    page = client_for(moved.town.people.head).get(address(moved)).text
    assert ">1.1.1<" in page
    assert ">1.1.2<" not in page
    assert "Diego" not in page
    assert "Se movió 1 más, que no es de sus unidades" in page


def test_an_auditor_reads_results_of_released_cycles_only(moved: Ground, client_for: ClientFor) -> None:
    auditor = client_for(moved.town.people.auditor)
    assert auditor.get(address(moved)).status_code == 404
    release(moved.town.people.secretary.actor(), moved.cycle.id, now=LATER)
    db.session.commit()
    page = auditor.get(address(moved)).text
    assert "mejora" in page
    assert "Sara Secretaria" not in page
    assert auditor.get(address(moved, ".xlsx")).status_code == 200


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"de": "corte-99999"}, "Antes"),
        ({"a": "nada"}, "Después"),
        ({"de_lectura": "otra"}, "Antes, lectura"),
        ({"a_al": "ayer"}, "Escriba la fecha como dd-mm-aaaa"),
    ],
)
def test_what_cannot_be_compared_is_said(
    moved: Ground, client_for: ClientFor, values: dict[str, str], words: str
) -> None:
    client = client_for(moved.town.people.secretary)
    answer = client.get(address(moved, **values))
    assert answer.status_code == 422
    assert "No se comparó todavía" in answer.text
    assert words in answer.text
    assert client.get(address(moved, ".pdf", **values)).status_code == 404
    assert client.post(address(moved)).status_code == 405


def test_nothing_to_compare_before_the_first_cycle(town: Any, client_for: ClientFor) -> None:
    answer = client_for(town.people.secretary).get("/comparar")
    assert answer.status_code == 404
    assert "Todavía no hay un ciclo que mostrar" in answer.text


def test_a_day_in_the_future_shows_what_will_have_expired(ground: Ground, client_for: ClientFor) -> None:
    actor = ground.town.people.secretary.actor()
    piece = builders.evidence(
        ground.cycle,
        ground.ids["2.1.1"],
        ground.town.units.personas,
        valid_until=date(2026, 12, 1),
        title="Plan",
    )
    assert piece
    declare(actor, ground.cycle.id, ground.ids["2.1.1"], Declaration("yes"), version=1, now=NOW)
    validate(actor, ground.cycle.id, ground.ids["2.1.1"], "yes", note="", in_force=True, version=2, now=NOW)
    db.session.commit()
    key = f"ciclo-{ground.cycle.id}"
    page = (
        client_for(ground.town.people.secretary)
        .get(f"/comparar?de={key}&a={key}&a_al=2026-12-31&de_lectura=validated")
        .text
    )
    row = row_of(page, "2.1.1")
    assert "retrocede" in row
    assert "Nadie: llegó la fecha hizo vencer evidencia el 02-12-2026: «Plan»" in row

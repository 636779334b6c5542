"""Every spreadsheet that is handed out can be reckoned with: days, figures, titles that stay, no formulas."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import cuts as cut_queries
from sello.cycles.service.answers import declare, validate
from sello.cycles.service.cuts import make_cut
from sello.demo.files import make
from sello.progress.standing import standing
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.demo.test_files import PAPER
from tests.web.cycles.conftest import ClientFor, Ground, ground

__all__ = ["ground"]

EXPORTS = {
    "cycles.compare_xlsx": "/comparar.xlsx?de=corte-{cut}&a=ciclo-{cycle}",
    "catalogue.export_xlsx": "/catalogo/{edition}/exportar.xlsx",
    "transfers.template": "/ciclos/{cycle}/importar/plantilla.xlsx",
    "cycles.checklist_file": "/requerimientos/lista.xlsx",
    "tasks.file": "/tareas/lista.xlsx",
    "reports.chronicle_file": "/informes/historial/lista.xlsx",
    "evidence.file": "/evidencia/lista.xlsx",
    "improvement.file": "/plan-de-mejora/lista.xlsx",
    "indicators.file": "/indicadores/lista.xlsx",
    "reminders.diligence_file": "/recordatorios/constancia.xlsx",
    "register.lens_file": "/registro/presupuesto-de-genero.xlsx",
    "register.file": "/registro/lista.xlsx",
}

PAIRS = {"Valor", "valor", "Antes", "Después"}
"""Columns of sheets that say one thing in each row."""

CODES = {
    "Código", "codigo", "estandar", "dimension", "Requerimientos", "Aporta a", "Número del documento",
    "SHA-256",
}  # fmt: skip
"""Columns of texts that may look like numbers."""

NUMBER = re.compile(r"[+−-]?[\d.]*\d(,\d+)?([ \u00a0]?(%|pp))?")
DAY = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} de [a-z]+ de \d{4}")


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW.replace(hour=20), tick=False):
        yield


@pytest.fixture
def moved(ground: Ground) -> Ground:
    """A cut, and requirements that moved after it; people write what looks like formulas."""
    people, cycle, later = ground.town.people, ground.cycle, NOW.replace(hour=18)
    actor = people.secretary.actor()
    frozen = standing(cycle, at=AT).snapshot(TODAY)
    make_cut(actor, cycle.id, "=SUM(A1)", frozen, is_baseline=True, at=AT)
    version = ground.detail("1.1.1").row.version
    validate(actor, cycle.id, ground.ids["1.1.1"], "yes", note="", in_force=True, version=version, now=later)
    for code, story in (("1.1.2", "+56 2 2345 6789"), ("2.1.1", "@todas"), ("2.1.2", "-1+2")):
        declare(actor, cycle.id, ground.ids[code], Declaration("yes", story), version=1, now=later)
    builders.evidence(cycle, ground.ids["1.1.2"], ground.town.units.dideco, title="=1+1", accepted_at=later)
    db.session.commit()
    return ground


def address(endpoint: str, ground: Ground) -> str:
    (cut,) = cut_queries.cuts(ground.cycle.id).rows
    values = {"cut": cut.id, "cycle": ground.cycle.id, "edition": ground.cycle.known.id}
    return EXPORTS[endpoint].format(**values)


def opened(ground: Ground, client_for: ClientFor, endpoint: str) -> Workbook:
    answer = client_for(ground.town.people.secretary).get(address(endpoint, ground))
    assert answer.status_code == 200, answer.text
    return load_workbook(io.BytesIO(answer.data))


def test_every_spreadsheet_that_is_handed_out_is_tried_here(app: Flask) -> None:
    found = {
        rule.endpoint for rule in app.url_map.iter_rules() if re.search(r"\.(xlsx$|<any\(xlsx)", rule.rule)
    }
    assert found == set(EXPORTS)


@pytest.mark.parametrize("endpoint", EXPORTS)
def test_a_spreadsheet_can_be_reckoned_with(moved: Ground, client_for: ClientFor, endpoint: str) -> None:
    check(opened(moved, client_for, endpoint))


def test_so_can_those_of_the_demonstration() -> None:
    check(load_workbook(io.BytesIO(make(PAPER, "xlsx", "x").data)))


@pytest.mark.parametrize("text", ["=SUM(A1)", "+56 2 2345 6789", "@todas", "-1+2"])
def test_what_people_wrote_stays_a_text_also_when_it_is_entered_again(
    moved: Ground, client_for: ClientFor, text: str
) -> None:
    books = [opened(moved, client_for, endpoint) for endpoint in EXPORTS]
    found = [cell for book in books for sheet in book for cell in cells(sheet) if cell.value == text]
    assert found
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_what_a_comparison_says_is_in_types_of_its_own(moved: Ground, client_for: ClientFor) -> None:
    book = opened(moved, client_for, "cycles.compare_xlsx")
    assert book.sheetnames == [
        "Qué se compara", "Nivel", "Por dimensión", "Por requerimiento", "Por unidad responsable",
        "Por persona", "Acciones por requerimiento",
    ]  # fmt: skip
    before, after = rows(book["Nivel"])
    assert (before["Lado"], before["Ciclo"], before["Estado al"]) == (
        "=SUM(A1)",
        "Sello 2026",
        date(2026, 11, 23),
    )
    assert (before["Avance"], before["Nivel, en orden"], after["Avance"]) == (0, 0, 0.25)
    assert before["Nivel"] == after["Nivel"] == "sin nivel"
    (facts,) = [row for row in rows(book["Qué se compara"]) if row["Dato"].startswith("Diferencia")]
    assert facts["Valor"] == 25
    deeds = rows(book["Acciones por requerimiento"])
    (deed,) = [row for row in deeds if row["Acción"] == "decidió la validación"]
    assert (deed["Código"], deed["Día"]) == ("1.1.1", date(2026, 11, 23))


def check(book: Workbook) -> None:
    """What holds of every spreadsheet of ours."""
    folded = [name.casefold() for name in book.sheetnames]
    assert len(set(folded)) == len(folded)
    for sheet in book:
        assert len(sheet.title) <= 31
        assert not re.search(r"\d$|^(hoja|sheet)", sheet.title.casefold()), sheet.title
        pinned = sheet.freeze_panes
        assert pinned is not None
        assert re.fullmatch(r"[AB]2", pinned), sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions
        check_columns(sheet)


def check_columns(sheet: Worksheet) -> None:
    titles = [cell.value for cell in sheet[1]]
    assert all(isinstance(title, str) for title in titles), sheet.title
    assert len(set(titles)) == len(titles), sheet.title
    assert {cell.font.bold for cell in sheet[1]} == {True}
    for column in sheet.iter_cols():
        title, *below = column
        place = f"{sheet.title}!{title.value}"
        assert 9 <= sheet.column_dimensions[title.column_letter].width <= 70, place
        held = [cell for cell in below if cell.value is not None]
        kinds = {cell.data_type for cell in held}
        assert kinds <= {"s", "n", "d"}, place
        assert len(kinds) <= 1 or title.value in PAIRS, f"{place}: {kinds}"
        for cell in held:
            if isinstance(cell, Cell):
                check_cell(cell, place, may_look_like_a_number=str(title.value) in CODES | PAIRS)


def check_cell(cell: Cell, place: str, *, may_look_like_a_number: bool) -> None:
    if cell.data_type == "d":
        assert cell.number_format == "dd-mm-yyyy", place
    if cell.data_type == "n":
        assert "0" in cell.number_format, place
    if cell.data_type == "s":
        assert not DAY.fullmatch(str(cell.value)), f"{place}: {cell.value}"
        assert may_look_like_a_number or not NUMBER.fullmatch(str(cell.value)), f"{place}: {cell.value}"


def cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows(min_row=2):
        yield from (cell for cell in row if isinstance(cell, Cell))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    titles, *below = sheet.values
    return [dict(zip(map(str, titles), map(plain, row), strict=True)) for row in below]


def plain(value: object) -> object:
    """A day, which openpyxl gives with an hour."""
    return value.date() if isinstance(value, datetime) else value

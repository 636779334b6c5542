"""A preview of a long table has pages, faults on the first; what a sheet hides and is read is told."""

import io
import re
from html import unescape

import pytest
from openpyxl import Workbook

from tests.cycles import builders as cycle_builders
from tests.transfers.import_answers.corpus import zipped
from tests.web.pages import form_of

UNITS = "/comenzar/unidades"


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def excel(rows: list[list[str]], rows_hidden: tuple[int, ...] = (), column_hidden: str = "") -> bytes:
    """A workbook with rows that a filter hides, and a column."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for row in rows_hidden:
        sheet.row_dimensions[row].hidden = True
    if column_hidden:
        sheet.column_dimensions[column_hidden].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def libre(rows: list[list[str]], filtered: tuple[int, ...]) -> bytes:
    """The same of LibreOffice, where the second column is hidden."""

    def row(number: int, cells: list[str]) -> str:
        unseen = ' table:visibility="filter"' if number in filtered else ""
        texts = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in cells
        )
        return f"<table:table-row{unseen}>{texts}</table:table-row>"

    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    body = "".join(row(number, cells) for number, cells in enumerate(rows, 1))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
            f'<table:table table:name="Hoja1">{columns}{body}</table:table></office:document-content>',
        }
    )


def look(client, page: str = UNITS, query: str = "", **data):
    return client.post(page + query, data={"pasted": ""} | data, content_type="multipart/form-data")


def test_a_long_table_has_pages_and_its_fault_stands_on_the_first(secretary) -> None:
    rows = [f"Unidad {number}\t" for number in range(1, 120)]
    text = "\n".join(["Nombre\tDepende de", *rows, "Última\tNinguna"])
    first = look(secretary, pasted=text)
    assert first.status_code == 422
    assert "Página 1 de 3" in first.text
    assert "No existe la unidad «Ninguna»" in first.text
    assert "Unidad 119" not in first.text.partition("<form")[0]
    fields = form_of(first.text, UNITS, UNITS)
    third = look(secretary, query="?filas=3", **fields)
    shown = third.text.partition('id="tabla"')[0]
    assert "Página 3 de 3" in shown
    assert "Unidad 119<" in shown
    assert "No existe la unidad «Ninguna»" not in shown


def test_a_page_of_the_preview_is_kept_as_the_first_is(town, secretary) -> None:
    text = "\n".join(["Nombre\tSigla", *(f"Unidad {number}\tU{number}" for number in range(1, 61))])
    second = look(secretary, query="?filas=2", pasted=text)
    assert second.status_code == 200
    fields = form_of(second.text, UNITS, UNITS)
    kept = look(secretary, query="?filas=2", keep="1", **fields)
    assert kept.status_code == 303
    assert "Guardó 60 filas." in secretary.get("/comenzar").text


def test_answers_and_files_of_a_long_sheet_have_pages(town, secretary) -> None:
    cycle = cycle_builders.cycle(town.people.secretary.actor())
    rows = [f"9.9.{number};Sí" for number in range(1, 3000)]
    document = "\n".join(["Código;Respuesta", "1.1.1;Sí", *rows]).encode()
    data = {"answers": (io.BytesIO(document), "r.csv")}
    sent = secretary.post(f"/ciclos/{cycle.id}/importar", data=data, content_type="multipart/form-data")
    first = secretary.get(sent.location).text
    assert "Página 1 de 60" in first
    assert len(first) < 200_000
    assert "9.9.2999" in secretary.get(f"{sent.location}?respuestas=60").text
    assert ">1.1.1<" in secretary.get(f"{sent.location}?respuestas=60").text
    assert ">1.1.1<" not in first


@pytest.mark.parametrize(
    "document",
    [
        excel([["Nombre", "Sigla"], ["Aseo", "AS"], ["Ornato", "OR"], ["Obras", "OB"]], (3, 4, 90), "B"),
        libre([["Nombre", "Sigla"], ["Aseo", "AS"], ["Ornato", "OR"], ["Obras", "OB"]], (3, 4)),
    ],
    ids=["excel", "libre"],
)
def test_what_is_hidden_is_read_and_told(town, secretary, document) -> None:
    """A filter that was forgotten would bring in what nobody sees in the sheet."""
    told = "También se lee lo que la planilla tiene oculto o filtrado: filas 3–4; columna B."
    seen = look(secretary, sheet=(io.BytesIO(document), "u.xlsx"))
    assert seen.status_code == 200
    assert told in seen.text


def test_hidden_rows_of_answers_and_of_a_matrix_are_told(town, secretary) -> None:
    told = "También se lee lo que la planilla tiene oculto o filtrado: fila 2."
    cycle = cycle_builders.cycle(town.people.secretary.actor())
    data = {"answers": (io.BytesIO(excel([["Código", "Respuesta"], ["1.1.1", "Sí"]], (2,))), "r.xlsx")}
    sent = secretary.post(f"/ciclos/{cycle.id}/importar", data=data, content_type="multipart/form-data")
    assert told in secretary.get(sent.location).text
    matrix = excel([["Código", "Indicador"], ["1.1.1", "Política"], ["1.1.2", "Plan"]], (2,))
    sent = secretary.post(
        "/catalogo/importar",
        data={"document": (io.BytesIO(matrix), "m.xlsx")},
        content_type="multipart/form-data",
    )
    assert told in secretary.get(sent.location).text


def test_a_reading_chosen_by_hand_stays_on_every_page_also_after_a_refusal(town, secretary) -> None:
    """A confirmation that is refused answers at an address that says nothing of the columns."""
    cycle = cycle_builders.cycle(town.people.secretary.actor())
    rows = [f"9.9.{number};No;Sí" for number in range(1, 60)]
    document = "\n".join(["Código;Estado;Final", *rows, "1.1.1;No;Sí"]).encode()
    data = {"answers": (io.BytesIO(document), "r.csv")}
    sent = secretary.post(f"/ciclos/{cycle.id}/importar", data=data, content_type="multipart/form-data")
    chosen = {"hoja": "0", "fila": "1", "antes": "0.1", "c0": "codigo", "c2": "respuesta"}
    shown = secretary.get(sent.location, query_string=chosen).text
    fields = form_of(shown, sent.location, sent.location)
    refused = secretary.post(sent.location, data=fields | {"seen": "otra"})
    assert refused.status_code == 422
    for page in (shown, refused.text):
        (second,) = re.findall(r'<a[^>]*rel="next" href="([^"]+)"', page)
        again = secretary.get(unescape(second)).text
        assert "Página 2 de 2" in again
        kept = form_of(again, sent.location, sent.location)
        assert {name: kept.get(name) for name in chosen} == {name: [value] for name, value in chosen.items()}
        assert re.search(r"Respuesta: <span[^>]*>sin respuesta</span> → S", again)

"""Importing what was handed over: looked at, corrected, confirmed; and exporting it again."""

import io
import re
from datetime import timedelta

import pytest

from sello.catalogue import editions, models
from sello.catalogue.exchange.columns import Column
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.exchange.workbook.reading import read_workbook
from sello.catalogue.exchange.workbook.writing import write_workbook
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.queries import imports
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.service import editions as editions_service
from sello.catalogue.service import imports as imports_service
from sello.core.db import db, everywhere, scope_to
from tests import builders
from tests.builders import AT, NOW
from tests.catalogue import matrices
from tests.catalogue.documents import spoiled
from tests.transfers.import_answers.corpus import Page, excel


@pytest.fixture
def client(town, client_for):
    return client_for(town.people.secretary)


def post(client, url: str, **data: object):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/catalogo/").text)
    return client.post(url, data={"csrf_token": token.group(1), **data})


def send(client, document: bytes, name: str = "matriz.xlsx"):
    return post(client, "/catalogo/importar", document=(io.BytesIO(document), name))


def waiting(town, document: bytes, name: str = "matriz.csv") -> int:
    number = imports_service.start_import(document, name, town.people.secretary.actor(), at=AT)
    db.session.commit()
    return number


CHOICE = {
    "code": "pnud",
    "version": "2027",
    "title": "Matriz oficial",
    "provenance": "oficial",
    "base": "trabajo-40",
    "sheet": "0",
    "header": "3",
    "saves": "1",
    **{f"column_{index}": "" for index in range(10)},
    "column_0": "codigo",
    "column_3": "titulo",
    "column_4": "pide",
}


def test_a_matrix_is_sent_looked_at_and_confirmed(town, client):
    answer = send(client, matrices.as_xlsx(matrices.rows()))
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Se puede importar" in page
    assert "40 requerimientos, sin problemas" in page
    assert re.search(r'<option selected value="titulo">', page)
    assert editions_queries.editions() == ()
    done = post(client, f"{answer.location}/confirmar")
    assert done.status_code == 303
    (row,) = editions_queries.editions()
    assert (row.code, row.is_working, row.requirements) == ("oficial", False, 40)
    assert imports.imports() == ()
    assert "Edición de trabajo." not in client.get(done.location).text


def test_the_reading_is_corrected_and_shown_again(town, client):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    answer = post(client, f"/catalogo/importar/{number}", **CHOICE)
    assert answer.status_code == 303
    page = imports.import_page(number)
    assert (page.choice.code, len(page.choice.columns)) == ("pnud", 3)
    assert page.edition.requirements[0].rule.mandatory_for == frozenset()


def test_a_column_that_is_not_read_is_named_above_them_all(town, client):
    rows = matrices.rows()
    number = waiting(town, matrices.as_csv(rows))
    assert "No se usan:" not in client.get(f"/catalogo/importar/{number}").text
    post(client, f"/catalogo/importar/{number}", **CHOICE)
    page = " ".join(client.get(f"/catalogo/importar/{number}").text.split())
    unused = page.partition("No se usan: ")[2].partition("Si alguna hace falta")[0]
    left = [row for row in imports.import_page(number).columns if row.header and row.index not in {0, 3, 4}]
    assert left
    assert unused.strip() == ", ".join(f"«{row.header}» ({row.letters})" for row in left) + "."


def test_another_header_row_is_guessed_anew(town, client):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    post(client, f"/catalogo/importar/{number}", **{**CHOICE, "header": "1"})
    page = imports.import_page(number)
    assert page.choice.columns == {0: Column.CODE}  # its values are codes, whatever its title
    assert "No se sabe qué columna" in client.get(f"/catalogo/importar/{number}").text


def test_two_columns_may_not_hold_the_same(town, client):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    answer = post(client, f"/catalogo/importar/{number}", **{**CHOICE, "column_5": "titulo"})
    assert answer.status_code == 422
    assert "Otra columna ya tiene" in answer.text
    assert len(imports.import_page(number).choice.columns) == 10


@pytest.mark.parametrize("broken", [{"code": "con espacio"}, {"version": ""}, {"header": "0"}, {"base": "x"}])
def test_an_invalid_choice_is_not_kept(town, client, broken):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    answer = post(client, f"/catalogo/importar/{number}", **{**CHOICE, **broken})
    assert answer.status_code == 422
    assert imports.import_page(number).choice.code == "oficial"


def test_faults_are_shown_by_cell_and_nothing_can_be_taken(town, client):
    table = matrices.rows()
    table[5][0] = "1.1.1"
    number = waiting(town, matrices.as_csv(table))
    page = client.get(f"/catalogo/importar/{number}").text
    assert "1 problema por corregir" in page
    assert "A6" in page
    assert "Confirmar la importación" not in page
    post(client, f"/catalogo/importar/{number}/confirmar")
    assert editions_queries.editions() == ()
    assert len(imports.imports()) == 1


def test_a_faulty_yaml_shows_its_lines(town, client):
    number = waiting(town, spoiled("codigo: prueba", "codgo: prueba"), "propia.yaml")
    page = client.get(f"/catalogo/importar/{number}").text
    assert "línea 3" in page
    assert "¿Quiso decir «codigo»?" in page


def test_a_file_that_cannot_be_opened_is_refused_with_its_reason(town, client):
    answer = send(client, b"PK\x03\x04 damaged")
    assert answer.status_code == 422
    assert "está dañada" in answer.text
    assert post(client, "/catalogo/importar").status_code == 422
    assert imports.imports() == ()


def test_an_import_is_discarded_and_old_ones_go_by_themselves(town, client):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    assert "matriz.csv" in client.get("/catalogo/importar").text
    assert post(client, f"/catalogo/importar/{number}/descartar").status_code == 303
    assert client.get(f"/catalogo/importar/{number}").status_code == 404
    waiting(town, matrices.as_csv(matrices.rows()))
    imports_service.start_import(
        matrices.as_csv(matrices.rows()),
        "nueva.csv",
        town.people.secretary.actor(),
        at=AT.then(NOW + timedelta(days=8)),
    )
    assert [row.file_name for row in imports.imports()] == ["nueva.csv"]


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_only_who_manages_the_catalogue_imports(town, client_for, who):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    client = client_for(getattr(town.people, who))
    assert client.get("/catalogo/importar").status_code == 403
    assert client.get(f"/catalogo/importar/{number}").status_code == 403
    for url in ("", f"/{number}", f"/{number}/confirmar", f"/{number}/descartar"):
        assert post(client, f"/catalogo/importar{url}").status_code == 403
    assert len(imports.imports()) == 1


@pytest.mark.parametrize("action", ["confirmar", "descartar"])
def test_acting_by_address_is_refused(town, client, action):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    assert client.get(f"/catalogo/importar/{number}/{action}").status_code == 405


def test_an_import_of_another_institution_is_not_found(town, client):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    scope_to(db.session(), other.institution.id)
    number = waiting(other, matrices.as_csv(matrices.rows()))
    assert client.get(f"/catalogo/importar/{number}").status_code == 404
    assert post(client, f"/catalogo/importar/{number}/confirmar").status_code == 404
    with everywhere():
        assert db.session.query(models.EditionImport).count() == 1


def test_exports_come_back_the_same(town, client_for):
    edition = editions.edition("piloto-2018")
    number = editions_service.load_edition(edition, town.people.secretary.actor(), now=NOW).edition_id
    db.session.commit()
    client = client_for(town.people.auditor)
    yaml = client.get(f"/catalogo/{number}/exportar.yaml")
    assert read_edition(yaml.data, "x") == edition
    xlsx = client.get(f"/catalogo/{number}/exportar.xlsx")
    assert (
        xlsx.headers["Content-Disposition"]
        == "attachment; filename=\"piloto-2018-2018.1.xlsx\"; filename*=UTF-8''piloto-2018-2018.1.xlsx"
    )
    assert read_workbook(read_sheets(xlsx.data, "x.xlsx"), "x.xlsx") == edition
    assert client.get("/catalogo/999/exportar.yaml").status_code == 404


def test_an_exported_workbook_needs_no_choice(town, client):
    answer = send(client, write_workbook(editions.edition("nch-3262")), "norma.xlsx")
    page = client.get(answer.location).text
    assert "Edición exportada a planilla" in page
    assert "Qué tiene cada columna" not in page
    assert post(client, f"{answer.location}/confirmar").status_code == 303
    assert editions_queries.editions()[0].code == "nch-3262"


def test_reads_take_one_statement(town, statements):
    number = waiting(town, matrices.as_csv(matrices.rows()))
    with statements() as seen:
        imports.imports()
    assert len(seen) == 1
    with statements() as seen:
        imports.import_page(number)
    assert len(seen) == 1


def shown(client, document: bytes) -> str:
    return client.get(send(client, document).location).text


def test_a_hidden_sheet_is_named_as_such(client):
    table = [
        ("Código", "Título", "Qué pide"),
        ("1.1.1", "Política", "Que exista."),
        ("1.1.2", "Plan", "Que mida."),
    ]
    page = shown(client, excel(Page(table, "Vieja", hidden="hidden"), Page(table, "Matriz")))
    assert re.search(r"Se lee la hoja «Matriz»\.\s*No se leen:\s*«Vieja» \(oculta\)\.", page)
    only = shown(client, excel(Page([("nota",)], "Portada"), Page(table, "Oculta", hidden="hidden")))
    assert re.search(r"Se lee la hoja «Oculta»\.\s*Esa hoja está oculta", only)
    assert "«Portada»." in only

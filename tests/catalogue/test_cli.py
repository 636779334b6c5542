"""The commands of the catalogue, from a file to the instance and back."""

import pytest
from click.testing import CliRunner

from sello.catalogue import editions
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.exchange.workbook.reading import read_workbook
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.schema.edition import read_edition
from sello.cli import main
from sello.core.db import db, everywhere, scope_to
from tests import builders
from tests.catalogue import matrices
from tests.catalogue.documents import GOOD, spoiled


@pytest.fixture
def run(town):
    def call(*words: object, code: int = 0) -> str:
        db.session.commit()
        result = CliRunner().invoke(main, ["catalogue", *map(str, words)], catch_exceptions=False)
        assert result.exit_code == code, result.output
        scope_to(db.session(), town.institution.id)
        return result.output

    return call


def test_validate_says_all_faults_with_file_line_and_remedy(run, tmp_path):
    good, bad = tmp_path / "buena.yaml", tmp_path / "mala.yaml"
    good.write_text(GOOD)
    bad.write_bytes(spoiled("codigo: prueba", "codgo: prueba"))
    assert "en orden. 1 dimensiones, 2 requerimientos" in run("validate", good)
    out = run("validate", bad, code=1)
    assert "mala.yaml, línea 3: no se conoce la clave «codgo». ¿Quiso decir «codigo»?" in out


def test_load_by_name_by_file_and_again(run, tmp_path):
    file = tmp_path / "propia.yaml"
    file.write_text(GOOD)
    assert "Cargada con el número" in run("load")
    assert "Ya estaba cargada" in run("load", "trabajo-40")
    assert "Cargada" in run("load", file)
    assert {row.code for row in editions_queries.editions()} == {"trabajo-40", "prueba"}
    assert "ni una edición incluida" in run("load", "otra", code=1)
    file.write_bytes(spoiled("titulo: Marco", "titulo: Otro"))
    assert "Ponga una versión nueva" in run("load", file, code=1)


def test_list_and_show(run):
    run("load")
    listed = run("list")
    assert "trabajo-40  versión 2026.1" in listed
    assert "sello catalogue load nch-3262" in listed
    whole = run("show", "trabajo-40")
    assert "1.1.1  Política institucional" in whole
    assert "[obligatorio: Bronce, Plata, Oro]" in whole
    one = run("show", "trabajo-40", "1.3.2")
    assert "Medios de verificación:" in one
    assert "Una evidencia débil:" in one
    assert "no tiene un requerimiento" in run("show", "trabajo-40", "9.9.9", code=1)
    assert "No hay una edición «x»" in run("show", "x", code=1)


def test_a_matrix_is_looked_at_first_and_then_taken(run, tmp_path):
    file = tmp_path / "matriz.xlsx"
    file.write_bytes(matrices.as_xlsx(matrices.rows()))
    out = run("import", file, "--dry-run")
    assert "D  Indicador" in out
    assert "40 requerimientos, sin problemas" in out
    assert editions_queries.editions() == ()
    run("import", file, "--code", "pnud", "--version", "2027", "--title", "Matriz oficial")
    row = editions_queries.find("pnud", "2027")
    assert (row.name, row.is_working, row.requirements) == ("Matriz oficial", False, 40)


def test_a_faulty_matrix_says_its_cells_and_leaves_nothing(run, tmp_path):
    table = matrices.rows()
    table[5][0] = "1.1.1"
    file = tmp_path / "matriz.csv"
    file.write_bytes(matrices.as_csv(table))
    assert "matriz.csv, A6: el código «1.1.1» ya se usó (A4)." in run("import", file, code=1)
    assert editions_queries.editions() == ()


def test_columns_are_corrected_by_letter(run, tmp_path):
    file = tmp_path / "matriz.csv"
    file.write_bytes(matrices.as_csv([["Id", "Texto", "Titulo"], ["1.1.1", "Política", "otra cosa"]]))
    run("import", file, "--column", "B=titulo", "--column", "C=", "--code", "corta", "--version", "1")
    page = editions_queries.requirement(editions_queries.find("corta").id, "1.1.1")
    assert page.requirement.text().title == "Política"
    assert "no se entiende" in run("import", file, "--column", "9=titulo", code=1)
    assert "no se entiende" in run("import", file, "--column", "B=nada", code=1)


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_export_comes_back_the_same(run, tmp_path, form):
    run("load")
    file = tmp_path / f"fuera.{form}"
    run("export", "trabajo-40", "--format", form, "-o", file)
    document = file.read_bytes()
    back = (
        read_edition(document, "x")
        if form == "yaml"
        else read_workbook(read_sheets(document, "x.xlsx"), "x.xlsx")
    )
    assert back == editions.edition("trabajo-40")
    assert "Ya estaba cargada" in run("import", file)


def test_an_instance_with_several_institutions_asks_which(run):
    with everywhere():
        other = builders.town("Municipalidad Vecina")
    assert "elija una con --institution" in run("list", code=1)
    assert "Cargada" in run("load", "--institution", other.institution.id)
    assert "No hay una institución" in run("load", "--institution", 999, code=1)


def test_crosswalks_and_differences_by_command(run, tmp_path):
    run("load")
    run("load", "piloto-2018")
    out = run("diff", "piloto-2018", "trabajo-40@2026.1")
    assert "5.1.4 → -        ya no está" in out
    assert "La escala de respuestas es otra" in out
    file = tmp_path / "vinculos.yaml"
    file.write_text(
        "formato: 1\ncorrespondencia: {desde: trabajo-40, hasta: piloto-2018}\n"
        "vinculos:\n  - {desde: 5.2.1, hasta: 5.1.4, tipo: igual}\n"
    )
    assert "De «trabajo-40» a «piloto-2018»: 1 vínculos" in run("crosswalk", file)
    file.write_text("formato: 1\n")
    assert "falta «vinculos»" in run("crosswalk", file, code=1)

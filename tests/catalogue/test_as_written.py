"""Matrices as they are handed over: what is meant is read; confirming does what the check says."""

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import func, select

from sello.catalogue import editions, models
from sello.catalogue.domain.texts import Edition
from sello.catalogue.exchange.reading import first_choice, interpret
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.queries import imports
from sello.catalogue.schema.problems import InvalidEdition
from sello.catalogue.service import imports as imports_service
from sello.core.db import db
from tests.builders import AT, NOW
from tests.transfers.import_answers.corpus import Page, excel, libre, text

BASE = editions.edition(editions.WORKING)
HEAD = ["Código", "Indicador", "Medios de verificación", "Bronce", "Plata", "Oro", "Peso"]
ROWS = [
    ["1.1.1", "Política de igualdad", "Decreto", "X", "X", "X", "0,5"],
    ["1.1.2", "Plan", "Plan aprobado", "", "X", "X", "1/3"],
    ["1.2.1", "Datos", "Informe", "", "", "x", "45%"],
]


def edition(document: bytes, file: str = "m.xlsx") -> Edition:
    choice = first_choice(read_sheets(document, file), file=file, base=BASE, version="2026")
    return interpret(document, file, choice, BASE)


def faults(document: bytes) -> list[str]:
    with pytest.raises(InvalidEdition) as refused:
        edition(document)
    return [f"{each.place}: {each.message}" for each in refused.value.problems]


WHOLE = edition(excel(Page([HEAD, *ROWS]))).requirements
ABOVE = [["Municipalidad"], ["Unidad", "Género"], ["a"], ["b"], ["c"], ["d"]]
TWO = [["Código", "Indicador", "Medios", "Obligatorio para", None, None, "Peso"], [None] * 3 + HEAD[3:6]]


@pytest.mark.parametrize(
    "document",
    [
        excel(Page([*ABOVE, HEAD, *ROWS])),
        libre(Page([*ABOVE, HEAD, *ROWS])),
        excel(Page([*TWO, *ROWS])),
        excel(Page([*TWO, *ROWS], merged=("D1:F1", "A1:A2", "B1:B2", "C1:C2", "G1:G2"))),
        excel(Page([HEAD, ROWS[0], HEAD, *ROWS[1:]])),
        excel(Page([[*HEAD[::-1]], *(row[::-1] for row in ROWS)])),
        excel(Page([[None, *HEAD, "Nota"], *([None, *row, "—"] for row in ROWS)])),
        excel(Page([["Código", "Indicador 2024", *HEAD[1:]], *([r[0], "Antes", *r[1:]] for r in ROWS)])),
        text([HEAD, *ROWS], ";", "cp1252"),
        text([HEAD, *ROWS], "\t", "utf-16"),
        text([HEAD, *ROWS], ",", "utf-8-sig"),
    ],
    ids=[
        "row seven",
        "libre row seven",
        "two rows of titles",
        "two rows merged",
        "titles again",
        "other order",
        "beside",
        "last year's too",
        "latin-1",
        "utf-16",
        "comma",
    ],
)
def test_a_matrix_is_read_as_it_is_meant(document) -> None:
    file = "m.xlsx" if document.startswith(b"PK") else "m.csv"
    assert edition(document, file).requirements == WHOLE


def test_where_nothing_is_said_nothing_is_kept() -> None:
    first = ["1.1.1", "Política", "s/i", "", "-", "", "N/A"]
    (part,) = edition(excel(Page([HEAD, first]))).requirements
    assert (part.text().sources, part.rule.weight) == ((), 1)
    assert part.rule.mandatory_for == frozenset()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "Total", "", "1", "2", "3", "1,28"], "A5: parece la fila del total."),
        (["Total", "3 requerimientos"], "A5: parece la fila del total."),
        (["(*) en revisión", "según acta"], "A5: parece una nota al pie."),
        (["", "Otra cosa", "Acta"], "A5: la fila no tiene código."),
        (["1.2.2", "Más", "Acta", "#N/A"], "D5: la celda dice «%(said)s»: su fórmula falló."),
        (["1.2.2", "Más", "Acta", "", "", "", "#REF!"], "G5: la celda dice «%(said)s»: su fórmula falló."),
    ],
)
def test_a_row_that_is_no_requirement_is_told_once_and_truly(row, said) -> None:
    assert faults(excel(Page([HEAD, *ROWS, row]))) == [f"Hoja1!{said}"]


def by_chance(chance: Random, number: int) -> list[list[str]]:
    """Requirements with some columns in any order; one matrix in three has something wrong."""
    columns = ["Código", "Indicador", *(each for each in HEAD[2:] if chance.random() < 0.7)]
    chance.shuffle(columns)
    rows = []
    for code in chance.sample(["1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2"], k=chance.randint(1, 4)):
        said = {"Código": chance.choice([code, f"{code}.", f"Req. {code}"]), "Indicador": f"Título {number}"}
        rows.append([said.get(each) or chance.choice(["", "X", "x"]) for each in columns])
    if "Peso" in columns:
        for row in rows:
            row[columns.index("Peso")] = chance.choice(["", "2", "1/3", "0,5"])
    if chance.random() < 0.33:
        rows[-1][columns.index(chance.choice(["Código", "Indicador"]))] = chance.choice(["", "1.1", "#REF!"])
    return [columns, *rows]


@pytest.mark.parametrize("seed", range(3))
def test_confirming_does_what_the_check_says(town, seed) -> None:
    actor, chance, taken = town.people.secretary.actor(), Random(seed), 0
    count = select(func.count()).select_from(models.Edition)
    for number in range(8):
        document = excel(Page(by_chance(chance, number)))
        waiting = imports_service.start_import(document, f"m{number}.xlsx", actor, at=AT)
        choice = imports.import_page(waiting).choice
        named = replace(choice, code=f"m{number}")
        imports_service.correct_import(waiting, named, version=1)
        page, before = imports.import_page(waiting), db.session.scalar(count)
        if page.edition is None:
            assert page.problems
            with pytest.raises(InvalidEdition) as refused:
                imports_service.confirm_import(waiting, actor, now=NOW)
            assert refused.value.problems == page.problems
            assert db.session.scalar(count) == before
            continue
        loaded = imports_service.confirm_import(waiting, actor, now=NOW)
        assert editions_queries.edition(loaded.edition_id).edition == page.edition
        taken += 1
    assert taken > 0

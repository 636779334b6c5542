"""Tables of units and people as town halls write them: what is meant comes in, what is not is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts import email_address
from sello.accounts.domain.units import called
from sello.core.cells import is_blank, is_note, is_total
from sello.core.dates import DayAsNumber, read_day
from sello.transfers.import_town import service, table
from sello.transfers.import_town.names import spoken
from sello.transfers.import_town.service import COLUMNS, Kind
from tests.builders import AT

_PERSON = [
    ("Nombre y apellidos", "Ana Rojas"),
    ("Correo electrónico", "ana@x.example"),
    ("Rol", "Colaboración de unidad"),
    ("Unidad", "DAF"),
]


def told(town, kind, text):
    """Of each row the words of its columns, or of its refusal."""
    actor = town.people.secretary.actor()
    return [
        str(line.problem) if line.problem else {each.column.label: each.after for each in line.changes}
        for line in service.look(actor, kind, text, at=AT)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nombre unidad\tSigla\tDepende de\nAseo\tAS\tDAF", {"Nombre corto": "AS", "Depende de": "DAF"}),
        (
            "Identificación\t\tDependencia\nNombre de la unidad\tNombre abreviado\tUnidad de la que depende\n"
            "Aseo\tAS\tDAF",
            {"Nombre corto": "AS", "Depende de": "DAF"},
        ),
        ("Dirección\tDepartamento\nDAF\tAseo", {"Depende de": "DAF"}),
        ("Nombre\u00a0\tDepende\u00a0de\nDirección\u00a0de  Aseo\tDAF\u00a0", {"Depende de": "DAF"}),
        ("Nombre\tSigla\tDepende de\tCorporación\nAseo\t—\t-\t–", {}),
        ("Nombre\tDepende de\nAseo\tDirección de Administración y Finanzas (DAF).", {"Depende de": "DAF"}),
        ("Nombre\tCorporación\nAseo\tSí.", {"Corporación": "sí"}),
        ("Nombre\tExiste desde\nAseo\t2024-01-01 00:00:00", {"Existe desde": "01-01-2024"}),
        ("Nombre\tSigla\nAseo\tAS\nNombre\tSigla", {"Nombre corto": "AS"}),
        (
            "Fecha\t2026\nUno\t\nDos\t\nTres\t\nCuatro\t\nCinco\t\nNombre\tSigla\nAseo\tAS",
            {"Nombre corto": "AS"},
        ),
        (
            "Nombre\tSigla\tDependencia\nNombre\tSigla\tDepende de\nAseo\tAS\tDAF",
            {"Nombre corto": "AS", "Depende de": "DAF"},
        ),
        ("N°\tNombre de la Unidad\tJefatura\n1\tAseo\tAna", {}),
        ("Aseo;AS;DAF", {"Nombre corto": "AS", "Depende de": "DAF"}),
        ("\nAseo|AS|DAF", {"Nombre corto": "AS", "Depende de": "DAF"}),
        (
            "Nombre\t\tDependencia\t\n\tSigla\t\tExiste desde\nAseo\tAS\tDAF\t01-01-2024",
            {"Nombre corto": "AS", "Depende de": "DAF", "Existe desde": "01-01-2024"},
        ),
        ("Nombre\tSigla\tDepende de\tExiste desde\nAseo\ts/i\tN/A\tNo aplica", {}),
        ("Nombre\tNombre\tSigla\nAseo\tOrnato\tAS", {"Nombre corto": "AS"}),
    ],
)
def test_a_unit_is_meant(town, text, expected) -> None:
    (found,) = told(town, Kind.UNITS, text)
    assert found == {"Existe desde": AT.today.strftime("%d-%m-%Y")} | expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("N°\tUnidad\tSigla\n\tTotal general\t1", "fila del total"),
        ("Nombre\tExiste desde\nAseo\t45292", "01-01-2024"),
        ("Nombre\tSigla\n\nFuente: RRHH, noviembre de 2026\t", "nota al pie"),
        ("Nombre\tSigla\n(*) en transición\t", "nota al pie"),
        ("Nombre\tExiste desde\nAseo\t01/03/24", "¿2024?"),
        ("Nombre\tCorporación\nDAF\tsí", "no es corporación"),
    ],
)
def test_a_row_that_is_no_unit_is_told(town, text, words) -> None:
    (found,) = told(town, Kind.UNITS, text)
    assert words in found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.UNITS, "Nombre;Sigla\nAseo; Ornato;AO\nDIDECO;DID"),
        (Kind.UNITS, "Nombre,Sigla\nAseo, Ornato y Jardines,AOJ\nDIDECO,DID"),
        (Kind.UNITS, "Nombre;Sigla;Depende de\nAseo; Ornato;AO;\nDIDECO;DID;"),
        (
            Kind.PEOPLE,
            "Nombre;Correo;Unidad;Cargo\nAna Rojas;ana@x.example;DAF;Jefa; encargada\n"
            "Eva Paz;eva@x.example;DAF;Jefa",
        ),
    ],
)
def test_a_row_that_a_separator_parted_is_told_and_not_taken(town, kind, text) -> None:
    parted, whole = told(town, kind, text)
    assert "un separador dentro de un texto la parte" in parted
    assert isinstance(whole, dict)
    tabs = text.replace(";", "\t").replace("\t ", "; ").replace(",", "\t").replace("\t ", ", ")
    assert all(isinstance(each, dict) for each in told(town, kind, tabs))


def test_a_unit_finds_the_one_above_it_below_it_however_it_is_written(town) -> None:
    text = "Nombre\tSigla\tDepende de\nAseo\tAS\tObras Municipales (DOM)\nObras Municipales\tDOM\tDAF."
    assert [found["Depende de"] for found in told(town, Kind.UNITS, text)] == ["Obras Municipales", "DAF"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nombre\tCorreo\tUnidad\nAna Rojas\tmailto:ana@x.example\tDAF", {}),
        ("Nombre\tCorreo\tUnidad\nAna Rojas\tAna Rojas <ANA@x.example>;\tDAF.", {}),
        ("NOMBRE\tCORREO\tUNIDAD\nANA ROJAS\t'ana@x.example'\tdaf", {}),
        ("Apellidos y nombres\tCorreo institucional\tUnidad\nRojas, Ana\tana@x.example\tDAF", {}),
        (
            "Nombre\tCorreo\tRol en el Sello\tUnidad municipal\nAna Rojas\tana@x.example\tJEFATURA\tDAF",
            {"Rol": "Jefatura de unidad"},
        ),
    ],
)
def test_a_person_is_meant_and_all_that_would_be_kept_is_shown(town, text, expected) -> None:
    (found,) = told(town, Kind.PEOPLE, text)
    assert found == dict(_PERSON) | expected


@pytest.mark.parametrize("kind", Kind)
def test_a_pivot_table_is_told_as_one(town, kind) -> None:
    with pytest.raises(table.SummaryPasted):
        told(town, kind, "Etiquetas de fila\tCuenta de Sigla\nAseo\t2\nTotal general\t2")


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("Fuente: Personal", True),
        ("NOTA 1: en transición", True),
        ("Elaborado por RRHH: 2026", True),
        ("** suplencia", True),
        ("Fuente de agua", False),
        ("Notaría", False),
        ("Actualización de catastro", False),
    ],
)
def test_a_note_below_a_table_is_seen(said, note) -> None:
    assert is_note(said) is note


def test_a_total_is_nobody(town) -> None:
    (found,) = told(town, Kind.PEOPLE, "Nombre\tCorreo\nTotal\t12")
    assert "fila del total" in found


@pytest.mark.parametrize(
    ("said", "words"),
    [("", "Falta el correo"), ("a@x.example; b@x.example", "varios correos"), ("ana @x.example", "no es un")],
)
def test_what_is_no_address_is_told(town, said, words) -> None:
    (found,) = told(town, Kind.PEOPLE, f"Nombre\tCorreo\tUnidad\nAna Rojas\t{said}\tDAF")
    assert words in found


def test_nobody_is_renamed_in_capitals(town) -> None:
    text = f"NOMBRE\tCORREO\nALMA ALCALDESA\tALMA.ALCALDESA@prueba{town.institution.id}.example"
    assert told(town, Kind.PEOPLE, text) == [{}]


def test_columns_without_a_title_are_told_by_their_letters() -> None:
    text = "Nombre;Sigla\nAseo;AS;DAF"
    assert table.unread(text, COLUMNS[Kind.UNITS]) == ("C",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ANA MARÍA ROJAS DE LA FUENTE", "Ana María Rojas de la Fuente"),
        ("O'HIGGINS-MATTE, BERNARDA", "Bernarda O'Higgins-Matte"),
        ("de la Fuente, Eva", "Eva de la Fuente"),
        ("DE LA FUENTE EVA", "De la Fuente Eva"),
        ("Eva Díaz", "Eva Díaz"),
        ("EVA", "EVA"),
        ("A, B, C", "A, B, C"),
        ("Rojas,", "Rojas,"),
    ],
)
def test_a_name_is_kept_as_one_says_it(name, expected) -> None:
    assert spoken(name) == expected
    assert spoken(expected) == expected


@given(st.text(max_size=40))
def test_a_name_loses_no_letter(name) -> None:
    def letters(text: str) -> list[str]:
        return sorted(char for char in text.casefold() if char.isalnum())

    assert letters(spoken(name)) == letters(name)


@pytest.mark.parametrize(
    "written",
    [
        "mailto:a.b@x.example",
        "MAILTO:A.B@X.example?subject=hola",
        "<a.b@x.example>",
        '"Ana Bu" <a.b@x.example>;',
        "«a.b@x.example»",
        " a.b@x.example. ",
        "a.b@x.example,",
    ],
)
def test_an_address_is_what_stands_in_what_was_copied(written) -> None:
    assert email_address.bare(written) == "a.b@x.example"


ADDRESSES = st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,12}[a-z0-9]@[a-z]{2,9}\.example", fullmatch=True)
WRAPPED = ("{}", "<{}>", "mailto:{}", "'{}'", "«{}».", "Ana María Rojas <{}>; ", '"Rojas, Ana" <MAILTO:{}>')


@given(ADDRESSES, st.sampled_from(WRAPPED))
def test_every_address_comes_out_of_what_is_around_it(address, around) -> None:
    assert email_address.bare(around.format(address)) == address


@given(st.text(max_size=40))
def test_no_address_is_made_of_two_and_none_of_nothing(text) -> None:
    assert email_address.bare(text).count("@") == text.count("@")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("DAF.", 1),
        ("Finanzas (DAF)", 1),
        ("Dirección de Finanzas (daf)", 1),
        ("Finanzas (antes Tesorería)", 1),
        ("Finanzas (Obras)", None),
        ("Tesorería", None),
        ("", None),
    ],
)
def test_a_unit_is_called_as_people_write_it(written, meant) -> None:
    assert called({"daf": 1, "finanzas": 1, "obras": 2}, written) == meant


@pytest.mark.parametrize(
    ("said", "blank"), [("-", True), ("— —", True), ("…", True), ("-1", False), ("x", False)]
)
def test_a_dash_says_nothing(said, blank) -> None:
    assert is_blank(said) is blank


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("TOTAL", True),
        ("Total:", True),
        ("Sub-total", True),
        ("Totales generales", False),
        ("Totalidad", False),
    ],
)
def test_a_row_of_sums_is_seen(said, total) -> None:
    assert is_total(said) is total


@given(st.dates(date(1985, 1, 1), date(2090, 12, 31)))
def test_a_day_that_is_a_number_is_told_as_the_day_it_is(day) -> None:
    number = (day - date(1899, 12, 30)).days
    with pytest.raises(DayAsNumber) as caught:
        read_day(str(number))
    assert read_day(str(caught.value.values["meant"])) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nombre\nObras, Parques y Aseo\nSalud", ["Obras, Parques y Aseo", "Salud"]),
        ("Obras\nNombre y Rol\nSalud", ["Obras", "Nombre y Rol", "Salud"]),
        ("* Dirección de Obras\tDOM", ["* Dirección de Obras"]),
        ("Fuentes y parques: DIMAO\tFYP", ["Fuentes y parques: DIMAO"]),
    ],
)
def test_a_name_is_what_stands_there(text, names) -> None:
    rows = table.rows(text, COLUMNS[Kind.UNITS])
    assert [row.said(table.UnitColumn.NAME) for row in rows] == names
    assert not any(row.is_note(table.UnitColumn.NAME) for row in rows)


def test_a_note_below_stands_alone() -> None:
    *_, note = table.rows("Nombre\tSigla\nObras\tDOM\nFuente: organigrama\t", COLUMNS[Kind.UNITS])
    assert note.is_note(table.UnitColumn.NAME)


def test_people_without_titles_are_parted_by_what_parts_them() -> None:
    (row,) = table.rows("Ana Soto,ana@x.example", COLUMNS[Kind.PEOPLE])
    assert row.split is None
    assert row.said(table.PersonColumn.EMAIL) == "ana@x.example"


def test_units_that_hang_from_each_other_are_told_so(town) -> None:
    first, second = told(town, Kind.UNITS, "Nombre\tDepende de\nAlfa Uno\tBeta Dos\nBeta Dos\tAlfa Uno")
    assert "está en la tabla" in first
    assert "o depende de esta" in second

"""A table of units or people: what a look says is what is kept, and each fault is told by its cell."""

import pytest
from sqlalchemy import func, select

from sello.accounts.domain.actor import Role
from sello.accounts.models import AccessLink, Person, Unit
from sello.accounts.service import enrolling
from sello.accounts.service.links import Delivery
from sello.core.cells import UNSOLVED
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.transfers.import_town import service, table
from sello.transfers.import_town.outcome import Effect
from sello.transfers.import_town.people import role_of
from sello.transfers.import_town.refusals import HasErrors, LookFirst, UnknownRole
from sello.transfers.import_town.service import Kind
from sello.transfers.import_town.table import NothingPasted, PersonColumn, TooManyRows, UnitColumn
from tests.builders import AT
from tests.transfers.import_answers.corpus import Page, excel

DELIVERY = Delivery(address=lambda token: f"http://localhost/{token}", hours=72)


@pytest.fixture
def actor(town):
    return town.people.secretary.actor()


def look(actor, kind, text):
    return [(line.name, line.effect.value) for line in service.look(actor, kind, text, at=AT)]


def bring(actor, kind, text):
    seen = service.seal(text, service.look(actor, kind, text, at=AT))
    return service.bring(actor, kind, text, seen=seen, at=AT)


def faults(actor, kind, text):
    lines = service.look(actor, kind, text, at=AT)
    return [
        (line.number, line.column and line.column.label, str(line.problem)) for line in lines if line.problem
    ]


UNITS = (
    "Unidad\tSigla\tDepende de\tCorporación\n"
    "Oficina de la Mujer\tOMUJ\tSec\n"
    "SECPLA\tSEC\tAlcaldía\n"
    "DIDECO\tDID\tAlcaldía\n"
    "Oficina de Migrantes\t\tDIDECO\n"
    "Corporación de Salud\tCORSAL\t\tsí\n"
)


def test_units_come_in_whatever_their_order(actor) -> None:
    assert look(actor, Kind.UNITS, UNITS) == [
        ("Oficina de la Mujer", "new"),
        ("SECPLA", "new"),
        ("DIDECO", "changed"),
        ("Oficina de Migrantes", "same"),
        ("Corporación de Salud", "new"),
    ]
    assert db.session.scalar(select(func.count(Unit.id))) == 7, "a look keeps nothing"
    assert bring(actor, Kind.UNITS, UNITS) == (2, 3, 4, 6)
    db.session.flush()
    found = {row.name: row for row in db.session.scalars(select(Unit))}
    assert found["Oficina de la Mujer"].parent_id == found["SECPLA"].id
    assert found["DIDECO"].short_name == "DID"
    assert found["Corporación de Salud"].is_corporation
    assert [effect for _, effect in look(actor, Kind.UNITS, UNITS)] == ["same"] * 5, "the same again"


def test_what_a_table_lacks_stays_and_an_empty_cell_empties(actor, town) -> None:
    bring(actor, Kind.UNITS, "Nombre\tSigla\nPersonas\tDGP")
    db.session.commit()
    personas = db.session.get_one(Unit, town.units.personas)
    assert (personas.short_name, personas.parent_id) == ("DGP", town.units.daf)
    (line,) = service.look(actor, Kind.UNITS, "Nombre;Depende de\nDGP;Alcaldía", at=AT)
    assert line.effect is Effect.CHANGED, "found by its short name"
    assert [(each.column.label, each.before, each.after) for each in line.changes] == [
        ("Depende de", "DAF", "Alcaldía")
    ]
    assert look(actor, Kind.UNITS, "Nombre;Sigla\nPersonas;") == [("Personas", "changed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nombre\tSigla\n\tABC", [(2, "Nombre", "Falta el nombre")]),
        ("Nombre\nUna\nUNA", [(3, "Nombre", "Ya está en la fila 2")]),
        (
            "Nombre\tDepende de\nUna\tNinguna parte",
            [(2, "Depende de", "No existe la unidad «Ninguna parte»")],
        ),
        (
            "Nombre\tDepende de\nUna\tOtra\nOtra\tUna",
            [(2, "Depende de", "está en la tabla"), (3, "Depende de", "está en la tabla")],
        ),
        ("Nombre\tDepende de\nAlcaldía\tDAF", [(2, "Depende de", "no puede depender")]),
        ("Nombre\tDepende de\nUna\tUna", [(2, "Depende de", "está en la tabla")]),
        ("Nombre\tDepende de\tCorporación\nUna\tDAF\tsí", [(2, "Depende de", "directamente")]),
        ("Nombre\tCorporación\nUna\ttal vez", [(2, "Corporación", "«sí» o «no»")]),
        ("Nombre\tExiste desde\nUna\tayer", [(2, "Existe desde", "fecha")]),
        ("Nombre\tExiste desde\nUna\t01-01-2199", [(2, "Existe desde", "")]),
        (f"Nombre\tSigla\nUna\t{'x' * 61}", [(2, "Nombre corto", "caben 60")]),
        (f"Nombre\tSigla\n{'x' * 201}\tA", [(2, "Nombre", "caben 200")]),
    ],
)
def test_a_fault_is_told_by_its_cell_and_nothing_is_kept(actor, text, expected) -> None:
    found = faults(actor, Kind.UNITS, text)
    assert [(row, column) for row, column, _ in found] == [(row, column) for row, column, _ in expected]
    assert all(words in said for (_, _, said), (_, _, words) in zip(found, expected, strict=True)), found
    with pytest.raises(HasErrors):
        bring(actor, Kind.UNITS, f"{text}\nBuena")


PEOPLE = (
    "Nombre\tCorreo\tCargo\tRol\tUnidad\n"
    "Carla Nueva\tCarla@Prueba.example\tDirectora\tJefatura\tdaf\n"
    "Colaborador Sin Rol\tcolabora@prueba.example\t\t\tPersonas\n"
    "Alma Alcaldesa\talma.alcaldesa@prueba{0}.example\tAlcaldesa\tAutoridad\tAlcaldía\n"
)


def test_people_come_in_and_nobody_is_written_to(actor, town) -> None:
    text = PEOPLE.format(town.institution.id)
    assert look(actor, Kind.PEOPLE, text) == [
        ("Carla Nueva", "new"),
        ("Colaborador Sin Rol", "new"),
        ("Alma Alcaldesa", "changed"),
    ]
    assert db.session.scalar(select(func.count(Person.id))) == 6
    bring(actor, Kind.PEOPLE, text)
    carla = db.session.scalars(select(Person).where(Person.email == "carla@prueba.example")).one()
    assert (carla.role, carla.unit_id, carla.password) == (Role.UNIT_HEAD, town.units.daf, None)
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0
    assert db.session.scalar(select(func.count(AccessLink.id))) == 0
    acts = db.session.scalars(select(Event.act).where(Event.entity == "person")).all()
    assert sorted(acts) == [Act.PERSON_EDITED, Act.PERSON_ENROLLED, Act.PERSON_ENROLLED]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("\tuna@prueba.example\t\tJefatura\tDAF", "Nombre y apellidos", "Falta el nombre"),
        ("Una\tuna@\t\tJefatura\tDAF", "Correo electrónico", "no es un correo"),
        ("Una\t\t\tJefatura\tDAF", "Correo electrónico", "Falta el correo"),
        ("Una\tuna@prueba.example\t\tJefa suprema\tDAF", "Rol", "Escriba Secretaría"),
        ("Una\tuna@prueba.example\t\tAuditoría\tDAF", "Rol", "se agrega a mano"),
        ("Una\tuna@prueba.example\t\tJefatura\t", "Unidad", "Elija la unidad"),
        ("Una\tuna@prueba.example\t\tJefatura\tNinguna", "Unidad", "No existe la unidad «Ninguna»"),
        (f"Una\tuna@prueba.example\t{'x' * 201}\tJefatura\tDAF", "Cargo", "caben 200"),
    ],
)
def test_a_fault_of_a_person_is_told_by_its_cell(actor, row, column, words) -> None:
    ((number, where, said),) = faults(actor, Kind.PEOPLE, f"Nombre\tCorreo\tCargo\tRol\tUnidad\n{row}")
    assert (number, where) == (2, column)
    assert words in said


def test_one_address_has_one_row(actor) -> None:
    text = "Nombre\tCorreo\tRol\nUna\ta@prueba.example\tAutoridad\nOtra\tA@prueba.example\tAutoridad"
    ((number, column, said),) = faults(actor, Kind.PEOPLE, text)
    assert (number, column, said) == (3, "Correo electrónico", "Ya está en la fila 2.")


def test_what_changed_since_the_look_is_looked_at_again(actor, town) -> None:
    seen = service.seal(UNITS, service.look(actor, Kind.UNITS, UNITS, at=AT))
    db.session.get_one(Unit, town.units.dideco).short_name = "Otra"
    db.session.commit()
    with pytest.raises(LookFirst):
        service.bring(actor, Kind.UNITS, UNITS, seen=seen, at=AT)


def test_the_last_of_the_secretariat_stays(actor, town) -> None:
    text = f"Nombre\tCorreo\tRol\nSara\tsara.secretaria@prueba{town.institution.id}.example\tAutoridad"
    ((_, column, _),) = faults(actor, Kind.PEOPLE, text)
    assert column == "Rol"


def test_each_is_invited_once_by_an_act_of_its_own(actor, town) -> None:
    bring(actor, Kind.PEOPLE, PEOPLE.format(town.institution.id))
    assert enrolling.invite_waiting(actor, DELIVERY, at=AT) == 7, "the cast has no passwords either"
    assert enrolling.invite_waiting(actor, DELIVERY, at=AT) == 0
    recipients = db.session.scalars(select(OutboxMail.recipient)).all()
    assert len(recipients) == len(set(recipients)) == 7
    assert "eva.evaluadora@prueba1.example" not in recipients


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Una\tU\tAlcaldía",
            {UnitColumn.NAME: "Una", UnitColumn.SHORT_NAME: "U", UnitColumn.PARENT: "Alcaldía"},
        ),
        ("Depende de;UNIDAD\nAlcaldía;Una", {UnitColumn.NAME: "Una", UnitColumn.PARENT: "Alcaldía"}),
        ("\n\nDirección,Sigla\n\nUna,U\n", {UnitColumn.NAME: "Una", UnitColumn.SHORT_NAME: "U"}),
        ("Nombre\nUna", {UnitColumn.NAME: "Una"}),
        ("Una", {UnitColumn.NAME: "Una"}),
        ("Unidades 2026\n\nUnidad\tSigla\nUna\tU", {UnitColumn.NAME: "Una", UnitColumn.SHORT_NAME: "U"}),
        ("Aseo, Ornato y Jardines", {UnitColumn.NAME: "Aseo, Ornato y Jardines"}),
        ("Unidad\nAseo, Ornato y Jardines", {UnitColumn.NAME: "Aseo, Ornato y Jardines"}),
        (
            'Unidad\tSigla\n"La Casa" Abierta\tCA',
            {UnitColumn.NAME: '"La Casa" Abierta', UnitColumn.SHORT_NAME: "CA"},
        ),
    ],
)
def test_columns_are_told_by_their_titles_or_their_order(text, expected) -> None:
    (row,) = table.rows(text, UnitColumn)
    assert {column: said for column, said in row.cells.items() if said} == expected


def test_commas_before_an_address_part_cells() -> None:
    first, second = table.rows("Ana Soto, ana@prueba.example\nLuz Rey, luz@prueba.example", PersonColumn)
    assert (first.said(PersonColumn.NAME), second.said(PersonColumn.EMAIL)) == (
        "Ana Soto",
        "luz@prueba.example",
    )


@pytest.mark.parametrize(
    "before",
    [
        Page([["Nombre", "Correo"], ["Vieja", "vieja@prueba.example"]], "Base", hidden="hidden"),
        Page([["Nombre", "Correo"], ["Vieja", "vieja@prueba.example"]], "Base", hidden="veryHidden"),
        Page([["Instrucciones"], ["Llene la hoja siguiente"]], "Portada"),
        Page([], "Vacía"),
    ],
    ids=lambda page: page.name + page.hidden,
)
def test_the_sheet_that_is_meant_is_read(before: Page) -> None:
    document = excel(before, Page([["Listado"], ["Nombre", "Correo"], ["Ana", "ana@prueba.example"]]))
    (row,) = table.rows(table.pasted_from(document, "personas.xlsx", PersonColumn).text, PersonColumn)
    assert (row.said(PersonColumn.NAME), row.number) == ("Ana", 3)


@pytest.mark.parametrize("text", ["", " \n\t\n", "Nombre\tSigla\n"])
def test_nothing_is_nothing(text) -> None:
    with pytest.raises(NothingPasted):
        table.rows(text, UnitColumn)


def test_too_many_are_refused() -> None:
    with pytest.raises(TooManyRows):
        table.rows("\n".join(f"Unidad {n}" for n in range(table.MOST_ROWS + 1)), UnitColumn)


def test_a_file_becomes_what_could_have_been_pasted() -> None:
    document = excel(Page([["Nombre", "Correo"], ["Ana\nNueva", "ana@prueba.example"]]))
    text = table.pasted_from(document, "personas.xlsx", PersonColumn).text
    (row,) = table.rows(text, PersonColumn)
    assert row.said(PersonColumn.NAME) == "Ana Nueva"


@pytest.mark.parametrize("said", ["#N/A", "#¡REF!", "Err:502", "#¿NOMBRE?", UNSOLVED])
@pytest.mark.parametrize("place", range(3))
def test_what_a_formula_left_where_it_failed_names_nothing(actor, said, place) -> None:
    cells = ["Oficina Nueva", "ON", "Alcaldía"]
    cells[place] = said
    text = "Nombre\tSigla\tDepende de\n" + "\t".join(cells)
    ((_, column, words),) = faults(actor, Kind.UNITS, text)
    assert column == list(UnitColumn)[place].label
    assert said in words


def test_a_formula_without_result_does_not_empty_a_column(actor) -> None:
    """DIDECO would lose the unit above it if the cell were read as empty."""
    document = excel(Page([["Nombre", "Depende de"], ["DIDECO", "=B9"]]))
    text = table.pasted_from(document, "u.xlsx", UnitColumn).text
    ((_, column, _),) = faults(actor, Kind.UNITS, text)
    assert column == "Depende de"


def test_surnames_in_columns_of_their_own_are_part_of_the_name() -> None:
    text = (
        "RUN\tApellido paterno\tApellido materno\tNombres\tE-mail:\n"
        "1-9\tSoto\tRey\tAna Luz\tana@prueba.example"
    )
    (row,) = table.rows(text, PersonColumn)
    assert row.said(PersonColumn.NAME) == "Ana Luz Soto Rey"
    assert row.said(PersonColumn.EMAIL) == "ana@prueba.example"
    assert table.unread(text, PersonColumn) == ("RUN",)


def test_the_surest_title_wins_wherever_it_stands() -> None:
    (row,) = table.rows("Dirección\tUnidad\tNombre\nCalle 1\tDAF\tAna", PersonColumn)
    assert (row.said(PersonColumn.UNIT), row.said(PersonColumn.NAME)) == ("DAF", "Ana")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Director(a)", Role.UNIT_HEAD),
        ("DIRECTORA/OR", Role.UNIT_HEAD),
        ("Jefa/e", Role.UNIT_HEAD),
        ("jefe (a)", Role.UNIT_HEAD),
        ("Jefe(a) de unidad", Role.UNIT_HEAD),
        ("(a)", None),
        ("Secretaria/o", None),
        ("Secretaria(o)", None),
        ("Secretaría", Role.SECRETARIAT),
        ("Colaborador/a", Role.CONTRIBUTOR),
        ("Alcalde(sa)", Role.AUTHORITY),
        ("Alcaldesa/e", Role.AUTHORITY),
        ("Auditor/a", None),
    ],
)
def test_a_role_is_understood_in_both_forms_at_once(written: str, meant: Role | None) -> None:
    if meant is None:
        with pytest.raises(UnknownRole):
            role_of(written, None)
    else:
        assert role_of(written, None) is meant

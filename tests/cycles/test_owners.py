"""Whom an edition means by «Responsable habitual», in town halls that call their units differently."""

from dataclasses import dataclass

import pytest

from sello.catalogue import editions
from sello.cycles.domain.owners import abbreviates, probable


@dataclass(frozen=True)
class Unit:
    unit_id: int
    name: str
    short_name: str = ""


SMALL_TOWN = [
    Unit(1, "Alcaldía"),
    Unit(2, "Administración Municipal"),
    Unit(3, "Dirección de Administración y Finanzas"),
    Unit(4, "Secretaría Comunal de Planificación"),
    Unit(5, "Dirección de Desarrollo Comunitario"),
    Unit(6, "Departamento de Gestión de Personas"),
    Unit(7, "Secretaría Ejecutiva para la Equidad de Género", "SEEG"),
    Unit(8, "Dirección Jurídica"),
    Unit(9, "Dirección de Control"),
    Unit(10, "Oficina de Comunicaciones y Prensa"),
    Unit(11, "Dirección de Seguridad Pública"),
    Unit(12, "Oficina de la Mujer"),
    Unit(13, "Oficina de la Infancia"),
]

CASES = [
    ("Alcaldía", 1),
    ("alcaldia", 1),
    ("DAF", 3),
    ("SECPLA", 4),
    ("DIDECO", 5),
    ("Personas", 6),
    ("Personas y DAF", 6),
    ("SECPLA y DIDECO", 4),
    ("SEEG", 7),
    ("Secretaría Ejecutiva para la Equidad de Género, con SECPLA", 7),
    ("Dirección de Control y SECPLA", 9),
    ("Comunicaciones", 10),
    ("Corporación Yunus", None),
    ("Oficina", None),
    ("Turismo y DAF", 3),
    ("", None),
    (" , ", None),
]


@pytest.mark.parametrize(("owner", "unit_id"), CASES)
def test_who_is_meant(owner: str, unit_id: int | None) -> None:
    assert probable(owner, SMALL_TOWN) == unit_id


@pytest.mark.parametrize(
    ("acronym", "name", "holds"),
    [
        ("DAF", "Dirección de Administración y Finanzas", True),
        ("DIDECO", "Dirección de Desarrollo Comunitario", True),
        ("SECPLAN", "Secretaría Comunal de Planificación", True),
        ("DOM", "Dirección de Obras Municipales", True),
        ("DAF", "Dirección de Obras Municipales", False),
        ("AF", "Dirección de Administración y Finanzas", False),
        ("DAF", "Dafne", False),
    ],
)
def test_what_an_acronym_stands_for(acronym: str, name: str, holds: bool) -> None:
    assert abbreviates(acronym, name) is holds


def test_the_working_edition_finds_most_of_its_owners_in_a_small_town() -> None:
    edition = editions.edition("trabajo-40")
    found = [probable(one.text().owner, SMALL_TOWN) for one in edition.requirements]
    assert len(found) - found.count(None) >= 35

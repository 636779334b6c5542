"""Which of a long list somebody means by what she typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.choosing import meant

UNITS = (
    "Dirección de Obras Municipales",
    "Dirección de Tránsito",
    "Oficina de Obras Menores",
    "Tránsito",
    "1.1.1 Política institucional",
    "1.1.10 Plan de acción",
    "Oficina de Migrantes",
    "Oficina de Migrantes",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("  ¿? ", ()),
        ("Dirección de Tránsito", (1,)),
        ("tránsito", (3,)),
        ("transito direccion", (1,)),
        ("obras", (0, 2)),
        ("obr men", (2,)),
        ("1.1.1", (4,)),
        ("1.1", (4, 5)),
        ("oficina de migrantes", (6, 7)),
        ("migr", (6, 7)),
        ("ito", ()),
        ("catastro", ()),
    ],
)
def test_what_is_meant(typed: str, found: tuple[int, ...]) -> None:
    assert meant(typed, UNITS) == found


@given(st.lists(st.text("ab 1.", min_size=1, max_size=6), unique=True, max_size=8))
def test_a_whole_label_means_itself(labels: list[str]) -> None:
    for n, label in enumerate(labels):
        found = meant(label, labels)
        assert n in found or not label.replace(" ", "")

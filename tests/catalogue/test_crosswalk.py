"""Crosswalks are read with their faults by line, and the shipped ones name what exists."""

import pytest

from sello.catalogue import crosswalks, editions
from sello.catalogue.crosswalk import Coverage, Link, LinkKind, coverage, read_crosswalk
from sello.catalogue.schema.problems import InvalidEdition

GOOD = """\
formato: 1
correspondencia: {desde: prueba, hasta: otra, fuente: Lectura propia.}
vinculos:
  - {desde: 1.1.1, hasta: 2.1.1, tipo: igual}
  - {desde: 1.1.2, hasta: 2.1.1, tipo: en parte, nota: Solo el plan.}
"""


def test_a_crosswalk_is_read():
    found = read_crosswalk(GOOD.encode(), "x.yaml")
    assert (found.origin, found.target) == ("prueba", "otra")
    assert found.links == (
        Link("1.1.1", "2.1.1", LinkKind.SAME),
        Link("1.1.2", "2.1.1", LinkKind.PARTLY, "Solo el plan."),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("tipo: igual", "tipo: parecido", 4, "Elija una de estas: igual, en parte, apoya"),
        ("desde: 1.1.2", "desde: 1.1.1", 5, "está dos veces"),
        ("hasta: otra, ", "", 2, "falta «hasta»"),
        ("vinculos:", "vinculo:", 3, "¿Quiso decir «vinculos»?"),
        ("formato: 1", "formato: 7", 1, "no se conoce"),
    ],
)
def test_each_fault_names_its_line(old, new, line, words):
    with pytest.raises(InvalidEdition) as refused:
        read_crosswalk(GOOD.replace(old, new, 1).encode(), "x.yaml")
    assert any(f"línea {line}: " in entry and words in entry for entry in refused.value.report().splitlines())


@pytest.mark.parametrize(
    "crosswalk", crosswalks.shipped(), ids=lambda found: f"{found.origin}-{found.target}"
)
def test_shipped_crosswalks_join_requirements_that_exist(crosswalk):
    origin = {part.code for part in editions.edition(crosswalk.origin).requirements}
    target = {part.code for part in editions.edition(crosswalk.target).requirements}
    assert {link.origin for link in crosswalk.links} <= origin
    assert {link.target for link in crosswalk.links} <= target
    assert all(link.note for link in crosswalk.links if link.kind is not LinkKind.SAME)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), Coverage.NONE),
        ((LinkKind.SUPPORTS,), Coverage.HELPED),
        ((LinkKind.SUPPORTS, LinkKind.PARTLY), Coverage.PARTIAL),
        ((LinkKind.PARTLY, LinkKind.SAME), Coverage.FULL),
    ],
)
def test_a_requirement_is_covered_as_its_strongest_link_says(kinds, expected):
    assert coverage([Link("1", "2", kind) for kind in kinds]) is expected

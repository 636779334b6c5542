"""Why a share that would give a level does not: one sentence, and silence where there is nothing to say."""

from fractions import Fraction

import pytest

from sello.catalogue.domain.rules import EditionRules, Level, ScaleKind
from sello.level.assessment import assess
from sello.level.next_level import short_of_next
from sello.level.state import Reading
from tests.level.rules import DAY, edition, three_levels, yes

SEVEN = dict.fromkeys(range(34, 41), ("silver", "gold"))

CASES = {
    "one mandatory": (
        edition(40, mandatory={40: ("silver",)}),
        28,
        "70,0 % alcanza el umbral de Plata (70 %), pero falta 1 obligatorio: 40.",
    ),
    "two mandatory": (
        edition(40, mandatory={39: ("silver",), 40: ("silver", "gold")}),
        29,
        "72,5 % alcanza el umbral de Plata (70 %), pero faltan 2 obligatorios: 39, 40.",
    ),
    "more than a sentence names": (
        edition(40, mandatory=SEVEN),
        33,
        "82,5 % alcanza el umbral de Plata (70 %), pero faltan 7 obligatorios: "
        "34, 35, 36, 37, 38, 39 y 1 más.",
    ),
    "the lowest that is held back": (
        edition(40, mandatory={40: ("gold",)}),
        33,
        "82,5 % alcanza el umbral de Oro (80 %), pero falta 1 obligatorio: 40.",
    ),
    "a floor": (
        edition(40, levels=three_levels({"D5": Fraction(1, 2)})),
        32,
        "80,0 % alcanza el umbral de Oro (80 %), pero no el mínimo que pide en la dimensión D5.",
    ),
    "the share is short of it": (edition(40), 27, None),
    "the highest is reached": (edition(40), 40, None),
    "nothing is met": (edition(40, mandatory={40: ("silver",)}), 0, None),
    "no percentage": (
        edition(
            4,
            kind=ScaleKind.CONFORMITY,
            levels=(Level("ok", "Conforme", 1, Fraction(0)),),
            mandatory={4: ("ok",)},
        ),
        3,
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_why_it_is_not_the_next_one(name: str) -> None:
    rules, met, said = CASES[name]
    found = short_of_next(assess(rules, yes(met), Reading.SELF, DAY))
    assert (None if found is None else str(found).replace("\u00a0", " ")) == said


def test_two_floors_are_named_together() -> None:
    rules: EditionRules = edition(40, levels=three_levels({"D4": Fraction(1), "D5": Fraction(1)}))
    states = [state for state in yes(40) if state.code not in {"32", "40"}]
    assert str(short_of_next(assess(rules, states, Reading.SELF, DAY))).endswith(
        "pero no el mínimo que pide en las dimensiones D4, D5."
    )

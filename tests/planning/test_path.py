"""The path to the day: what stands on it, and the sentence that matters first."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.level.state import EvidenceFact, Reading
from sello.level.timeline import timeline
from sello.planning.domain.claim import Claim
from sello.planning.domain.outcome import Forecast, LevelOdds
from sello.planning.domain.path import CutPoint, MarkKind, Path, Rung, path_of
from sello.planning.domain.path_words import first_sentence, forecast_sentence, happening, mark_words, odds
from tests.level.rules import DAY, accepted, edition, three_levels, validated

RULES = edition(10)
"""Ten requirements: six make Bronce, seven Plata, eight Oro."""


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def path(
    met: int,
    *,
    ends: tuple[int, ...] = (),
    begins: tuple[int, ...] = (),
    evaluation: int | None = 100,
    end: int | None = 1000,
    cuts: tuple[CutPoint, ...] = (),
    forecast: Forecast | None = None,
) -> Path:
    """So many met; the evidence of the last of them ends in `ends`, that of others begins in `begins`."""
    spans = [{"until": on(day)} for day in ends] + [{"since": on(day)} for day in begins]
    whole = met - len(ends)
    states = [validated(n, accepted()) for n in range(1, whole + 1)]
    states += [validated(whole + n, accepted(**span)) for n, span in enumerate(spans, 1)]
    last = on(max(end or 365, 0))
    return path_of(
        three_levels(),
        timeline(RULES, states, Reading.VALIDATED, DAY, last),
        cuts,
        evaluation=None if evaluation is None else on(evaluation),
        end=None if end is None else on(end),
        last=last,
        forecast=forecast,
    )


def forecast(**by_level: float) -> Forecast:
    """A forecast in which each level has one probability from the second week on."""
    levels = tuple(
        LevelOdds(code, chance, (0.0, *(chance,) * 60), None, held=False, lost_on=None)
        for code, chance in by_level.items()
    )
    return Forecast(20, 30, 2000, 0.5, 0.6, 0.7, levels, Claim.HOLDS, 0)


SURE = forecast(bronze=1.0, silver=0.95, gold=0.62)

CASES = {
    "it falls": (
        path(7, ends=(30,)),
        "Si nada se hace, el nivel cae a Bronce el 23-12-2026: vence 7.",
    ),
    "two end on the day of the fall": (
        path(6, ends=(30, 30)),
        "Si nada se hace, el nivel se pierde el 23-12-2026: vencen 5, 6.",
    ),
    "many end on the day of the fall": (
        path(8, ends=(30,) * 5),
        "Si nada se hace, el nivel se pierde el 23-12-2026: vencen 4, 5, 6 y 2 más.",
    ),
    "no level at this pace, one on the day": (
        path(1, forecast=SURE),
        "Si nada se hace, el día de la evaluación (02-03-2027) no habrá nivel; "
        "al ritmo registrado, lo probable es Oro.",
    ),
    "no level and no day": (
        path(1, evaluation=None, end=30),
        "Sin fecha de evaluación. Si nada se hace, sigue sin nivel hasta el 22-12-2026.",
    ),
    "no level on the day": (path(1, evaluation=0), "Hoy es la evaluación y no hay nivel."),
    "no level after the day": (
        path(1, evaluation=-5),
        "La evaluación fue el 17-11-2026; con lo ya aceptado, hoy no hay nivel.",
    ),
    "it falls on the day itself": (
        path(7, ends=(99,)),
        "Si nada se hace, el nivel cae a Bronce el 02-03-2027: vence 7.",
    ),
    "it falls after the day": (
        path(7, ends=(100,)),
        "El nivel llega a la evaluación del 02-03-2027 en Plata; si nada se hace, "
        "cae a Bronce el 03-03-2027: vence 7.",
    ),
    "one ends and the level bears it": (
        path(9, ends=(30,)),
        "El nivel sigue en Oro hasta la evaluación del 02-03-2027, aunque antes venza 1 requerimiento.",
    ),
    "two end and the level bears it": (
        path(10, ends=(30, 40)),
        "El nivel sigue en Oro hasta la evaluación del 02-03-2027, aunque antes venzan 2 requerimientos.",
    ),
    "nothing ends": (
        path(7),
        "Nada vence antes de la evaluación del 02-03-2027: el nivel sigue en Plata.",
    ),
    "it rises by what was accepted": (
        path(7, begins=(20,)),
        "Con lo ya aceptado, el nivel sube a Oro antes de la evaluación del 02-03-2027.",
    ),
    "it may rise at this pace": (
        path(7, forecast=SURE),
        "Si nada se hace, el nivel sigue en Plata hasta la evaluación del 02-03-2027; "
        "al ritmo registrado, lo probable es Oro.",
    ),
    "a fall comes before what may rise": (
        path(7, ends=(30,), forecast=SURE),
        "Si nada se hace, el nivel cae a Bronce el 23-12-2026: vence 7.",
    ),
    "there is no level and none comes": (
        path(3),
        "Si nada se hace, el día de la evaluación (02-03-2027) no habrá nivel.",
    ),
    "no day, and it falls": (
        path(7, ends=(30,), evaluation=None, end=None),
        "Si nada se hace, el nivel cae a Bronce el 23-12-2026: vence 7.",
    ),
    "no day, and it stays": (
        path(7, evaluation=None, end=None),
        "Sin fecha de evaluación. Si nada se hace, el nivel sigue en Plata hasta el 22-11-2027.",
    ),
    "no day, and it rises": (
        path(7, begins=(20,), evaluation=None, end=None),
        "Sin fecha de evaluación. Con lo ya aceptado, el nivel sube a Oro antes del 22-11-2027.",
    ),
    "today is the day": (
        path(7, ends=(30,), evaluation=0),
        "Hoy es la evaluación y el nivel es Plata.",
    ),
    "the day has passed, and it falls": (
        path(7, ends=(30,), evaluation=-10),
        "Si nada se hace, el nivel cae a Bronce el 23-12-2026: vence 7.",
    ),
    "the day has passed, and it stays": (
        path(7, evaluation=-10),
        "Con lo ya aceptado, el nivel se mantiene en Plata hasta el 18-08-2029, fin de la vigencia.",
    ),
    "the validity has passed": (
        path(7, evaluation=-900, end=-10),
        "La evaluación fue el 05-06-2024; con lo ya aceptado, el nivel hoy es Plata.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_sentence_that_matters_first(name: str) -> None:
    made, said = CASES[name]
    assert first_sentence(made) == said


def test_what_stands_on_it() -> None:
    cuts = (CutPoint("Línea base", on(-200), None, None), CutPoint("Semestral", on(-60), "bronze", None))
    made = path(7, ends=(30, 400), cuts=cuts)
    assert [(mark.on, mark.kind, mark.level.name) for mark in made.marks] == [
        (on(-200), MarkKind.CUT, None),
        (on(-60), MarkKind.CUT, "Bronce"),
        (DAY, MarkKind.TODAY, "Plata"),
        (on(31), MarkKind.LOSS, "Bronce"),
        (on(100), MarkKind.EVALUATION, "Bronce"),
        (on(401), MarkKind.LOSS, None),
        (on(1000), MarkKind.END, None),
    ]
    assert [(each.level.name, each.first, each.last, each.past) for each in made.stretches] == [
        (None, on(-200), on(-60), True),
        ("Bronce", on(-60), DAY, True),
        ("Plata", DAY, on(31), False),
        ("Bronce", on(31), on(401), False),
        (None, on(401), on(1000), False),
    ]
    assert made.codes == {"6", "7"}


def test_cuts_without_a_place_are_left_out() -> None:
    """Those of an edition with other levels, and one of today or later than the day that is looked at."""
    cuts = tuple(
        CutPoint(code, on(day), code, None) for code, day in (("platino", -9), ("gold", 0), ("gold", -3))
    )
    made = path(7, cuts=cuts)
    assert [mark.on for mark in made.marks if mark.kind is MarkKind.CUT] == [on(-3)]


def test_of_a_day_that_has_passed_only_a_cut_tells_the_level() -> None:
    cut = CutPoint("Semestral", on(-60), "bronze", None)
    made = path(7, evaluation=-10, cuts=(cut,))
    assert [(mark.on, mark.level.name) for mark in made.marks if mark.kind is MarkKind.EVALUATION] == [
        (on(-10), "Bronce")
    ]
    assert all(mark.kind is not MarkKind.EVALUATION for mark in path(7, evaluation=-10).marks)


def test_a_replaced_piece_does_not_expire() -> None:
    fact: EvidenceFact = replace(accepted(), superseded_on=on(5))
    points = timeline(RULES, [validated(1, fact)], Reading.VALIDATED, DAY, on(50))
    made = path_of(three_levels(), points, (), evaluation=on(40), end=on(50), last=on(50))
    assert [happening(mark) for mark in made.ahead] == ["deja de contar 1"]
    assert mark_words(made.ahead[0], made) == "Deja de contar 1"


def test_the_band_holds_four_fifths_of_the_runs() -> None:
    made = path(7, forecast=forecast(bronze=0.97, silver=0.5, gold=0.09))
    assert made.outlook is not None
    assert {(week.low, week.high) for week in made.outlook.band[1:]} == {(1, 2)}
    assert made.outlook.likely == Rung(2, "Plata")
    assert forecast_sentence(made) == (
        "Al ritmo registrado, probabilidad de cada nivel el 02-03-2027: "
        "Bronce, 97\u00a0%; Plata, 50\u00a0%; Oro, 9\u00a0%."
    )


@pytest.mark.parametrize("evaluation", [None, 0, -5])
def test_nothing_is_forecast_of_a_day_that_is_not_to_come(evaluation: int | None) -> None:
    made = path(7, evaluation=evaluation, forecast=SURE)
    assert made.outlook is None
    assert forecast_sentence(made) is None


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "menos de 1 %"),
        (0.01, "menos de 1 %"),
        (0.32, "32\u00a0%"),
        (0.99, "más de 99 %"),
        (1.0, "más de 99 %"),
    ],
)
def test_a_probability_is_never_told_as_certain(probability: float, said: str) -> None:
    assert odds(probability) == said


@given(
    met=st.integers(5, 10),
    ends=st.lists(st.integers(0, 990), max_size=5),
    evaluation=st.none() | st.integers(-300, 900),
)
def test_stretches_join_and_tell_the_level_of_every_mark(
    met: int, ends: list[int], evaluation: int | None
) -> None:
    made = path(met, ends=tuple(ends), evaluation=evaluation)
    ahead = [each for each in made.stretches if not each.past]
    assert ahead[0].first == made.today
    assert ahead[-1].last == made.last
    assert all(one.last == other.first for one, other in pairwise(ahead))
    assert all(one.level != other.level for one, other in pairwise(ahead))
    assert all(mark.level == made.level_on(mark.on) for mark in made.marks if mark.on >= made.today)
    assert first_sentence(made).endswith(".")

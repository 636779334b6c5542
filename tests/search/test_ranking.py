"""What comes first: a ladder of nearness, and properties that hold whatever is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import fold
from sello.search.domain.question import parse
from sello.search.domain.ranking import SHOWN, Hit, Kind, Nearness, Searched, grouped, nearness

PLAN = Searched(("Plan anual de capacitación",), beside="DAF", text="que exista un diagnóstico", code="2.3.1")
DECREE = Searched(("Política de igualdad",), beside="politica de igualdad 915/2", number="915/2")
SECPLA = Searched(("Secretaría Comunal de Planificación", "SECPLA"))


@pytest.mark.parametrize(
    ("typed", "by", "near"),
    [
        ("plan anual de capacitacion", PLAN, Nearness.SAME),
        ("2.3.1", PLAN, Nearness.SAME),
        ("231", PLAN, Nearness.SAME),
        ("secpla", SECPLA, Nearness.SAME),
        ("decreto 915", DECREE, Nearness.NUMBERED),
        ("DA 915/2", DECREE, Nearness.NUMBERED),
        ("plan an", PLAN, Nearness.BEGINS),
        ("2.3", PLAN, Nearness.BEGINS),
        ("2.3.1 plan", PLAN, Nearness.WORDS),
        ("capacitación plan", PLAN, Nearness.WORDS),
        ("pacita", PLAN, Nearness.INSIDE),
        ("plan daf", PLAN, Nearness.PARTLY),
        ("daf", PLAN, Nearness.BESIDE),
        ("plan diagnostico", PLAN, Nearness.TEXT),
        ("diagnóstico", PLAN, Nearness.TEXT),
        ("decreto 15", DECREE, Nearness.NOT),
        ("plan bianual", PLAN, Nearness.NOT),
        ("2.3.2", PLAN, Nearness.NOT),
        ("", PLAN, Nearness.NOT),
    ],
)
def test_how_near_something_is(typed: str, by: Searched, near: Nearness) -> None:
    assert nearness(parse(typed), by) is near


WORD = st.text("abcdeñáéz", min_size=2, max_size=6)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(NAME, st.data())
def test_every_part_of_a_name_finds_it_and_the_whole_name_finds_it_best(
    name: str, data: st.DataObject
) -> None:
    by = Searched((name,))
    words = data.draw(st.permutations(name.split()))
    start = data.draw(st.integers(0, len(name) - 1))
    assert nearness(parse(name.upper()), by) is Nearness.SAME
    assert nearness(parse(" ".join(words)), by) >= Nearness.WORDS
    piece = name[start:].strip()
    if fold(piece):
        assert nearness(parse(piece), by) >= Nearness.INSIDE


@given(st.lists(NAME, max_size=30), NAME)
def test_the_nearest_stands_first_and_nothing_stands_twice(names: list[str], typed: str) -> None:
    question = parse(typed)
    hits = [Hit(list(Kind)[n % 3], n, name, None, Searched((name,))) for n, name in enumerate(names)]
    groups = grouped(question, hits)
    best = [nearness(question, group.hits[0].by) for group in groups]
    assert best == sorted(best, reverse=True)
    assert len({group.kind for group in groups}) == len(groups)
    shown = [hit for group in groups for hit in group.hits]
    assert len(set(shown)) == len(shown)
    for group in groups:
        near = [nearness(question, hit.by) for hit in group.hits]
        assert near == sorted(near, reverse=True)
        assert Nearness.NOT not in near
        of_kind = [hit for hit in hits if hit.kind is group.kind and nearness(question, hit.by)]
        assert len(group.hits) == min(len(of_kind), SHOWN)
        assert group.more == (len(of_kind) > SHOWN)
        left = [nearness(question, hit.by) for hit in of_kind if hit not in group.hits]
        assert all(one <= near[-1] for one in left)


def test_equals_stay_as_they_were_given() -> None:
    hits = [Hit(Kind.TASK, n, "Acta", None, Searched(("Acta",))) for n in (3, 1, 2)]
    (group,) = grouped(parse("acta"), hits)
    assert [hit.id for hit in group.hits] == [3, 1, 2]

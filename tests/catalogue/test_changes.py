"""What differs between two editions is told whole, and under any mapping nothing is lost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue import editions
from sello.catalogue.changes import (
    BadMapping,
    Change,
    Words,
    compare,
    match,
    suggestions,
    word_changes,
)
from sello.catalogue.domain.texts import Edition
from sello.catalogue.schema.edition import read_edition
from tests.catalogue.documents import GOOD, spoiled

BEFORE = read_edition(GOOD.encode(), "x")
WORKING = editions.edition("trabajo-40")
PILOT = editions.edition("piloto-2018")


def after(old: str, new: str) -> Edition:
    return read_edition(spoiled(old, new), "x")


def changes(later: Edition, **by_hand: str) -> dict[str, tuple[Change, ...]]:
    return {pair.code: pair.changes for pair in compare(BEFORE, later, by_hand).pairs}


@pytest.mark.parametrize(
    ("old", "new", "code", "change"),
    [
        ("pide: Que exista.", "pide: Que exista y rija.", "1.1.1", Change.REWORDED),
        ("[Decreto, Plan]", "[Decreto, Plan, Acta]", "1.1.1", Change.REWORDED),
        ('peso: "1,5"', "peso: 2", "1.1.1", Change.REWEIGHTED),
        ("[bronce, oro]", "[oro]", "1.1.1", Change.MANDATORY),
        ("horas: 12", 'no_aplica: "no"', "1.1.1", Change.APPLICABLE),
    ],
)
def test_each_kind_of_change_is_told(old, new, code, change):
    found = changes(after(old, new))
    assert found.pop(code) == (change,)
    assert set(found.values()) == {()}


def test_what_came_and_what_went_are_told():
    found = changes(after("codigo: 1.1.2", "codigo: 1.1.3"))
    assert found == {"1.1.1": (), "1.1.3": (Change.ADDED,), "1.1.2": (Change.REMOVED,)}


def test_a_mapping_by_hand_joins_what_changed_its_code():
    diff = compare(BEFORE, after("codigo: 1.1.2", "codigo: 1.1.3"), {"1.1.2": "1.1.3"})
    assert [(pair.code, pair.changes) for pair in diff.pairs] == [
        ("1.1.1", ()),
        ("1.1.3", (Change.RECODED,)),
    ]
    assert diff.counts[Change.RECODED] == 1
    assert diff.unchanged == 1


def test_what_is_parted_by_hand_stays_apart():
    diff = compare(BEFORE, BEFORE, {"1.1.1": ""})
    assert {pair.changes for pair in diff.pairs if pair.code == "1.1.1"} == {
        (Change.ADDED,),
        (Change.REMOVED,),
    }


def test_a_code_given_by_hand_is_not_matched_twice():
    assert match(BEFORE, BEFORE, {"1.1.1": "1.1.2"}) == {"1.1.1": "1.1.2"}


@pytest.mark.parametrize(
    "by_hand", [{"9.9.9": "1.1.1"}, {"1.1.1": "9.9.9"}, {"1.1.1": "1.1.2", "1.1.2": "1.1.2"}]
)
def test_a_mapping_that_names_nothing_or_one_twice_is_refused(by_hand):
    with pytest.raises(BadMapping):
        compare(BEFORE, BEFORE, by_hand)


def test_levels_and_scale_are_compared():
    higher = after("umbral: 80 %", "umbral: 90 %")
    diff = compare(BEFORE, higher)
    assert [level.differs for level in diff.levels] == [False, True]
    assert diff.levels[1].after.threshold == Fraction(9, 10)
    assert compare(BEFORE, after("50 %", "55 %")).levels[1].differs
    assert not diff.scale_differs
    assert compare(PILOT, WORKING).scale_differs
    fewer = GOOD.replace("[bronce, oro]", "[bronce]")
    fewer = fewer.replace('  - {codigo: oro, nombre: Oro, umbral: 80 %, pisos: {"1": 50 %}}\n', "")
    one, two = compare(BEFORE, read_edition(fewer.encode(), "x")).levels
    assert (one.differs, two.differs, two.name, two.after) == (False, True, "Oro", None)


def test_words_tell_what_went_out_and_came_in():
    assert list(word_changes("la política vigente", "la política aprobada y vigente")) == [
        Words("same", "la política "),
        Words("in", "aprobada y "),
        Words("same", "vigente"),
    ]


def test_likely_counterparts_are_offered():
    later = after("codigo: 1.1.2", "codigo: 1.1.3")
    assert suggestions(BEFORE, later, {}) == {"1.1.2": "1.1.3"}
    assert suggestions(BEFORE, later, {"1.1.2": ""}) == {}
    assert suggestions(PILOT, WORKING, {})["5.1.4"] == "5.2.1"


OLD_CODES = [part.code for part in PILOT.requirements]
NEW_CODES = ["", *(part.code for part in WORKING.requirements)]


@given(st.dictionaries(st.sampled_from(OLD_CODES), st.sampled_from(NEW_CODES)))
def test_under_any_mapping_every_requirement_is_told_once(by_hand):
    targets = [code for code in by_hand.values() if code]
    if len(targets) != len(set(targets)):
        return
    diff = compare(PILOT, WORKING, by_hand)
    assert sorted(p.after.code for p in diff.pairs if p.after) == sorted(p.code for p in WORKING.requirements)
    assert sorted(p.before.code for p in diff.pairs if p.before) == sorted(p.code for p in PILOT.requirements)


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_words_put_together_give_both_texts_back(before, later):
    found = list(word_changes(before, later))
    assert "".join(w.text for w in found if w.kind != "in") == before.lstrip()
    assert "".join(w.text for w in found if w.kind != "out").split() == later.split()

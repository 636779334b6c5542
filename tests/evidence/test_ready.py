"""Ready-made remarks and ticks as rules, and the remarks of an institution as they are edited."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.db import db
from sello.core.refusal import Stale
from sello.evidence.domain.details import EvidenceType
from sello.evidence.domain.ready import (
    DEFAULTS,
    TEXT_LIMIT,
    NoSuchRemark,
    TextMissing,
    TextTaken,
    TextTooLong,
    Tick,
    Whereto,
    checked_text,
    joined,
    lacking,
    moved,
    offered_for,
    ticked,
)
from sello.evidence.queries.ready import every, ready_for
from sello.evidence.service import ready
from tests.builders import NOW

SOURCES = {"1-0": Tick("1.1.1", "Decreto"), "1-1": Tick("1.1.1", "Acta"), "2-0": Tick("2.1.1", "Plan")}


@pytest.mark.parametrize(
    ("typed", "chosen", "missing", "reads"),
    [
        ("", [], "", ""),
        (" Falta la firma. ", [], "", "Falta la firma."),
        ("", ["Falta la firma."], "", "Falta la firma."),
        ("", ["Falta la firma.", "Falta la fecha."], "", "Falta la firma.\nFalta la fecha."),
        ("Vea la página 3.", ["Falta la firma."], "", "Vea la página 3.\nFalta la firma."),
        ("Vea: Falta la firma.", ["Falta la firma."], "", "Vea: Falta la firma."),
        ("", [], "Falta: Acta.", "Falta: Acta."),
        ("Hola.", ["Falta la firma."], "Falta: Acta.", "Hola.\nFalta la firma.\nFalta: Acta."),
    ],
)
def test_a_remark_is_what_was_written_and_then_what_was_chosen(
    typed: str, chosen: list[str], missing: str, reads: str
) -> None:
    assert joined(typed, chosen, missing) == reads


@given(st.text(max_size=40), st.lists(st.from_regex("[ab]( ?[ab.]){0,6}", fullmatch=True), max_size=4))
def test_nothing_chosen_is_lost_or_said_twice(typed: str, chosen: list[str]) -> None:
    said = joined(typed, chosen)
    assert all(each in said for each in chosen)
    assert joined(said, chosen) == said.strip()


@given(st.sets(st.sampled_from([*SOURCES, "9-9", "<script>"])))
def test_each_means_is_either_ticked_or_lacking_and_nothing_else_is(chosen: set[str]) -> None:
    met, missing = ticked(SOURCES, chosen), lacking(SOURCES, chosen)
    assert sorted([*met, *missing], key=str) == sorted(SOURCES.values(), key=str)
    assert not set(met) & set(missing)


@pytest.mark.parametrize(
    ("kinds", "kind", "offered"),
    [
        ([], EvidenceType.PHOTO, True),
        (["acta"], EvidenceType.MINUTES, True),
        (["acta", "asistencia"], EvidenceType.ATTENDANCE, True),
        (["acta"], EvidenceType.DECREE, False),
    ],
)
def test_a_remark_is_offered_for_its_kinds_or_always(
    kinds: list[str], kind: EvidenceType, offered: bool
) -> None:
    assert offered_for(kinds, kind) is offered


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", TextMissing),
        (" \n ", TextMissing),
        ("a" * (TEXT_LIMIT + 1), TextTooLong),
        (" Ya  está ", TextTaken),
    ],
)
def test_what_is_no_remark_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked_text(text, {"Ya está"})


@given(st.lists(st.integers(), min_size=1, unique=True), st.data())
def test_moving_one_keeps_the_order_of_the_others_and_loses_nobody(
    order: list[int], data: st.DataObject
) -> None:
    one, whereto = data.draw(st.sampled_from(order)), data.draw(st.sampled_from(list(Whereto)))
    after, at = moved(order, one, whereto), order.index(one)
    assert [each for each in after if each != one] == [each for each in order if each != one]
    there = {Whereto.UP: max(at - 1, 0), Whereto.FIRST: 0, Whereto.DOWN: min(at + 1, len(order) - 1)}
    assert after.index(one) == there[whereto]


def texts() -> list[str]:
    return [row.text for row in every() if not row.retired]


def test_an_institution_begins_with_remarks_for_all_and_for_some(town) -> None:
    ready.begin()
    assert texts() == [each.text for each in DEFAULTS]
    photo = [row.text for row in ready_for(EvidenceType.PHOTO)]
    assert set(photo) < set(texts())
    assert any("fotografía" in text for text in photo)
    assert not any("fotografía" in row.text for row in ready_for(EvidenceType.DECREE))


def test_the_institution_adds_changes_orders_and_retires(town) -> None:
    actor = town.people.secretary.actor()
    for text in ("Una", "Dos", "Tres"):
        ready.add(actor, text, (), now=NOW)
    one, two, three = every()
    ready.move(actor, three.id, Whereto.FIRST, now=NOW)
    assert texts() == ["Tres", "Una", "Dos"]
    ready.move(actor, three.id, Whereto.DOWN, now=NOW)
    ready.move(actor, one.id, Whereto.UP, now=NOW)
    assert texts() == ["Una", "Tres", "Dos"]
    ready.retire(actor, one.id, now=NOW)
    assert texts() == ["Tres", "Dos"]
    ready.change(actor, two.id, "Dos, más claro", (EvidenceType.DECREE,), version=1, now=NOW)
    assert ready_for(EvidenceType.MINUTES)[-1].text == "Tres"
    ready.put_back(actor, one.id, now=NOW)
    assert texts() == ["Una", "Tres", "Dos, más claro"]
    with pytest.raises(Stale):
        ready.change(actor, two.id, "Otra", (), version=1, now=NOW)
    with pytest.raises(TextTaken):
        ready.change(actor, two.id, "Tres", (), version=2, now=NOW)


def test_one_that_is_not_there_is_not_found(town) -> None:
    actor = town.people.secretary.actor()
    db.session.commit()
    move = partial(ready.move, whereto=Whereto.UP)
    for act in (move, ready.retire, ready.put_back):
        with pytest.raises(NoSuchRemark):
            act(actor, 99, now=NOW)

"""Every act has a name by one scheme, a sentence that any page can say, and no personal data."""

import re
from string import ascii_lowercase

import pytest

import sello.app  # noqa: F401 - loads every feature's models
from sello.core.db import Base
from sello.core.trail.acts import Act, Holds, WrongDetail

NAME = re.compile(r"[a-z_]+\.([a-z0-9]+_)*(?P<participle>[a-z]+)")
IRREGULAR = {"read", "chosen", "made", "withdrawn", "given", "set", "undone", "let_go", "signed_out"}
IRREGULAR |= {"held", "forgotten"}
PERSONAL = {"name", "email", "post", "phone", "address", "who", "ip", "device", "filename"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def participle(act: str) -> bool:
    """Whether an act's name is a noun and something that was done to it, in the past."""
    found = NAME.fullmatch(act)
    if found is None:
        return False
    said = {found["participle"], act.partition(".")[2]}
    return found["participle"].endswith("ed") or bool(said & IRREGULAR)


@pytest.mark.parametrize("act", Act)
def test_an_act_is_named_by_its_thing_and_what_was_done_to_it(act: Act) -> None:
    assert participle(act.value), "name it <noun>.<past participle>"
    assert act.entity in Base.metadata.tables, "the noun is the table of what the act is about"
    assert act.name == act.value.replace(".", "_").upper(), "the member is called as its value"


@pytest.mark.parametrize(
    "bent", ["task.create", "task.accept", "effort", "Task.created", "initiative.evidence"]
)
def test_a_name_in_another_tense_is_noticed(bent: str) -> None:
    assert not participle(bent)


@pytest.mark.parametrize("act", Act)
def test_an_act_has_a_sentence_that_its_event_alone_can_fill(act: Act) -> None:
    assert act.sentence
    assert act.sentence[0].lower() in ascii_lowercase
    assert set(PLACEHOLDER.findall(act.sentence)) <= act.holds.needed
    assert act.sentence % dict.fromkeys(act.holds.needed, "x")


@pytest.mark.parametrize("act", Act)
def test_no_act_holds_personal_data_by_name(act: Act) -> None:
    assert not (act.holds.needed | act.holds.optional) & PERSONAL


def test_sentences_are_told_apart() -> None:
    assert len({(act.entity, act.sentence) for act in Act}) == len(Act)


HOLDS = Holds(frozenset({"number"}), frozenset({"why"}))
CHANGES = Holds(change=True)


@pytest.mark.parametrize(
    ("holds", "given", "change", "message"),
    [
        (HOLDS, set(), False, "lacks number"),
        (HOLDS, {"number", "name"}, False, "does not hold name"),
        (HOLDS, {"number"}, True, "does not hold before and after"),
        (CHANGES, set(), False, "lacks before and after"),
    ],
)
def test_another_detail_than_declared_is_refused(
    holds: Holds, given: set[str], change: bool, message: str
) -> None:
    with pytest.raises(WrongDetail, match=message):
        holds.check("thing.done", given, change=change)


@pytest.mark.parametrize(
    ("holds", "given", "change"),
    [(HOLDS, {"number"}, False), (HOLDS, {"number", "why"}, False), (CHANGES, set(), True)],
)
def test_what_an_act_declares_is_taken(holds: Holds, given: set[str], change: bool) -> None:
    holds.check("thing.done", given, change=change)

"""Every file of the corpus is told for what it is, or refused for its true reason."""

import io
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sello.files import kinds
from sello.files.sniff import foreign, inspect, reasons
from tests.files import samples
from tests.files.corpus import CASES
from tests.files.corpus.case import Case
from tests.files.document import ENDLESS

ALL = kinds.allowed("")

PARTS = 100_000


def told(content: bytes, name: str) -> str | type[reasons.FileRefused]:
    """The code of the kind, or the reason of the refusal."""
    try:
        return inspect.inspect(io.BytesIO(content), name=name, allowed=ALL).code
    except reasons.FileRefused as refusal:
        return type(refusal)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_of_the_corpus(case: Case) -> None:
    assert told(case.make(), case.name) == case.right


def test_the_corpus_is_large_and_each_of_its_names_is_there_once() -> None:
    assert len(CASES) >= 150
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []


def test_every_kind_and_every_reason_is_in_the_corpus() -> None:
    right = {case.right for case in CASES}
    assert right >= kinds.KINDS.keys()
    assert set(reasons.FileRefused.__subclasses__()) - right == {reasons.KindNotAllowed, reasons.NotLookedAt}


def test_every_kind_that_is_not_taken_is_told_by_its_own_name() -> None:
    seen = set()
    for case in CASES:
        try:
            inspect.inspect(io.BytesIO(case.make()), name=case.name, allowed=ALL)
        except reasons.FileRefused as refusal:
            seen.add(refusal.values.get("kind"))
    unseen = {each.label for each in foreign.FOREIGN if each.reason is not reasons.ProtectedFile} - seen
    assert unseen == set()


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(samples.MAKERS.keys() - ENDLESS)), st.integers(30, 95))
@example("pdf", 50)
@example("zip", 95)
def test_a_file_cut_anywhere_is_never_taken_for_a_whole_one(code: str, percent: int) -> None:
    content = samples.MAKERS[code]()
    assert told(content[: len(content) * percent // 100], f"archivo.{code}") not in kinds.KINDS


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(range(len(CASES))), st.data())
def test_whatever_is_bent_in_a_file_the_answer_is_a_kind_or_a_reason(at: int, data: st.DataObject) -> None:
    content = bytearray(CASES[at].make())
    for _ in range(3):
        place = data.draw(
            st.integers(0, PARTS - 1)
        )  # the length of what carries the time of its making varies
        content[place * len(content) // PARTS] = data.draw(st.integers(0, 255))
    told(bytes(content), CASES[at].name)

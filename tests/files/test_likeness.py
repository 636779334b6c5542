"""Marks of a text: those of texts that are alike are shared, those of others are not."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.likeness import ALIKE, BANDS, marks
from tests.evidence.labelled.reading import documents

TEXTS = [each.text for each in documents()]
LONG = [" ".join(TEXTS[at : at + 6]) for at in range(0, len(TEXTS) - 6, 6)]


def shared(one: str, other: str) -> int:
    return len(set(marks([one])) & set(marks([other])))


def alike(text: str, other: str) -> bool:
    return shared(text, other) >= ALIKE


def with_changed(text: str, share: float, chance: random.Random) -> str:
    words = text.split()
    for at in chance.sample(range(len(words)), max(1, round(share * len(words)))):
        words[at] = f"otra{at}"
    return " ".join(words)


def test_none_of_the_labelled_documents_is_taken_for_another():
    pairs = list(combinations(TEXTS, 2))
    assert len(pairs) > 7_000
    assert [pair for pair in pairs if alike(*pair)] == []


@pytest.mark.parametrize(
    ("texts", "share", "least"), [(LONG, 0.01, 1.0), (LONG, 0.02, 1.0), (TEXTS, 0.02, 1.0)]
)
def test_a_document_with_few_other_words_is_found(texts, share, least):
    chance = random.Random(7)
    found = [alike(text, with_changed(text, share, chance)) for text in texts]
    assert sum(found) >= least * len(found)


def test_a_document_of_which_a_fifth_is_otherwise_is_another():
    chance = random.Random(7)
    assert not any(alike(text, with_changed(text, 0.2, chance)) for text in LONG)


def test_case_accents_breaks_and_pages_make_no_difference():
    text = LONG[0]
    half = len(text) // 2
    cut = text.index(" ", half)
    assert marks([text]) == marks([text.upper()]) == marks([text.replace(" ", "\n ")])
    assert marks([text]) == marks([text[:cut], text[cut:]])


@pytest.mark.parametrize("pages", [[], [""], ["Acta del comité"], ["la " * 1_000], ["\x00 <b>"]])
def test_of_few_words_nothing_is_said(pages):
    assert marks(pages) == ()


@given(st.lists(st.text(max_size=2_000), max_size=3))
def test_marks_fit_into_the_database(pages):
    found = marks(pages)
    assert len(found) in {0, BANDS}
    assert all(0 <= each < 2**63 for each in found)

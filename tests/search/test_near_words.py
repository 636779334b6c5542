"""Which words are compared with one that nobody wrote: none that is near enough is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.spelling import distance
from sello.search.queries.near_words import LONG, SHORTEST, right_parts

LETTERS = "abc"
"""Few, so that words are near each other."""


def missed(word: str, place: int, letter: str, how: str) -> str:
    """A word with one mistake."""
    place %= len(word)
    before, after = word[:place], word[place:]
    if how == "swap":
        return before + after[1:2] + after[:1] + after[2:]
    return {"out": before + after[1:], "in": before + letter + after, "for": before + letter + after[1:]}[how]


MISTAKES = st.tuples(
    st.integers(0, 20), st.sampled_from(LETTERS), st.sampled_from(["out", "in", "for", "swap"])
)


@given(st.text(LETTERS, min_size=SHORTEST, max_size=14), st.lists(MISTAKES, min_size=1, max_size=2))
def test_one_part_of_a_mistyped_word_is_right(word: str, mistakes: list[tuple[int, str, str]]) -> None:
    typed = missed(word, *mistakes[0])
    if len(mistakes) > 1 and len(typed) > LONG:
        typed = missed(typed, *mistakes[1])
    if len(typed) < SHORTEST or (distance(typed, word) > 1 and len(typed) < LONG):
        return
    slack = 1 if len(typed) < LONG else 2
    assert any(part in word for part in right_parts(typed, slack))


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("acoso", "acoso", 0),
        ("acoso", "acso", 1),
        ("acoso", "acosso", 1),
        ("acoso", "acozo", 1),
        ("acoso", "acsoo", 1),
        ("acoso", "ocaso", 2),
        ("", "plan", 4),
    ],
)
def test_how_far_words_are_from_each_other(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far

"""The evaluator's way through her list: how far she is, and what comes next."""

from types import SimpleNamespace
from typing import Any

import pytest

from sello.progress.evaluation import progress_of


def rows(decisions: str) -> list[Any]:
    """Answers in the edition's order, from a letter each: «-» for the undecided."""
    return [
        SimpleNamespace(requirement_id=n, external=None if letter == "-" else letter)
        for n, letter in enumerate(decisions, 1)
    ]


@pytest.mark.parametrize(
    ("decisions", "after", "decided", "following"),
    [
        ("---", None, 0, 1),
        ("y--", None, 1, 2),
        ("yyy", None, 3, None),
        ("", None, 0, None),
        ("---", 1, 0, 2),
        ("-y-", 1, 1, 3),
        ("--y", 2, 1, 1),
        ("-yy", 3, 2, 1),
        ("yy-", 3, 2, None),
        ("y-y", 2, 2, None),
        ("yny", 2, 3, None),
        ("---", 99, 0, 1),
    ],
)
def test_what_follows_is_the_next_undecided_coming_round_from_the_end(
    decisions: str, after: int | None, decided: int, following: int | None
) -> None:
    found = progress_of(rows(decisions), after=after)
    assert (found.decided, found.total) == (decided, len(decisions))
    assert (found.following and found.following.requirement_id) == following

"""A worker goes when it holds much, and never because it has served much."""

import pytest

from sello.cli.renewal import MUCH, TOO_MUCH, is_due, resident
from sello.cli.serve import options
from sello.config import Config


@pytest.mark.parametrize(
    ("held", "at_work", "due"),
    [
        (0, 0, False),
        (MUCH, 0, False),
        (MUCH + 1, 0, True),
        (MUCH + 1, 1, False),
        (TOO_MUCH, 3, False),
        (TOO_MUCH + 1, 3, True),
    ],
)
def test_it_goes_when_it_holds_much_and_has_nothing_to_do(held: int, at_work: int, due: bool) -> None:
    assert is_due(held, at_work=at_work) is due


def test_this_process_holds_something_and_not_much() -> None:
    assert 0 < resident() < 64 * MUCH


def test_no_number_of_requests_ends_a_worker() -> None:
    assert "max_requests" not in options(Config())

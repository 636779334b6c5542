"""The pauses between tries."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sello.core.mail.retry import LONGEST_SERVER_PAUSE, PATIENCE, pause_after, worth_another_try

BORN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_pauses_are_those_we_promise() -> None:
    minutes = [pause_after(failures) / timedelta(minutes=1) for failures in range(1, 9)]
    assert minutes == [1, 5, 30, 120, 720, 1440, 1440, 1440]


@given(st.integers(1, 500))
def test_pauses_never_shrink(failures: int) -> None:
    assert pause_after(failures) <= pause_after(failures + 1)


@given(st.integers(1, 500))
def test_a_server_that_is_away_is_asked_again_soon(failures: int) -> None:
    assert pause_after(failures, server_down=True) <= min(pause_after(failures), LONGEST_SERVER_PAUSE)


def test_a_message_is_tried_for_a_week() -> None:
    assert worth_another_try(BORN, BORN + PATIENCE - timedelta(seconds=1))
    assert not worth_another_try(BORN, BORN + PATIENCE)

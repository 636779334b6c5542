"""When a message that could not be handed over is tried again: pure arithmetic, no database, no network."""

from __future__ import annotations

from datetime import datetime, timedelta

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(days=1),
)
"""The pause after the first, second, … failure; the last one repeats."""

LONGEST_SERVER_PAUSE = timedelta(minutes=30)
"""A server that does not answer is asked at least this often: its absence is not the message's fault."""

PATIENCE = timedelta(days=7)
"""How long a message that its recipient's server keeps refusing "for now" is tried before we give up."""


def pause_after(failures: int, *, server_down: bool = False) -> timedelta:
    """Return the pause after so many failures (1 or more); shorter when the server itself was away."""
    pause = PAUSES[min(failures, len(PAUSES)) - 1]
    return min(pause, LONGEST_SERVER_PAUSE) if server_down else pause


def worth_another_try(created_at: datetime, now: datetime) -> bool:
    """Tell whether a message that was refused for now is still young enough to be tried again."""
    return now - created_at < PATIENCE

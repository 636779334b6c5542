"""The bad days of a year: what the mail server does, and when schedulers are killed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from tests.smtp import HANG_UP, OK, TAKE_AND_HANG_UP, Postbox, welcome
from tests.year.schedulers import Pair

PATIENCE = 1.0
"""Seconds that the schedulers wait for an answer (`worker.PATIENCE`)."""
LATER = "451 4.7.1 Try again later"
OVERNIGHT = "server away until tomorrow"


class Weather:
    """Sets the traps of a day at the mail server, and takes them away."""

    def __init__(self, box: Postbox, pair: Pair, random: Random) -> None:
        self._box, self._pair, self._random = box, pair, random
        self._timer: threading.Timer | None = None
        self.seen: Counter[str] = Counter()
        self._days: dict[str, Callable[[], None]] = {
            "killed at the recipient's line": self._killed_at_recipient,
            "killed before the verdict": self._killed_before_verdict,
            "killed at any instant": self._killed_anywhere,
            "both killed": self._both_killed,
            "greylisted": self._greylisted,
            "refused for now": self._refused_for_now,
            "server away for hours": self._away,
            OVERNIGHT: self._away,
            "no answer to a line": self._stalled,
            "no verdict, and taken": self._silent,
            "line cut after the data, and taken": self._cut_and_taken,
            "line cut after the data, and not taken": self._cut,
        }

    @property
    def kinds(self) -> list[str]:
        """All that may happen, the worst first."""
        return list(self._days)

    def begins(self, kind: str) -> None:
        """Something bad is about to happen."""
        self.seen[kind] += 1
        self._days[kind]()

    def clears(self) -> None:
        """All is well again."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._box.at_sender = self._box.at_recipient = self._box.before_verdict = welcome

    def _killed_at_recipient(self) -> None:
        self._box.at_recipient = _nth(self._random.randint(1, 6), self._killing((self._one(),)))

    def _killed_before_verdict(self) -> None:
        self._box.before_verdict = _nth(self._random.randint(1, 6), self._killing((self._one(),)))

    def _both_killed(self) -> None:
        where = self._random.choice(("at_recipient", "before_verdict"))
        setattr(self._box, where, _nth(self._random.randint(1, 4), self._killing((0, 1))))

    def _killed_anywhere(self) -> None:
        which = self._random.choice(((0,), (1,), (0, 1)))
        self._timer = threading.Timer(self._random.uniform(0.005, 0.3), self._pair.kill, (which,))
        self._timer.start()

    def _greylisted(self) -> None:
        asked: Counter[str] = Counter()
        times = self._random.randint(1, 2)

        def hook(recipient: str) -> str:
            asked[recipient] += 1
            return LATER if asked[recipient] <= times else OK

        self._box.at_recipient = hook

    def _refused_for_now(self) -> None:
        self._box.at_sender = _first(self._random.randint(1, 5), LATER)

    def _away(self) -> None:
        self._box.at_sender = lambda _: HANG_UP

    def _stalled(self) -> None:
        self._box.at_recipient = _nth(self._random.randint(1, 3), _late)

    def _silent(self) -> None:
        self._box.before_verdict = _nth(self._random.randint(1, 3), _late)

    def _cut_and_taken(self) -> None:
        self._box.before_verdict = _nth(self._random.randint(1, 3), lambda: TAKE_AND_HANG_UP)

    def _cut(self) -> None:
        self._box.before_verdict = _nth(self._random.randint(1, 3), lambda: HANG_UP)

    def _one(self) -> int:
        return self._random.choice((0, 1))

    def _killing(self, which: Sequence[int]) -> Callable[[], str]:
        def act() -> str:
            self._pair.kill(which)
            return OK

        return act


def _late() -> str:
    time.sleep(PATIENCE + 0.5)
    return OK


def _first(times: int, reply: str) -> Callable[[str], str]:
    """A hook that gives a reply so many times, and is friendly afterwards."""
    asked = Counter[str]()

    def hook(_address: str) -> str:
        asked[""] += 1
        return reply if asked[""] <= times else OK

    return hook


def _nth(number: int, act: Callable[[], str]) -> Callable[[str], str]:
    """A hook that does something when it is asked for the n-th time."""
    asked = Counter[str]()

    def hook(_address: str) -> str:
        asked[""] += 1
        return act() if asked[""] == number else OK

    return hook

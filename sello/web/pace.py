"""How often something may be asked of this process: for what costs and that nobody is signed in for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from sello.core.labels import N_
from sello.core.refusal import Refusal


class TooOften(Refusal):
    """Whoever asks again and again is slowed down; nothing is refused for long."""

    message = N_("Se consultó demasiadas veces seguidas. Vuelva a intentarlo dentro de %(minutes)s min.")
    status = 429

    def __init__(self, left: timedelta) -> None:
        self.retry_after = ceil(left.total_seconds())
        super().__init__(minutes=ceil(left / timedelta(minutes=1)))


@dataclass(slots=True)
class Pace:
    """So many questions of one asker within a stretch of time that begins with the first of them.

    It is kept in memory, since a reading request writes nothing: with several processes, each counts its own.
    """

    tries: int
    within: timedelta
    most: int = 4096
    """Askers that are remembered; who began longest ago is forgotten first."""
    _seen: OrderedDict[str, tuple[datetime, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def count(self, asker: str, *, now: datetime) -> None:
        """Count one question; raises TooOften beyond what is allowed."""
        with self._lock:
            since, tries = self._seen.get(asker, (now, 0))
            if now - since >= self.within:
                self._seen.pop(asker, None)
                since, tries = now, 0
            self._seen[asker] = (since, tries + 1)
            while len(self._seen) > self.most:
                self._seen.popitem(last=False)
        if tries >= self.tries:
            raise TooOften(since + self.within - now)

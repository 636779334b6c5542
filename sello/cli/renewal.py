"""When a worker makes room for a fresh one: when it holds much memory, and not in the middle of its work.

Libraries keep memory that they do not need any more. To renew workers after so many requests would throw away
what they have warmed up, at the busiest hour of all.
"""

import resource
from pathlib import Path

MIB = 1024 * 1024
MUCH = 384 * MIB
"""Resident bytes of a worker that may go as soon as it has nothing to do; it begins with about 130 MiB."""

TOO_MUCH = 2 * MUCH
"""Resident bytes of a worker that goes after what it has begun."""

STATM = Path("/proc/self/statm")
"""Where Linux tells how much memory this process holds, in pages."""


def is_due(held: int, *, at_work: int) -> bool:
    """Whether a worker that holds so many bytes, and serves so many requests at the moment, should go."""
    return held > (TOO_MUCH if at_work else MUCH)


def resident() -> int:
    """How many bytes this process holds; 0 where the system does not tell."""
    try:
        return int(STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return 0

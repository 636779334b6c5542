"""Which settings cannot work, and which work with less: one table for every start and for `doctor`.

What cannot work is refused at start; the rest is advice.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sello.config import Config
from sello.core.labels import N_
from sello.core.setting_rules import TABLE

NOT_OURS = re.compile(r"SELLO_(TEST_\w+|INIT_PASSWORD|ENV_FILE)")
"""Variables with our prefix that are read elsewhere."""


@dataclass(frozen=True)
class Fault:
    """A setting that cannot work (`is_grave`) or works with less, and what to write instead."""

    env: str
    seen: str
    remedy: str
    is_grave: bool = True

    def __str__(self) -> str:
        return f"{self.env}: {self.seen}. {self.remedy}"


def faults(config: Config) -> list[Fault]:
    """All that is wrong with the settings, in the table's order."""
    found = ((rule, rule.look(config)) for rule in TABLE)
    return [Fault(rule.env, seen, rule.remedy, rule.is_grave) for rule, seen in found if seen is not None]


def grave(config: Config) -> list[Fault]:
    """What keeps an instance from working."""
    return [fault for fault in faults(config) if fault.is_grave]


def unknown(names: Iterable[str]) -> list[Fault]:
    """The variables with our prefix that nothing reads: most are slips of the pen."""
    known = [each.metadata["env"] for each in fields(Config) if "env" in each.metadata]
    found = []
    for name in sorted(names):
        if name.startswith("SELLO_") and name not in known and not NOT_OURS.fullmatch(name):
            near = difflib.get_close_matches(name, known, 1)
            remedy = N_("¿Quiso decir %(near)s?") % {"near": near[0]} if near else N_("Quítela.")
            found.append(Fault(name, N_("sello no la conoce y no la usa"), remedy, is_grave=False))
    return found

"""What initiatives of a kind usually owe, as data: proposed to the secretariat, owed only once it accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sello.duties.domain.duties import Origin
from sello.duties.domain.patterns import Choice, Pattern, rule_of
from sello.evidence.domain.details import EvidenceType
from sello.register.domain import InitiativeKind

FILE = Path(__file__).with_name("proposals.yaml")

RUNS = 4
"""Years for which a proposal is written down: the three of a Seal, and the one in which it is renewed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty that initiatives of some kinds usually have."""

    key: str
    kinds: frozenset[InitiativeKind]
    title: str
    choice: Choice
    lead_days: int
    evidence_type: EvidenceType
    origin: Origin
    source: str
    codes: tuple[str, ...]
    """Where its evidence lands; none: in what the initiative feeds."""
    by_budget: bool = False
    """Whether the annex of the budget with a gender lens answers it."""

    def rule(self, starts: date) -> str:
        """Its rule from a day on, until the end of a year some years ahead."""
        return rule_of(self.choice, date(starts.year + RUNS, 12, 31))


@cache
def proposals() -> tuple[Proposal, ...]:
    """All proposals that come with the program, in the order of the file."""
    return tuple(_read(each) for each in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def for_kind(kind: InitiativeKind) -> tuple[Proposal, ...]:
    """The proposals for initiatives of a kind."""
    return tuple(one for one in proposals() if kind in one.kinds)


def of_budget() -> tuple[Proposal, ...]:
    """The proposals that the annex of the budget with a gender lens answers."""
    return tuple(one for one in proposals() if one.by_budget)


def _read(each: dict[str, Any]) -> Proposal:
    return Proposal(
        key=each["key"],
        kinds=frozenset(InitiativeKind(kind) for kind in each["kinds"]),
        title=each["title"],
        choice=Choice(Pattern(each["pattern"]), each["day"], each.get("month", 1)),
        lead_days=each["lead"],
        evidence_type=EvidenceType(each["evidence"]),
        origin=Origin(each["origin"]),
        source=each["source"],
        codes=tuple(each.get("codes", ())),
        by_budget=each.get("budget", False),
    )

"""Where days lie on the drawing of the path: a scale for each of its parts, and marks that do not touch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sello.planning.domain.path import Mark, MarkKind, Path

NEAREST = 24.0
"""The least distance between two marks."""
PARTS = {"past": 0.2, "ahead": 0.5, "after": 0.3}
"""How much of the width each part takes, where all are there."""


class Scale:
    """Days to places: linear in each part, then moved apart where marks would touch."""

    def __init__(self, path: Path, marks: Sequence[Mark], left: float, right: float) -> None:
        self.days = sorted({mark.on for mark in marks} | {path.last})
        edges = self._edges(path)
        places = [self._linear(edges, day, left, right) for day in self.days]
        for n in range(1, len(places)):
            places[n] = max(places[n], places[n - 1] + NEAREST)
        places[-1] = min(places[-1], right)
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - NEAREST)
        self.places = places

    def _edges(self, path: Path) -> list[tuple[date, float]]:
        """The days between which the scale is one, each with the weight of the part that it ends."""
        evaluation = path.evaluation
        days = {self.days[0], path.today, path.last} | ({evaluation} if evaluation else set())
        inside = sorted(day for day in days if self.days[0] <= day <= path.last)
        edges = [(inside[0], 0.0)]
        for day in inside[1:]:
            part = "past" if day <= path.today else "ahead" if evaluation and day <= evaluation else "after"
            edges.append((day, PARTS[part]))
        return edges

    @staticmethod
    def _linear(edges: Sequence[tuple[date, float]], day: date, left: float, right: float) -> float:
        total = sum(weight for _, weight in edges) or 1.0
        at = left
        for (first, _), (last, weight) in pairwise(edges):
            wide = (right - left) * weight / total
            if day <= last:
                return at + wide * (day - first).days / max(1, (last - first).days)
            at += wide
        return at

    def x(self, day: date) -> float:
        """The place of a day, between the places of the marked days around it."""
        n = bisect_right(self.days, day)
        if n == 0 or n == len(self.days):
            return self.places[0 if n == 0 else -1]
        first, last = self.days[n - 1], self.days[n]
        share = (day - first).days / (last - first).days
        return self.places[n - 1] + (self.places[n] - self.places[n - 1]) * share


def fitting(marks: Sequence[Mark], most: int) -> tuple[Mark, ...]:
    """The marks, neighbours of one kind drawn as one until there is room; a change of level goes last.

    Those of one kind on one day are one from the start.
    """
    found: list[Mark] = []
    for mark in marks:
        alike = bool(found) and (found[-1].on, found[-1].kind) == (mark.on, mark.kind)
        found.append(_together(found.pop(), mark) if alike else mark)
    while len({mark.on for mark in found}) > max(2, most):
        pairs = [n for n in range(len(found) - 1) if found[n].kind is found[n + 1].kind]
        if not pairs:
            break
        n = min(pairs, key=lambda n: (bool(found[n + 1].step), found[n + 1].on - found[n].on))
        found[n : n + 2] = [_together(found[n], found[n + 1])]
    return tuple(found)


def _together(first: Mark, second: Mark) -> Mark:
    """Two marks as one, on the day of the one that moves the level; of two cuts, the later."""
    if first.kind is MarkKind.CUT:
        return second
    on = first.on if first.step and not second.step else second.on
    return replace(
        second,
        on=on,
        codes=(*first.codes, *second.codes),
        expires=first.expires and second.expires,
        step=first.step + second.step,
    )

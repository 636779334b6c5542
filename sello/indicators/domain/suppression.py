"""Which figures of a table of counts stay hidden, so that nobody can be recognised in a small one.

A count below the threshold is hidden, and as many others with it as it takes that none can be computed from
what is shown. Rows, columns and totals are a network: each inner cell flows from its row to its column, each
total from or to the whole, and what comes into a node leaves it. A hidden figure can be more than it is if
that much more can flow round a circle of hidden figures. So for each small count the cheapest such circles
are hidden, until it might just as well reach the threshold. Whatever lies on a circle can be another figure
too, and hiding more never narrows what another might be: no hidden figure has a single possible value.

Nothing else of a table tells more: zeros are shown and count as known, and shares are worked out of what is
shown alone. The argument, and its limits: docs/decisions/0042-small-figures-stay-hidden.md.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cut = tuple[str, str]
"""Where a figure stands in a table: the option of its first cut and of its second one; "" is all of them."""

ALL = ""
WHOLE: Cut = (ALL, ALL)

Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Flow:
    """A figure as a flow between two nodes."""

    cut: Cut
    tail: Node
    head: Node
    count: int


def totals(inner: Mapping[Cut, int], crossed: bool) -> dict[Cut, int]:
    """The figures with their sums: of each option where two cuts are crossed, and of the whole."""
    sums: dict[Cut, int] = defaultdict(int)
    for (first, second), count in inner.items():
        sums[first, second] += count
        if crossed:
            sums[first, ALL] += count
            sums[ALL, second] += count
        if (first, second) != WHOLE:
            sums[WHOLE] += count
    return dict(sums)


def hidden(inner: Mapping[Cut, int], threshold: int, *, crossed: bool) -> frozenset[Cut]:
    """Which figures of a table, its sums among them, are not shown.

    `inner` are counts that are known, each at its cut; with one cut the second option is "" (`ALL`), and
    without any the table is the single figure of the whole.
    """
    network = Network(flows(inner, crossed))
    small = sorted(
        (flow for flow in network.flows if 0 < flow.count < threshold),
        key=lambda flow: (flow.count, flow.cut),
    )
    network.hide(flow.cut for flow in small)
    for flow in small:
        network.protect(flow, threshold - flow.count)
    return frozenset(network.hidden)


def flows(inner: Mapping[Cut, int], crossed: bool) -> tuple[Flow, ...]:
    """The table as a network; what is zero is known and flows nowhere."""
    source, sink = ("", "out"), ("", "in")
    found = []
    for cut, count in sorted(totals(inner, crossed).items()):
        first, second = cut
        if cut == WHOLE:
            tail, head = sink, source
        elif not crossed:
            tail, head = source, sink
        elif second == ALL:
            tail, head = source, ("row", first)
        elif first == ALL:
            tail, head = ("column", second), sink
        else:
            tail, head = ("row", first), ("column", second)
        if count > 0:
            found.append(Flow(cut, tail, head, count))
    return tuple(found)


class Network:
    """A table of which some figures are hidden, and what can flow through those."""

    def __init__(self, flows: Iterable[Flow]) -> None:
        self.flows = tuple(flows)
        self.hidden: set[Cut] = set()
        self._lone = len(self.flows) == 1

    def hide(self, cuts: Iterable[Cut]) -> None:
        """Show these no longer."""
        self.hidden.update(cuts)

    def protect(self, flow: Flow, more: int) -> None:
        """Hide others until a hidden figure might be so much more than it is.

        Such a circle is always there: with all figures hidden, each lies on one that goes with its own sums.
        """
        if self._lone:
            return  # a single figure has no sums from which it could be computed
        extra: dict[Cut, int] = defaultdict(int)
        while more > 0:
            way = self._cheapest(flow, extra)
            step = min([more, *(self._room(each, forward, extra) for each, forward in way)])
            for each, forward in way:
                extra[each.cut] += step if forward else -step
            self.hide(each.cut for each, _ in way)
            more -= step

    def can_change(self, cut: Cut) -> bool:
        """Whether a hidden figure could be another one than it is, by all that is shown."""
        flow = next(each for each in self.flows if each.cut == cut)
        shut = {each.cut for each in self.flows} - self.hidden
        if self._lone or self._reach(flow.head, flow.tail, shut | {cut}):
            return True
        return flow.count > 1 and self._reach(flow.tail, flow.head, shut | {cut})

    def _room(self, flow: Flow, forward: bool, extra: Mapping[Cut, int]) -> int:
        """How much a figure can still grow (without end) or shrink: hidden ones are known not to be zero."""
        return 10**18 if forward else flow.count + extra.get(flow.cut, 0) - 1

    def _steps(self, extra: Mapping[Cut, int]) -> dict[Node, list[tuple[Node, Flow, bool]]]:
        steps: dict[Node, list[tuple[Node, Flow, bool]]] = defaultdict(list)
        for flow in self.flows:
            steps[flow.tail].append((flow.head, flow, True))
            if self._room(flow, False, extra) > 0:
                steps[flow.head].append((flow.tail, flow, False))
        return steps

    def _cheapest(self, flow: Flow, extra: Mapping[Cut, int]) -> list[tuple[Flow, bool]]:
        """The way from a figure's head back to its tail that hides least: few figures, and small ones."""
        steps, best = self._steps(extra), {flow.head: (0, 0)}
        came: dict[Node, tuple[Node, Flow, bool]] = {}
        waiting = [((0, 0), flow.head)]
        while waiting:
            cost, node = heapq.heappop(waiting)
            if cost > best[node]:
                continue
            for there, each, forward in steps[node]:
                seen = each.cut in self.hidden
                total = cost if seen else (cost[0] + 1, cost[1] + each.count)
                if each.cut != flow.cut and (there not in best or total < best[there]):
                    best[there], came[there] = total, (node, each, forward)
                    heapq.heappush(waiting, (total, there))
        way, node = [], flow.tail
        while node != flow.head:
            node, each, forward = came[node]
            way.append((each, forward))
        return way

    def _reach(self, start: Node, end: Node, shut: set[Cut]) -> bool:
        steps, seen, waiting = self._steps({}), {start}, deque([start])
        while waiting:
            for there, flow, _ in steps[waiting.popleft()]:
                if flow.cut not in shut and there not in seen:
                    seen.add(there)
                    waiting.append(there)
        return end in seen

"""Of all the pieces of a requirement, the few that a verdict ever names from a day on.

A verdict names one piece: of those that count the one that counts longest; else the one that ended last;
else the one that will begin first; else the first that waits for somebody. On the days to come few pieces
get that far: each of them ends later than all that began before it. Whoever judges many days leaves the
others out once, and gets the same verdicts.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sello.core.dates import ONE_DAY, later
from sello.level.state import EvidenceFact
from sello.level.verdict import WAITING, end_of


def speaking(facts: Sequence[EvidenceFact], start: date) -> tuple[EvidenceFact, ...]:
    """The pieces, in their order, by which every day from the first one on is judged as by all of them."""
    if len(facts) < 2:
        return tuple(facts)
    places = {*_longest(facts, start), *_first_to_begin(facts, start), *_first_to_wait(facts)}
    return tuple(facts[place] for place in sorted(places))


def _longest(facts: Sequence[EvidenceFact], start: date) -> Iterator[int]:
    """Those that end later than all that spoke before them; of equals the first in order."""
    moments = sorted(
        (max(start, min(begins, later(end_of(fact), ONE_DAY))), -end_of(fact).toordinal(), place)
        for place, fact in enumerate(facts)
        if (begins := fact.counts_from) is not None
    )
    best: tuple[int, int] | None = None
    for _moment, minus_end, place in moments:
        if best is None or (minus_end, place) < best:
            best = minus_end, place
            yield place


def _first_to_begin(facts: Sequence[EvidenceFact], start: date) -> Iterator[int]:
    coming = [
        (begins, place)
        for place, fact in enumerate(facts)
        if (begins := fact.counts_from) is not None and begins > start
    ]
    if coming:
        yield min(coming)[1]


def _first_to_wait(facts: Sequence[EvidenceFact]) -> Iterator[int]:
    for waits in WAITING.values():
        place = next((place for place, fact in enumerate(facts) if waits(fact)), None)
        if place is not None:
            yield place

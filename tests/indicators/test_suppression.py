"""No hidden figure can be computed: every table that shows the same is tried, and each figure must vary."""

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from sello.indicators.domain.suppression import Network, flows, hidden, totals

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 40])
MOST_TRIED = 4
"""Hidden inner figures of which every combination is tried."""

BESIDE_A_LARGE_ONE = {("r0", "c0"): 3, ("r0", "c1"): 2, ("r1", "c0"): 8, ("r1", "c1"): 0, ("r1", "c2"): 3}
"""The small one of r0 and c1 reaches four only where the eight becomes ten."""


@st.composite
def tables(draw, counts=COUNTS, size=4):
    crossed = draw(st.booleans())
    firsts = draw(st.integers(1, size))
    seconds = draw(st.integers(1, size)) if crossed else 1
    cuts = [
        (f"r{row}", f"c{column}" if crossed else "") for row in range(firsts) for column in range(seconds)
    ]
    kept = draw(st.lists(st.booleans(), min_size=len(cuts), max_size=len(cuts)))
    return {cut: draw(counts) for cut, there in zip(cuts, kept, strict=True) if there}, crossed


def possible(inner, unseen, crossed, more):
    """Every value that a hidden figure takes in some table that shows the same, found by trying them all.

    Each is tried from one to as much `more` than it is as a small one lacks at most. Who looks knows that
    zeros are shown, so that what is hidden is at least one.
    """
    full = totals(inner, crossed)
    places = [cut for cut in inner if cut in unseen]
    found = {cut: set() for cut in unseen}
    for tried in product(*(range(1, inner[cut] + more + 1) for cut in places)):
        sums = totals({**inner, **dict(zip(places, tried, strict=True))}, crossed)
        if all(sums[cut] == full[cut] for cut in full if cut not in unseen):
            for cut in unseen:
                found[cut].add(sums[cut])
    return found


@given(tables(st.sampled_from([0, 1, 2, 3, 4, 6, 8]), 3), st.integers(2, 5))
@example((BESIDE_A_LARGE_ONE, True), 4)
def test_whoever_tries_every_table_learns_no_hidden_figure(drawn, threshold):
    inner, crossed = drawn
    unseen = hidden(inner, threshold, crossed=crossed)
    places = [cut for cut in inner if cut in unseen]
    if len(places) > MOST_TRIED:
        return  # the next test proves those too, by the rule of circles
    sums = totals(inner, crossed)
    for cut, values in possible(inner, unseen, crossed, threshold).items():
        assert len(values) > 1
        if sums[cut] < threshold:
            assert max(values) >= threshold  # nor that it is a small one


@given(tables(), st.integers(2, 12))
def test_every_hidden_figure_could_be_another(drawn, threshold):
    inner, crossed = drawn
    unseen = hidden(inner, threshold, crossed=crossed)
    network = Network(flows(inner, crossed))
    network.hide(unseen)
    assert all(network.can_change(cut) for cut in unseen)


@given(tables(), st.integers(2, 12))
def test_small_figures_are_hidden_and_zeros_are_not(drawn, threshold):
    inner, crossed = drawn
    unseen = hidden(inner, threshold, crossed=crossed)
    for cut, count in totals(inner, crossed).items():
        assert count != 0 or cut not in unseen
        assert not 0 < count < threshold or cut in unseen


@given(tables(), st.integers(2, 12))
def test_nothing_is_hidden_where_nothing_is_small(drawn, threshold):
    inner, crossed = drawn
    if not any(0 < count < threshold for count in totals(inner, crossed).values()):
        assert hidden(inner, threshold, crossed=crossed) == frozenset()


def test_one_small_figure_alone_would_be_computed_and_takes_another_with_it():
    inner = {("mujeres", ""): 3, ("hombres", ""): 40, ("otra", ""): 9}
    network = Network(flows(inner, crossed=False))
    network.hide([("mujeres", "")])
    assert not network.can_change(("mujeres", ""))
    assert hidden(inner, 5, crossed=False) == {("mujeres", ""), ("otra", "")}


def test_a_crossed_table_hides_a_whole_circle():
    inner = {(row, column): 20 for row in "ab" for column in "xy"} | {("a", "x"): 2}
    assert hidden(inner, 5, crossed=True) == set(inner)


def test_two_small_ones_whose_sum_is_small_hide_their_sum_too():
    inner = {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 30, ("b", "y"): 30}
    assert ("a", "") in hidden(inner, 5, crossed=True)


def test_a_figure_without_cuts_is_hidden_if_it_is_small():
    assert hidden({("", ""): 3}, 5, crossed=False) == {("", "")}
    assert hidden({("", ""): 5}, 5, crossed=False) == frozenset()

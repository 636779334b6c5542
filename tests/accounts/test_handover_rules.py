"""To whom each thing of a handover goes, as a table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.handover import NOBODY, Hers, NobodyGiven, Thing, goes_to, lines

ANA, BEA, CELIA = 1, 2, 3
THING = Hers(Thing.TASK, 7, "Enviar el plan", "Por entregar", date(2026, 12, 1), "DAF", frozenset({ANA, BEA}))
KEPT = Hers(Thing.REQUIREMENT, 7, "1.1.1 Política", "", None, "DAF", frozenset())


@pytest.mark.parametrize(
    ("thing", "to_all", "by_row", "receives"),
    [
        (THING, None, {}, None),
        (THING, ANA, {}, ANA),
        (THING, CELIA, {}, None),  # she may not have it: its unit keeps it
        (THING, ANA, {"task-7": None}, ANA),
        (THING, ANA, {"task-7": BEA}, BEA),
        (THING, ANA, {"task-7": NOBODY}, None),
        (THING, ANA, {"task-8": BEA}, ANA),
        (KEPT, ANA, {}, None),
        (KEPT, ANA, {"requirement-7": ANA}, None),
    ],
)
def test_each_thing_goes_to_one(thing, to_all, by_row, receives):
    assert goes_to(thing, to_all, by_row) == receives


@pytest.mark.parametrize(("head", "received"), [(None, [ANA, None]), (ANA, [ANA, ANA])])
def test_what_is_the_units_goes_with_its_new_head(head, received):
    assert [line.to_id for line in lines((THING, KEPT), ANA, {}, head_id=head)] == received


def test_nobody_receives_what_was_not_offered_to_her():
    with pytest.raises(NobodyGiven):
        goes_to(THING, ANA, {"task-7": CELIA})


PEOPLE = st.sampled_from([None, ANA, BEA, CELIA])


@given(st.lists(st.builds(lambda n, offered: Hers(Thing.TASK, n, "T", "", None, "U", offered),
       st.integers(1, 50), st.frozensets(st.sampled_from([ANA, BEA, CELIA])))), PEOPLE)  # fmt: skip
def test_a_handover_loses_nothing_and_gives_only_what_may_be_given(things, to_all):
    done = lines(things, to_all, {})
    assert [one.id for one in done] == [one.id for one in things]
    assert all(
        line.to_id is None or line.to_id in one.offered for line, one in zip(done, things, strict=True)
    )

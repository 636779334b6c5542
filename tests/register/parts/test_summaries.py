"""What the rows of a part come to, without a database."""

from datetime import date
from fractions import Fraction

import pytest

from sello.core.lights import Light
from sello.register.parts.domain.columns import Link, Part, Seat
from sello.register.parts.domain.summaries import Quorate, Sitting, lacking, summary

DAY = date(2026, 3, 9)


def cell(unit, staff, women, men=None, **more):
    return {"unit_id": unit, "staff": staff, "women": women, "men": men, "others": None, **more}


def numbered(*rows):
    return list(enumerate(rows, start=1))


def test_coverage_takes_the_fullest_session_of_each_cell_and_no_more_than_there_are():
    found = summary(
        {
            Part.STAFF: numbered(cell(1, "a", 10, 5), cell(2, "a", 4, 0)),
            Part.ATTENDANCE: numbered(
                cell(1, "a", 6, 2), cell(1, "a", 7, 1), cell(2, "a", 9), cell(3, "a", 5)
            ),
        }
    )
    assert [(one.label, one.reached, one.there) for one in found.coverage.sexes] == [
        ("Mujeres", 11, 14),
        ("Hombres", 2, 5),
    ]
    assert found.coverage.sexes[1].share == Fraction(2, 5)


@pytest.mark.parametrize(
    ("present", "quorum", "standing", "light"),
    [
        (3, 3, Quorate.YES, Light.GREEN),
        (2, 3, Quorate.NO, Light.RED),
        (2, None, Quorate.UNKNOWN, Light.GREY),
    ],
)
def test_a_meeting_has_its_quorum_or_not_or_nobody_knows(present, quorum, standing, light):
    sitting = Sitting(DAY, present, 5, quorum)
    assert (sitting.standing, sitting.standing.light) == (standing, light)


def test_meetings_are_told_with_who_came_the_latest_first():
    meetings = numbered({"held_on": DAY, "quorum": 2}, {"held_on": DAY.replace(month=4), "quorum": None})
    present = numbered({"meeting_id": 1, "member_id": 1}, {"meeting_id": 1, "member_id": 2})
    members = numbered(*({"post": post, "seat": Seat.MEMBER} for post in "abc"))
    found = summary({Part.MEETINGS: meetings, Part.PRESENT: present, Part.MEMBERS: members}).sittings
    assert [(one.held_on.month, one.present, one.seats) for one in found] == [(4, 0, 3), (3, 2, 3)]


@pytest.mark.parametrize(
    ("wanted", "held", "gap"), [(5, 2, 3), (2, 5, 0), (None, 2, None), (2, None, None), (0, 0, 0)]
)
def test_a_gap_in_competences_is_a_count_or_not_known(wanted, held, gap):
    assert lacking({"wanted": wanted, "held": held}) == gap


def test_the_chain_hangs_together():
    rows = numbered(
        {"link": Link.BARRIER, "text": "Cuidados", "follows_id": None},
        {"link": Link.GAP, "text": "Empleo", "follows_id": 1},
        {"link": Link.GAP, "text": "Tiempo", "follows_id": 1},
        {"link": Link.BARRIER, "text": "Estereotipos", "follows_id": None},
        {"link": Link.GUIDELINE, "text": "Corresponsabilidad", "follows_id": 3},
    )

    def told(nodes):
        return [(node.values["text"], told(node.below)) for node in nodes]

    assert told(summary({Part.CHAIN: rows}).chain) == [
        ("Cuidados", [("Empleo", []), ("Tiempo", [("Corresponsabilidad", [])])]),
        ("Estereotipos", []),
    ]

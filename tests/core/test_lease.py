"""One leader among several processes."""

from datetime import timedelta

from sello.core import lease
from tests.builders import NOW

LASTING = timedelta(seconds=15)
SOON = NOW + timedelta(seconds=10)
LATER = NOW + timedelta(seconds=15)


def held(holder: str, now=NOW) -> bool:
    return lease.hold("role", holder, now=now, lasting=LASTING)


def test_the_first_leads_and_the_second_waits(app) -> None:
    assert held("a")
    assert not held("b")
    assert held("a", SOON), "who leads may renew"
    assert not held("b", LATER), "and has more time then"


def test_who_stops_beating_is_replaced(app) -> None:
    assert held("a")
    assert held("b", LATER)
    assert not held("a", LATER)


def test_who_lets_go_is_replaced_at_once(app) -> None:
    held("a")
    lease.let_go("role", "b", now=SOON)
    assert not held("b", SOON), "what one does not hold one cannot let go"
    lease.let_go("role", "a", now=SOON)
    assert held("b", SOON)


def test_it_says_who_leads_since_when(app) -> None:
    assert lease.holding("role") is None
    held("a")
    held("a", SOON)
    known = lease.holding("role")
    assert known == lease.Holding("a", NOW, SOON + LASTING)
    assert known.is_alive(SOON)
    assert not known.is_alive(SOON + LASTING)


def test_roles_do_not_disturb_each_other(app) -> None:
    assert held("a")
    assert lease.hold("another", "b", now=NOW, lasting=LASTING)

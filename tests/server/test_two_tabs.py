"""One piece on two desks in the same instant: it is decided once, and whoever came second is told."""

from __future__ import annotations

import itertools
import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, Review
from tests import builders
from tests.server.site import Answer as Reply
from tests.server.site import Site, Visitor, watched
from tests.web.pages import Fields, Forms

ACCEPT, RETURN = "aceptar", "devolver"
DECIDED = {
    ACCEPT: (Act.EVIDENCE_ACCEPTED, EvidenceState.ACCEPTED),
    RETURN: (Act.EVIDENCE_RETURNED, EvidenceState.RETURNED),
}
LAST = itertools.count(1)


def handed_in(site: Site) -> int:
    """A piece that the unit's head hands in."""
    head, number = site.visitor("head"), next(LAST)
    received = head.put(f"Acta ficticia número {number}\n".encode(), f"acta{number}.txt")
    sent = head.post(
        "/evidencia/entregar",
        **{
            "files-0-upload_id": received.said["id"],
            "files-0-title": f"Acta {number}",
            "files-0-type": "acta",
            "unit_id": site.unit_id,
            "requirements": [site.requirements["1.1.1"]],
            "personal_data": "no",
            "classification": "publica",
        },
    )
    assert sent.status == 303, sent.text
    with site.looking():
        return int(db.session.scalars(select(Evidence.id).order_by(Evidence.id.desc())).first() or 0)


def second_reviewer(site: Site) -> str:
    """A colleague of the secretariat's, by the name under which she visits."""
    with site.looking():
        person = builders.person(1, "Rita Revisora", Role.SECRETARIAT, None)
        db.session.commit()
    site.tokens["second"] = person.token
    return "second"


def sheet(visitor: Visitor, piece: int, deed: str) -> tuple[str, Fields]:
    """The form of a decision as the desk offers it."""
    path = f"/revision/{piece}"
    forms = Forms(visitor.get(path).text, path).found
    action, fields = next(each for each in forms if each[0].endswith(f"{path}/{deed}"))
    more = {"remark": ["Falta la firma"], "parts": ["file"]} if deed == RETURN else {}
    return action, {**fields, **more, "csrf_token": [visitor.token]}


def together(site: Site, piece: int, tabs: tuple[tuple[str, str], ...]) -> list[Reply]:
    """What each tab (who, and what she decides) is answered when all press in one instant."""
    opened = []
    for who, deed in tabs:
        visitor = site.visitor(who)
        opened.append((visitor, *sheet(visitor, piece, deed)))
        time.sleep(1.1)  # each tab is opened in a second of its own, and whoever presses has read the page
    start = Barrier(len(tabs))

    def press(tab: tuple[Visitor, str, Fields]) -> Reply:
        visitor, action, said = tab
        start.wait()
        return visitor.post(action, **said)

    with ThreadPoolExecutor(len(tabs)) as hands:
        return list(hands.map(press, opened))


def decisions(site: Site, piece: int) -> tuple[list[Act], int, EvidenceState]:
    """The decisions that the trail holds of a piece, how many reviews there are, and how it stands."""
    acts = [act for act, _ in DECIDED.values()]
    with site.looking():
        told = select(Event.act).where(Event.entity_id == piece, Event.act.in_(acts))
        reviews = db.session.scalars(select(Review.id).where(Review.evidence_id == piece)).all()
        state = db.session.get_one(Evidence, piece).state
        return list(db.session.scalars(told)), len(reviews), state


TABS = [
    pytest.param((("secretary", ACCEPT), ("secretary", ACCEPT)), id="one reviewer accepts twice"),
    pytest.param((("secretary", RETURN), ("secretary", RETURN)), id="one reviewer returns twice"),
    pytest.param((("secretary", ACCEPT), ("secretary", RETURN)), id="one reviewer, two minds"),
    pytest.param((("secretary", ACCEPT), ("second", ACCEPT)), id="two reviewers accept"),
    pytest.param((("secretary", ACCEPT), ("second", RETURN)), id="two reviewers disagree"),
    pytest.param((("secretary", RETURN), ("second", RETURN)), id="two reviewers return"),
]


@pytest.mark.parametrize("tabs", TABS)
def test_of_two_decisions_in_one_instant_one_holds_and_the_other_is_told(
    site: Site, tabs: tuple[tuple[str, str], ...]
) -> None:
    second_reviewer(site)
    with site.up(), watched(site):
        piece = handed_in(site)
        replies = together(site, piece, tabs)
        assert sorted(reply.status == 303 for reply in replies) == [False, True], [
            reply.status for reply in replies
        ]
        won = next(deed for (_, deed), reply in zip(tabs, replies, strict=True) if reply.status == 303)
        lost = next(reply for reply in replies if reply.status != 303)
        assert lost.status in {409, 422}
        assert re.search(r'role="alert"', lost.text)
        act, state = DECIDED[won]
        assert decisions(site, piece) == ([act], 1, state)
        assert site.mistakes() == ""

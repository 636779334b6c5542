"""The texts around the pieces of an acta, as they are offered to whoever confirms it; names are masked."""

from __future__ import annotations

from dataclasses import dataclass

from sello.evidence.domain.around import Around, Spot
from sello.evidence.queries.around import around
from sello.files.detecting.detector import about_persons, veiled
from sello.privacy.domain.purging import ItemState, PurgeState
from sello.privacy.domain.requests import Subject
from sello.privacy.queries import requests
from sello.privacy.queries.finding import names_her
from sello.privacy.queries.purges import Acta

MOST = 300
"""Texts that are offered, those first that name somebody; in more of them nobody would choose."""
SHOWN = 240
"""Letters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that may be cleared with the files of its piece."""

    key: str
    evidence_id: int
    spot: Spot
    shown: str
    names: bool
    """Whether it seems to name a person; it is proposed then, and masked."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered, and how many texts more there are."""

    naming: tuple[Offer, ...] = ()
    others: tuple[Offer, ...] = ()
    more: int = 0


def offers(acta: Acta) -> Offers:
    """The texts around the pieces of an acta that waits for its confirmation (at most two statements)."""
    if acta.row.state is not PurgeState.PROPOSED:
        return Offers()
    request_id = acta.row.request_id
    subject = requests.find(request_id).subject if request_id is not None else None
    pieces = [item.evidence_id for item in acta.items if item.state is ItemState.PENDING]
    every = [_offer(each, subject) for each in around(pieces)]
    naming = [each for each in every if each.names][:MOST]
    others = [each for each in every if not each.names][: MOST - len(naming)]
    return Offers(tuple(naming), tuple(others), len(every) - len(naming) - len(others))


def _offer(each: Around, subject: Subject | None) -> Offer:
    said = each.said.title() if each.spot is Spot.FILE else each.said
    hers = subject is not None and names_her(subject, each.said, each.text)
    names = hers or bool(about_persons(said))
    shown = (veiled(said) if names else each.text)[:SHOWN]
    return Offer(each.key, each.evidence_id, each.spot, shown, names)

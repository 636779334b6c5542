"""What the text of a piece's newest file proposes: its details, and the requirements that it may support."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from sello.accounts.domain.actor import Visibility
from sello.catalogue.models import Edition, Requirement
from sello.catalogue.queries.asked import Asked, asked
from sello.core.changes import grounded
from sello.core.db import db
from sello.evidence.domain import said
from sello.evidence.domain.said import Said
from sello.evidence.domain.supporting import Asks, Support
from sello.evidence.domain.supporting import Edition as Index
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.queries.conditions import seen_by
from sello.files.models import TextPage

PARTS = 8
"""Parts of a text that are looked at: what a document is about is said at its beginning."""

PROPOSED = 3
"""Requirements that are proposed of each edition."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A requirement that a document may support."""

    id: int
    code: str
    title: str
    words: tuple[str, ...]
    """Words of the document that speak for it, the most telling first."""


@dataclass(frozen=True, slots=True)
class Framework:
    """What is proposed of one loaded edition, the best first."""

    id: int
    name: str
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a document's text proposes."""

    said: Said
    frameworks: tuple[Framework, ...]
    """Every loaded edition of which something is proposed, the newest first."""


def suggested(evidence_id: int, visibility: Visibility, *, today: date) -> Suggestions | None:
    """What the text of a piece proposes; None while none was read of it (one statement, one kept)."""
    text = _text(evidence_id, visibility)
    if text is None:
        return None
    frameworks = (_framework(each, text) for each in grounded(_indexes, "supporting"))
    return Suggestions(said.said(text, today=today), tuple(each for each in frameworks if each.proposed))


def last_day(evidence_id: int, visibility: Visibility, *, today: date) -> date | None:
    """The last day on which the text of a piece says it is in force, if it says one (one statement)."""
    text = _text(evidence_id, visibility)
    return said.until(text, today=today) if text else None


def _text(evidence_id: int, visibility: Visibility) -> str | None:
    newest = (
        select(func.max(EvidenceVersion.number))
        .where(EvidenceVersion.evidence_id == Evidence.id)
        .correlate(Evidence)
        .scalar_subquery()
    )
    parts = db.session.scalars(
        select(TextPage.text)
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(Evidence.id == evidence_id, EvidenceVersion.number == newest, seen_by(visibility))
        .order_by(TextPage.page, TextPage.part)
        .limit(PARTS)
    ).all()
    return "\n".join(parts) if any(part.strip() for part in parts) else None


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A loaded edition, ready for being asked about."""

    id: int
    name: str
    index: Index
    requirements: Mapping[int, Asked]
    """Each requirement by its id."""


def _framework(loaded: _Loaded, text: str) -> Framework:
    found = loaded.index.supported(text, most=PROPOSED)
    return Framework(
        loaded.id, loaded.name, tuple(_proposed(loaded.requirements[each.id], each) for each in found)
    )


def _proposed(requirement: Asked, support: Support) -> Proposed:
    return Proposed(id=requirement.id, code=requirement.code, title=requirement.title, words=support.words)


def _indexes() -> tuple[_Loaded, ...]:
    names = dict(db.session.execute(select(Edition.id, Edition.name).order_by(Edition.id.desc())).all())
    ids: dict[int, list[int]] = defaultdict(list)
    for row in db.session.execute(select(Requirement.edition_id, Requirement.id)):
        ids[row.edition_id].append(row.id)
    return tuple(_loaded(key, name, asked(ids[key])) for key, name in names.items())


def _loaded(edition_id: int, name: str, requirements: Sequence[Asked]) -> _Loaded:
    index = Index([Asks(each.id, each.title, each.sources, each.asks, each.good) for each in requirements])
    return _Loaded(edition_id, name, index, {each.id: each for each in requirements})

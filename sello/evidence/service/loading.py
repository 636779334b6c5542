"""What every act on a piece begins with: load it for writing, if its reader may know of it."""

from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.refusal import NotFound, Stale
from sello.evidence.models import Evidence
from sello.evidence.queries.conditions import seen_by


def for_writing(evidence_id: int, visibility: Visibility, *, version: int | None = None) -> Evidence:
    """The piece, held until the commit; NotFound when hidden, Stale when it was saved since `version`."""
    query = select(Evidence).where(Evidence.id == evidence_id, seen_by(visibility)).with_for_update()
    evidence = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if evidence is None:
        raise NotFound
    if version is not None and evidence.version != version:
        raise Stale
    return evidence


def held(evidence_id: int) -> Evidence:
    """The piece, held until the commit, for what is done to it whoever may see it. Raises NoResultFound."""
    query = select(Evidence).where(Evidence.id == evidence_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()

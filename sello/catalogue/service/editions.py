"""Editions: load one, take away one that nothing rests on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from sello.catalogue import models
from sello.catalogue.document import digest, text_document, to_document
from sello.catalogue.domain.refusals import EditionInUse, UnknownEdition, VersionTaken
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Provenance,
    Requirement,
    Standard,
)
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.service.relations import join_shipped
from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record


@dataclass(frozen=True)
class Loaded:
    """The outcome of loading: the row, and whether it is new or was recognised."""

    edition_id: int
    is_new: bool


def load_document(document: bytes, actor: Doer, *, now: datetime, file: str) -> Loaded:
    """Load an edition from its YAML file; InvalidEdition names every fault."""
    return load_edition(read_edition(document, file), actor, now=now)


def load_edition(edition: Edition, actor: Doer, *, now: datetime) -> Loaded:
    """Load an edition; the same content is recognised, other content under its version is refused."""
    signature = digest(edition)
    held = db.session.execute(
        select(models.Edition.id, models.Edition.digest).where(
            models.Edition.code == edition.code, models.Edition.version == edition.version
        )
    ).one_or_none()
    if held is not None and held.digest != signature:
        raise VersionTaken(code=edition.code, version=edition.version)
    if held is not None:
        return Loaded(held.id, is_new=False)
    row = _add_edition(edition, signature, actor, now)
    _add_tree(edition, row.id)
    join_shipped(edition.code)
    record(actor, Act.EDITION_LOADED, row.id, now=now, digest=signature)
    return Loaded(row.id, is_new=True)


def _add_edition(edition: Edition, signature: str, actor: Doer, now: datetime) -> models.Edition:
    row = models.Edition(
        code=edition.code,
        version=edition.version,
        name=edition.text().title,
        is_working=edition.provenance is Provenance.WORKING,
        digest=signature,
        document=to_document(edition),
        loaded_at=now,
        loaded_by=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _add_tree(edition: Edition, edition_id: int) -> None:
    dimensions = {
        part.code: _dimension_row(part, edition_id, position)
        for position, part in enumerate(edition.dimensions)
    }
    db.session.add_all(dimensions.values())
    db.session.flush()
    pairs = [(dimension, part) for dimension in edition.dimensions for part in dimension.standards]
    standards = {
        part.code: _standard_row(part, edition_id, dimensions[dimension.code].id, position)
        for position, (dimension, part) in enumerate(pairs)
    }
    db.session.add_all(standards.values())
    db.session.flush()
    db.session.add_all(
        _requirement_row(
            part,
            edition_id,
            dimension_id=dimensions[part.rule.dimension].id,
            standard_id=standards[part.rule.standard].id,
            position=position,
        )
        for position, part in enumerate(edition.requirements)
    )
    db.session.flush()


def _dimension_row(part: Dimension, edition_id: int, position: int) -> models.Dimension:
    return models.Dimension(edition_id=edition_id, code=part.code, position=position, name=part.text().title)


def _standard_row(part: Standard, edition_id: int, dimension_id: int, position: int) -> models.Standard:
    return models.Standard(
        edition_id=edition_id,
        dimension_id=dimension_id,
        code=part.code,
        position=position,
        name=part.text().title,
    )


def _requirement_row(
    part: Requirement, edition_id: int, *, dimension_id: int, standard_id: int, position: int
) -> models.Requirement:
    return models.Requirement(
        edition_id=edition_id,
        dimension_id=dimension_id,
        standard_id=standard_id,
        code=part.code,
        position=position,
        title=part.text().title,
        texts={language: text_document(text) for language, text in part.texts.items()},
        mandatory=sorted(part.rule.mandatory_for),
        weight=str(part.rule.weight),
        not_applicable_allowed=part.rule.not_applicable_allowed,
        effort_hours=part.rule.effort_hours,
        provenance=part.provenance.value,
    )


def remove_edition(edition_id: int, actor: Doer, *, now: datetime) -> None:
    """Take away an edition loaded by mistake; EditionInUse as soon as anything rests on it."""
    row = db.session.scalar(select(models.Edition).where(models.Edition.id == edition_id))
    if row is None:
        raise UnknownEdition(edition=edition_id)
    try:
        with db.session.begin_nested():
            mapping = models.EditionMapping
            ends = (mapping.before_id == edition_id) | (mapping.after_id == edition_id)
            db.session.execute(delete(mapping).where(ends))
            for table in (models.Requirement, models.Standard, models.Dimension):
                db.session.execute(delete(table).where(table.edition_id == edition_id))
            db.session.execute(delete(models.Edition).where(models.Edition.id == edition_id))
    except IntegrityError as error:
        raise EditionInUse(name=row.name) from error
    record(actor, Act.EDITION_REMOVED, edition_id, now=now, digest=row.digest)

"""Loads the demonstration: founds the town, then plays its history through the services of every feature."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from sqlalchemy import select

from sello.accounts.hashing import hashed
from sello.accounts.models import Institution, Person
from sello.accounts.service.founding import begin_instance
from sello.accounts.service.people import PersonData, add_person, edit_person
from sello.accounts.service.units import add_unit
from sello.catalogue import editions
from sello.catalogue.queries import editions as editions_queries
from sello.catalogue.service import editions as catalogue_editions_service
from sello.config import Config, from_environment
from sello.core import statistics
from sello.core.days import calendar_closed_on
from sello.core.db import db, everywhere, scope_to, unit_of_work
from sello.core.jobs import Work
from sello.core.moment import Moment
from sello.core.trail.ledger.jobs import JOBS as LEDGER
from sello.cycles.domain.stages import proposed, validity_of
from sello.cycles.service import cycles
from sello.cycles.service.cycles import CycleDraft
from sello.demo import history
from sello.demo.stage import Script, Stage
from sello.demo.town import INSTITUTION, PASSWORD, PEOPLE, SECRETARY, UNITS, ZONE
from sello.evidence.service import ready
from sello.files.store.build import store_of
from sello.reminders.jobs import JOBS

FOUNDED = 1400
"""Days ago on which the demonstration's history begins."""

FIRST = ("Primera certificación", 1300, 560)
SECOND = ("Renovación del nivel Oro", 240, -130)
"""The two cycles: name, days ago on which it began, days ago (negative: ahead) of its evaluation."""

AUDIT_ENDS = 180
"""Days from the day of loading until the evaluator's access ends."""


def is_loaded() -> bool:
    """Tell whether this database already has an institution."""
    with everywhere():
        found = db.session.scalar(select(Institution.id).limit(1)) is not None
    db.session.rollback()
    return found


def load(*, now: datetime, config: Config | None = None) -> None:
    """Load the demonstration as of an instant, all or nothing; then write the reminders of that day."""
    settings = config or from_environment(os.environ)
    at = Moment(now, ZONE, calendar_closed_on(settings.closed_days))
    stage = Stage(at, settings, store_of(settings))
    with unit_of_work() as session:
        scope_to(session, _found(stage))
        script = Script(stage)
        _cycles(stage, script)
        history.write(stage, script)
        script.play()
    statistics.refresh(db.engine)
    JOBS["reminders"].act(Work(settings, stage.last_office_hour()))
    LEDGER["ledger"].act(Work(settings, now))


def _found(stage: Stage) -> int:
    """Found the institution with its units, its people and the working edition; return its id."""
    at = stage.at.then(stage.at.now - timedelta(days=FOUNDED))
    institution_id = begin_instance(
        institution=INSTITUTION,
        name=SECRETARY.name,
        email=SECRETARY.email,
        post=SECRETARY.post,
        password=PASSWORD,
        at=at,
        temporary=False,
    )
    scope_to(db.session(), institution_id)
    ready.begin()
    stage.people[SECRETARY.key] = db.session.scalars(select(Person.id)).one()
    founder = stage.actor(SECRETARY.key, at.today)
    for unit in UNITS:
        stage.units[unit.key] = add_unit(
            founder,
            name=unit.name,
            short_name=unit.short,
            parent_id=stage.units[unit.parent] if unit.parent else None,
            is_corporation=unit.corporation,
            day=at.today,
            at=at,
        )
    _people(stage, institution_id, at)
    document = editions.document(editions.WORKING)
    loaded = catalogue_editions_service.load_document(document, founder, now=at.now, file=editions.WORKING)
    for name in editions.shipped():  # the others are there to compare, and for their crosswalks
        catalogue_editions_service.load_edition(editions.edition(name), founder, now=at.now)
    stage.edition = loaded.edition_id
    stage.requirements = editions_queries.requirement_ids(loaded.edition_id)
    return institution_id


def _people(stage: Stage, institution_id: int, at: Moment) -> None:
    """Give the founder her unit, and every other person her account."""
    founder = stage.actor(SECRETARY.key, at.today)
    own = PersonData(
        SECRETARY.name, SECRETARY.email, SECRETARY.post, SECRETARY.role, stage.units["secretaria"]
    )
    edit_person(founder, founder.person_id, own, version=1, at=at)
    same = hashed(PASSWORD)  # once for all: hashing is slow on purpose
    for spec in PEOPLE:
        data = PersonData(
            name=spec.name,
            email=spec.email,
            post=spec.post,
            role=spec.role,
            unit_id=stage.units[spec.unit] if spec.unit else None,
            access_until=None if spec.unit else stage.today + timedelta(days=AUDIT_ENDS),
        )
        row = add_person(data, institution_id=institution_id, password=None, at=at)
        row.password = same
        stage.people[spec.key] = row.id
    stage.forget_actors()


def _cycles(stage: Stage, script: Script) -> None:
    """Open both cycles on their days; the second one becomes the current one."""

    def first(at: Moment) -> None:
        stage.before = _open(stage, at, FIRST)

    def second(at: Moment) -> None:
        stage.cycle = _open(stage, at, SECOND)
        cycles.make_current(stage.actor(SECRETARY.key, at.today), stage.cycle, now=at.now)

    script.at(FIRST[1], first)
    script.at(SECOND[1], second)


def _open(stage: Stage, at: Moment, plan: tuple[str, int, int]) -> int:
    name, began, evaluated = plan
    starts_on = stage.today - timedelta(days=began)
    evaluation_on = stage.today - timedelta(days=evaluated)
    valid_until = validity_of(evaluation_on)
    draft = CycleDraft(
        name=name,
        target_level="oro",
        starts_on=starts_on,
        evaluation_on=evaluation_on,
        valid_until=valid_until,
        stages=proposed(starts_on, evaluation_on, valid_until),
    )
    return cycles.open_cycle(stage.actor(SECRETARY.key, at.today), stage.edition, draft, now=at.now)

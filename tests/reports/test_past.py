"""A report of a past day tells the evidence as it stood then, whatever became of it since."""

from datetime import timedelta

from flask import Flask

from sello.accounts.domain.actor import Visibility
from sello.core.moment import Moment
from sello.evidence.domain.review import EvidenceState, Part
from sello.evidence.service import reviewing, submitting
from sello.reports import service
from tests.builders import AT, Someone, Town
from tests.cycles import builders
from tests.evidence import cast
from tests.tasks.cast import Course

ALL = Visibility(units=None)


def test_the_review_and_the_version_of_that_day(app: Flask, town: Town) -> None:
    secretary = town.people.secretary
    row = builders.cycle(secretary.actor())
    course = Course(row.id, row.edition_id, {}, builders.ids(row))
    piece = cast.handed_in(app, secretary, course, unit_id=town.units.personas)
    cast.accepted(secretary, piece)
    told = [(EvidenceState.ACCEPTED.label, 1)]
    assert listed(row.id) == told
    later = AT.then(AT.now + timedelta(days=3))
    give_back(secretary, piece, later)
    correct(app, secretary, piece, later)
    assert listed(row.id) == told
    now = service.readiness(row.id, ALL, as_of=later.today, at=later)
    assert [(line.state, line.version) for line in now.requirements[0].evidence] == [
        (EvidenceState.SUBMITTED.label, 2)
    ]


def listed(cycle_id: int) -> list[tuple[str, int]]:
    """The evidence of 1.1.1 in the report of the first day, read three days later."""
    later = AT.then(AT.now + timedelta(days=3))
    report = service.readiness(cycle_id, ALL, as_of=AT.today, at=later)
    return [(line.state, line.version) for line in report.requirements[0].evidence]


def give_back(secretary: Someone, piece: int, at: Moment) -> None:
    reviewing.give_back(
        secretary.actor(),
        piece,
        version=cast.version_of(piece),
        remark="Falta la firma.",
        parts={Part.FILE},
        at=at,
    )


def correct(app: Flask, secretary: Someone, piece: int, at: Moment) -> None:
    submitting.correct(
        secretary.actor(),
        piece,
        cast.said("Decreto 12"),
        None,
        version=cast.version_of(piece),
        upload_id=cast.received(app, secretary, name="firmado.pdf"),
        store=cast.store(app),
        at=at,
    )

"""Acts that screens do not reach in one step, the sweep of forgotten files, and the check of stored ones."""

import os
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from sello.cli.verify import verify
from sello.core import jobs
from sello.core.db import db, scope_to
from sello.core.refusal import Stale
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.history import events_of
from sello.evidence.domain.details import NoRequirement, NothingToSubmit
from sello.evidence.models import Evidence
from sello.evidence.service import releasing, reviewing, submitting
from sello.evidence.service.links import UnknownRequirement
from sello.evidence.service.submitting import ReplacedOutOfReach, Submission, Target, UnitOutOfReach
from sello.files import queries
from sello.files.jobs import JOBS
from sello.files.store.disk import TicketExpired
from tests.builders import AT, NOW
from tests.evidence import cast


def submit(app, person, upload_id, target):
    return submitting.submit(
        person.actor(),
        [Submission(upload_id, cast.said())],
        target,
        store=cast.store(app),
        at=AT,
    )


def test_every_act_is_written_down(app, town, cycle):
    piece = cast.handed_in(app, town.people.head, cycle)
    cast.returned(town.people.secretary, piece)
    version = cast.version_of(piece)
    submitting.correct(
        town.people.head.actor(),
        piece,
        cast.said(),
        None,
        version=version,
        reply="Así es el original",
        store=cast.store(app),
        at=AT,
    )
    cast.accepted(town.people.secretary, piece)
    releasing.release(town.people.secretary.actor(), piece, now=NOW)
    db.session.flush()
    acts = db.session.query(Event).filter_by(entity="evidence", entity_id=piece).order_by(Event.id)
    assert [act.act.removeprefix("evidence.") for act in acts] == [
        "submitted",
        "returned",
        "corrected",
        "accepted",
        "released",
    ]
    assert [(act.before, act.after) for act in acts][1:4] == [
        ("submitted", "returned"),
        ("returned", "submitted"),
        ("submitted", "accepted"),
    ]


def test_a_return_of_an_accepted_piece_says_that_it_counted(app, town, cycle):
    piece = cast.accepted(town.people.secretary, cast.handed_in(app, town.people.head, cycle))
    cast.returned(town.people.secretary, piece)
    (told,) = events_of([Act.EVIDENCE_RETURNED])
    assert (told.before, told.after) == ("accepted", "returned")


@pytest.mark.parametrize("case", ["unit", "requirement", "none", "replaces"])
def test_a_target_out_of_reach_is_refused_and_keeps_nothing(app, town, cycle, case):
    other = cast.handed_in(app, town.people.other_head, cycle)
    stored = list(cast.store(app).digests())
    upload_id = cast.received(app, town.people.head, b"Otro texto\n", "otro.txt")
    requirement = cycle.requirements["1.1.1"]
    personas = town.units.personas
    target, reason = {
        "unit": (Target(town.units.dideco, cycle.cycle_id, (requirement,)), UnitOutOfReach),
        "requirement": (Target(personas, cycle.cycle_id, (9999,)), UnknownRequirement),
        "none": (Target(personas, cycle.cycle_id, ()), NoRequirement),
        "replaces": (Target(personas, cycle.cycle_id, (requirement,), other), ReplacedOutOfReach),
    }[case]
    with pytest.raises(reason):
        submit(app, town.people.head, upload_id, target)
    assert list(cast.store(app).digests()) == stored
    assert len(queries.pending(town.people.head.id)) == 1


def test_the_secretariat_hands_in_for_any_unit(app, town, cycle):
    piece = cast.handed_in(app, town.people.secretary, cycle, unit_id=town.units.migrantes)
    assert db.session.get_one(Evidence, piece).unit_id == town.units.migrantes


def test_a_swept_file_must_be_sent_again(app, town, cycle):
    upload_id = cast.received(app, town.people.head)
    (waiting,) = queries.pending(town.people.head.id)
    cast.store(app).discard(waiting.received)
    target = Target(town.units.personas, cycle.cycle_id, (cycle.requirements["1.1.1"],))
    with pytest.raises(TicketExpired):
        submit(app, town.people.head, upload_id, target)


def test_a_file_is_handed_in_once(app, town, cycle):
    upload_id = cast.received(app, town.people.head)
    target = Target(town.units.personas, cycle.cycle_id, (cycle.requirements["1.1.1"],))
    submit(app, town.people.head, upload_id, target)
    with pytest.raises(NothingToSubmit):
        submit(app, town.people.head, upload_id, target)


def test_two_deciders_do_not_overwrite_each_other(app, town, cycle):
    piece = cast.handed_in(app, town.people.head, cycle)
    seen = cast.version_of(piece)
    cast.returned(town.people.secretary, piece)
    with pytest.raises(Stale):
        reviewing.accept(town.people.secretary.actor(), piece, version=seen, at=AT)


def test_the_job_forgets_what_nobody_described(app, settings, town, own_store, monkeypatch):
    cast.received(app, town.people.head)
    db.session.commit()
    (file,) = (own_store.root / "incoming").iterdir()
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    monkeypatch.setattr("sello.files.jobs.store_of", lambda _: own_store)
    (job,) = JOBS.values()
    assert jobs.run(job, jobs.Work(settings, NOW + timedelta(hours=23)))["files"] == 0
    assert jobs.run(job, jobs.Work(settings, NOW + timedelta(hours=25)))["files"] == 1
    scope_to(db.session(), town.institution.id)
    assert queries.pending(town.people.head.id) == ()


def test_verify_finds_lost_and_changed_files(app, town, cycle, own_store, monkeypatch):
    for text in (b"uno\n", b"dos\n", b"tres\n"):
        cast.handed_in(app, town.people.head, cycle, content=text, title=text.decode().strip())
    db.session.commit()
    monkeypatch.setattr("sello.cli.verify.store_of", lambda _: own_store)
    answer = CliRunner().invoke(verify)
    assert (answer.exit_code, "Faltan: 0. Cambiaron: 0" in answer.output) == (0, True)
    lost, changed, _ = (own_store.root / d[:2] / d[2:4] / d for d in own_store.digests())
    lost.unlink()
    changed.chmod(0o640)
    changed.write_bytes(b"otra cosa")
    answer = CliRunner().invoke(verify)
    assert answer.exit_code == 1
    assert f"falta    {lost.name}" in answer.output
    assert f"cambió   {changed.name}" in answer.output
    told = re.findall(r"«(uno|dos|tres)», versión 1 \(\1\.\w+\), 1\.1\.1", answer.output)
    assert len(set(told)) == 2

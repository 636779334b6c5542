"""Two towns: one signs the other's history over HTTP, and never two pasts of it."""

import contextlib
import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from sello.core.db import db, unit_of_work
from sello.core.jobs import Work
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.core.trail.ledger import checking, jobs, queries
from sello.core.trail.ledger.cosigning import Shown, request_text, seen_at
from sello.core.trail.ledger.models import LedgerCosignature, Witnessed
from sello.core.trail.ledger.note import Head, head_of, signed
from sello.core.trail.ledger.outside import signing_key
from tests.builders import NOW
from tests.server.conftest import settings
from tests.server.site import Answer, Site, Visitor, founded

HOST = "sello.muni.example"


@pytest.fixture
def town_app(tmp_path: Path) -> Site:
    """A town whose history is witnessed."""
    folder = tmp_path / "town"
    folder.mkdir()
    made = settings(folder, f"sqlite:///{folder / 'sello.sqlite3'}", folder / "evidence")
    return founded(replace(made, base_url=f"https://{HOST}"), folder)


class Pair:
    """The town, and the other one that is up and knows the town's key."""

    def __init__(self, town: Site, witness: Site) -> None:
        self.town, self.witness = town, witness
        self.list = town.folder / "witnesses"
        self.config = replace(town.config, witnesses_file=str(self.list))
        self.days = 0

    def acts(self, count: int = 3) -> None:
        with self.town.looking():
            actor = db.session.scalars(select(Event.person_id).limit(1)).one()
            for number in range(count):
                db.session.add(
                    Event(
                        institution_id=1,
                        at=NOW + timedelta(seconds=number),
                        person_id=actor,
                        act=Act.CYCLE_PROMOTED,
                        entity="cycle",
                        entity_id=number + 1,
                        detail={},
                    )
                )
            db.session.commit()

    def runs(self) -> dict[str, int]:
        self.days += 1
        with self.town.app.app_context():
            found = jobs.seal_all(Work(self.config, NOW + timedelta(days=self.days)))
            db.session.remove()
            db.engine.dispose()
        return found

    def send(self, body: bytes) -> Answer:
        return Visitor(self.witness.port, "", "").send("POST", "/testigo/add-checkpoint", body)

    def newest(self) -> str:
        with self.town.app.app_context(), unit_of_work(1):
            return queries.checkpoints(1)[0].note


@pytest.fixture
def pair(site: Site, town_app: Site) -> Iterator[Pair]:
    listed = site.folder / "witnessed"
    site.config = replace(site.config, witnessed_file=str(listed))
    made = Pair(town_app, site)
    made.config = replace(made.config, witnesses_file="")
    assert made.runs()["signed"] == 1
    made.config = replace(made.config, witnesses_file=str(made.list))
    with town_app.app.app_context(), unit_of_work(1):
        listed.write_text(queries.checkpoints(1)[0].verifier + "\n", encoding="utf-8")
    with site.up():
        key = Visitor(site.port, "", "").get("/testigo/")
        assert key.status == 200
        made.list.write_text(f"{key.text.strip()} http://127.0.0.1:{site.port}/testigo\n", encoding="utf-8")
        yield made


def cosignatures(pair: Pair) -> list[tuple[int, str]]:
    with pair.town.looking():
        rows = db.session.execute(
            select(LedgerCosignature.size, LedgerCosignature.line).order_by(LedgerCosignature.size)
        )
        return [(row.size, row.line) for row in rows]


def test_each_head_is_witnessed_once_and_the_proof_carries_it(pair: Pair) -> None:
    assert pair.runs()["witnessed"] == 1
    assert pair.runs()["witnessed"] == 0, "nothing new"
    for count in (1, 5, 8):
        pair.acts(count)
        assert pair.runs()["witnessed"] == 1
    kept = cosignatures(pair)
    assert len(kept) == 4
    (key, _), note = pair.list.read_text().split(" ", 1), pair.newest()
    assert kept[-1][0] == head_of(note).size
    assert seen_at(note + kept[-1][1], key)
    with pair.town.app.app_context(), unit_of_work(1):
        assert queries.witnessed_notes(1) == (note + kept[-1][1],)
        assert list(checking.check([], [], told=lambda _count: None)) == []


def test_a_second_past_is_not_signed(pair: Pair) -> None:
    pair.acts()
    pair.runs()
    note = pair.newest()
    head = head_of(note)
    key = signing_key(pair.town.config.ledger_key)
    bent = Head(head.origin, head.size, bytes(32))
    assert pair.send(request_text(Shown(head.size, (), signed(bent, key))).encode()).status == 409
    grown = Head(head.origin, head.size + 1, bytes(32))
    assert pair.send(request_text(Shown(head.size, (bytes(32),), signed(grown, key))).encode()).status == 422
    answer = pair.send(request_text(Shown(0, (), note)).encode())
    assert (answer.status, answer.text) == (409, f"{head.size}\n")
    assert answer.headers["Content-Type"] == "text/x.tlog.size"
    assert pair.send(request_text(Shown(head.size, (), note)).encode()).status == 200, "shown again"
    assert pair.send(request_text(Shown(head.size + 1, (), note)).encode()).status == 400


def test_of_two_pasts_at_once_one_is_signed(pair: Pair) -> None:
    head = head_of(pair.newest())
    key = signing_key(pair.town.config.ledger_key)
    pasts = [Head(head.origin, 5, bytes([number]) * 32) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        bodies = [request_text(Shown(0, (), signed(each, key))).encode() for each in pasts]
        statuses = [each.status for each in pool.map(pair.send, bodies)]
    assert sorted(statuses) == [200] + [409] * 7


def test_strangers_and_nonsense_get_no_signature(pair: Pair) -> None:
    note = pair.newest()
    other = signing_key(pair.town.folder / "other.key")
    head = head_of(note)
    unknown = signed(Head("otra.example/sello/1", 3, bytes(32)), other)
    assert pair.send(request_text(Shown(0, (), unknown)).encode()).status == 404
    assert pair.send(request_text(Shown(0, (), signed(head, other))).encode()).status == 403
    endless = b"9" * 5_000
    for nonsense in (
        b"",
        b"\xff",
        b"old 0\n\n",
        note.encode(),
        b"old 0\n\n" + b"a" * 60_000,
        b"old " + endless + b"\n\n" + note.encode(),
        b"old 0\n\nx\n" + endless + b"\nAAAA\n\n",
    ):
        assert pair.send(nonsense).status == 400
    assert pair.send(b"old 0\n\n" + b"a" * 70_000).status == 413
    with pair.witness.looking():
        assert db.session.scalars(select(Witnessed)).all() == []


def test_a_witness_that_forgot_is_asked_from_where_she_stands(pair: Pair) -> None:
    pair.runs()
    pair.acts()
    with pair.witness.looking():
        db.session.execute(delete(Witnessed))
        db.session.commit()
    assert pair.runs()["witnessed"] == 1


def test_a_signature_of_another_head_is_found(pair: Pair) -> None:
    pair.runs()
    pair.acts()
    pair.runs()
    (_, first), (size, _) = cosignatures(pair)
    with pair.town.looking():
        db.session.execute(update(LedgerCosignature).where(LedgerCosignature.size == size).values(line=first))
        db.session.commit()
    with pair.town.app.app_context(), unit_of_work(1):
        found = list(checking.check([], [], told=lambda _count: None))
    assert [(each.fault, each.place) for each in found] == [(checking.Fault.WITNESS, size)]


def test_a_witness_that_is_not_there_keeps_nothing_from_being_signed(pair: Pair) -> None:
    line = pair.list.read_text()
    pair.list.write_text(line.replace(f":{pair.witness.port}/", ":1/"), encoding="utf-8")
    pair.acts()
    assert pair.runs() == {"signed": 1, "outside": 1, "witnessed": 0}
    pair.list.write_text("nonsense\n", encoding="utf-8")
    assert pair.runs()["witnessed"] == 0
    pair.list.write_text(line, encoding="utf-8")
    assert pair.runs()["witnessed"] == 1, "the next run makes up for it"


def test_a_witness_without_a_key_says_that_she_cannot(pair: Pair) -> None:
    pair.witness.config.witness_key.write_text("no key", encoding="utf-8")
    body = request_text(Shown(0, (), pair.newest())).encode()
    assert pair.send(body).status == 503
    assert Visitor(pair.witness.port, "", "").get("/testigo/").status == 503


def test_whoever_is_nobodys_witness_says_so(site: Site) -> None:
    with site.up():
        visitor = Visitor(site.port, "", "")
        assert visitor.get("/testigo/").status == 404
        assert visitor.send("POST", "/testigo/add-checkpoint", b"old 0\n\n").status == 400
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as raw:
            raw.request("GET", "/testigo/add-checkpoint")
            assert raw.getresponse().status == 405

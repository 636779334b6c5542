"""What the scanner did not look at is held, and that in which it found something is closed on every route."""

from dataclasses import dataclass, replace

import pytest
from flask import Flask
from sqlalchemy import select

from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence import jobs
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files.models import FileCheck, Upload
from sello.files.scanning.clamd import Unavailable, Verdict
from sello.files.scanning.states import Quarantined
from sello.files.store.disk import Store
from sello.web import receiving
from sello.web.evidence import files
from sello.web.uploads import RequestStore
from tests.builders import NOW
from tests.files import samples
from tests.web.evidence.test_hand_in import described, put

BAD = b"%malo"
WORDS = "Zarzamora"
CLEAN = "limpio según ClamAV 1/1"


@dataclass
class Scanner:
    """A scanner that calls one mark by a name, and may be down."""

    number: int = 1
    is_down: bool = False
    mark: bytes = BAD
    seen: int = 0
    address: str = "fake:1"

    def signatures(self):
        if self.is_down:
            raise Unavailable("down")
        return f"ClamAV 1/{self.number}"

    def scan(self, content):
        self.seen += 1
        found = self.mark in content.read(1 << 20)
        return Verdict("Prueba.Mala" if found else "", self.signatures())


@pytest.fixture
def scanner(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path):
    """A scanner for uploads and for the job, and the store of the web as the job's."""
    made = Scanner()
    for module in (jobs, files, receiving):
        monkeypatch.setattr(module, "scanner_of", lambda _config: made)
    monkeypatch.setattr(jobs, "store_of", lambda _config: Store(tmp_path / "evidence"))
    monkeypatch.setitem(app.extensions, "sello.store", RequestStore(tmp_path / "evidence"))
    monkeypatch.setitem(app.extensions, "sello", replace(app.extensions["sello"], clamav="fake:1"))
    return made


def run(app):
    return jobs.scan(Work(app.extensions["sello"], NOW))["files"]


@pytest.fixture
def hand_in(town, client_for, cycle):
    def act():
        client = client_for(town.people.head)
        upload_id = put(client, samples.pdf(WORDS)).json["id"]
        client.post("/evidencia/entregar", data=described(upload_id, cycle, town.units.personas))
        return db.session.scalars(select(EvidenceVersion.evidence_id)).one()

    return act


def routes(piece):
    """Every address at which a kept file or a page drawn of it is given out."""
    yield f"/evidencia/{piece}/v/1/archivo", 200
    yield f"/evidencia/{piece}/v/1/pagina/1", 200
    yield f"/evidencia/{piece}/v/1/pagina/1?zoom=25", 200


def opened(client, piece):
    """Which of them give something out, and whether the pages that show it in place do."""
    found = {path: client.get(path).status_code == good for path, good in routes(piece)}
    for path in (f"/evidencia/{piece}/leer", f"/revision/{piece}"):
        found[path] = WORDS in client.get(path).text
    return found


class TestAtTheDoor:
    @pytest.mark.usefixtures("scanner")
    def test_what_is_found_does_not_come_in(self, app, town, client_for):
        answer = put(client_for(town.people.head), samples.pdf() + BAD)
        assert answer.status_code == 422
        assert "Prueba.Mala" in answer.json["error"]
        assert not db.session.scalars(select(Upload)).all()
        assert not [*(app.extensions["sello.store"].root / "incoming").glob("*")]

    def test_what_is_clean_says_by_whom(self, town, client_for, scanner, hand_in):
        piece = hand_in()
        client = client_for(town.people.secretary)
        assert CLEAN in client.get(f"/evidencia/{piece}").text
        assert all(opened(client, piece).values())
        assert scanner.seen == 1

    def test_without_a_scanner_nothing_is_called_clean(self, town, client_for, hand_in):
        piece = hand_in()
        page = client_for(town.people.secretary).get(f"/evidencia/{piece}").text
        assert "sin antivirus" in page
        assert "limpio" not in page


class TestHeld:
    @pytest.fixture
    def unseen(self, scanner, hand_in):
        scanner.is_down = True
        return hand_in()

    def test_nobody_opens_it_until_it_was_seen(self, app, town, client_for, scanner, unseen):
        client = client_for(town.people.secretary)
        assert not any(opened(client, unseen).values())
        assert "en revisión por el antivirus" in client.get(f"/evidencia/{unseen}").text
        assert "espera al antivirus" in client.get(f"/evidencia/{unseen}/leer").text
        assert run(app) == 0, "it is still down"
        scanner.is_down = False
        assert run(app) == 1
        assert run(app) == 0, "once is enough"
        assert all(opened(client, unseen).values())
        assert CLEAN in client.get(f"/evidencia/{unseen}").text

    def test_it_may_be_let_through(self, app, town, client_for, unseen, monkeypatch):
        settings = replace(app.extensions["sello"], clamav_down="pass")
        monkeypatch.setitem(app.extensions, "sello", settings)
        client = client_for(town.people.secretary)
        assert all(opened(client, unseen).values())
        assert "en revisión por el antivirus" in client.get(f"/evidencia/{unseen}").text


class TestQuarantine:
    @pytest.fixture
    def caught(self, app, town, client_for, scanner, hand_in):
        """A piece that was read by somebody before newer signatures found something in it."""
        piece = hand_in()
        assert all(opened(client_for(town.people.secretary), piece).values())
        scanner.number, scanner.mark = 2, b"%PDF"
        assert run(app) == 1
        return piece

    def test_it_is_closed_on_every_route(self, app, town, client_for, caught):
        for who in (town.people.secretary, town.people.head):
            assert not any(opened(client_for(who), caught).values())
        page = client_for(town.people.head).get(f"/evidencia/{caught}").text
        assert "en cuarentena: el antivirus encontró «Prueba.Mala»" in page
        assert run(app) == 0, "it is not looked at again"

    def test_it_stays_closed_without_a_scanner(self, app, town, client_for, caught, monkeypatch):
        monkeypatch.setitem(app.extensions, "sello", replace(app.extensions["sello"], clamav=""))
        client = client_for(town.people.secretary)
        assert not any(opened(client, caught).values())
        assert "en cuarentena" in client.get(f"/evidencia/{caught}").text

    def test_sender_and_secretariat_are_told_once(self, town, caught):
        mails = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "quarantine")).all()
        assert {mail.recipient for mail in mails} == {town.people.secretary.email, town.people.head.email}
        assert len(mails) == 2
        assert all("Prueba.Mala" in mail.text and f"/evidencia/{caught}" in mail.text for mail in mails)
        acts = db.session.scalars(select(Event.detail).where(Event.act == Act.EVIDENCE_QUARANTINED)).all()
        assert acts == [{"number": 1, "threat": "Prueba.Mala"}]

    def test_a_mail_names_nothing_that_is_secret(self, app, hand_in, scanner):
        piece = hand_in()
        row = db.session.get_one(Evidence, piece)
        row.title, row.classification = "Relato de la denuncia", Classification.SECRET
        names = set(db.session.scalars(select(EvidenceVersion.filename)))
        db.session.commit()
        scanner.number, scanner.mark = 2, b"%PDF"
        assert run(app) == 1
        mails = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "quarantine")).all()
        texts = [said for mail in mails for said in (mail.subject, mail.text, mail.html)]
        assert len(texts) == 6
        assert not [text for text in texts for said in ("denuncia", *names) if said in text]

    @pytest.mark.usefixtures("caught")
    def test_its_bytes_sent_again_stay_closed(self, app, town, client_for, scanner):
        scanner.mark = BAD
        put(client_for(town.people.head), samples.pdf(WORDS))
        with pytest.raises(Quarantined):
            app.extensions["sello.store"].open(db.session.scalars(select(EvidenceVersion.sha256)).one())

    def test_it_is_let_out_when_newer_signatures_find_nothing(self, app, town, client_for, scanner, caught):
        scanner.number, scanner.mark = 3, BAD
        assert run(app) == 1
        client = client_for(town.people.secretary)
        assert all(opened(client, caught).values())
        assert "limpio según ClamAV 1/3" in client.get(f"/evidencia/{caught}").text

    @pytest.mark.usefixtures("caught")
    def test_found_again_it_is_told_no_second_time(self, app, scanner):
        scanner.number = 3
        assert run(app) == 1
        mails = db.session.scalars(select(OutboxMail.id).where(OutboxMail.kind == "quarantine")).all()
        acts = db.session.scalars(select(Event.id).where(Event.act == Act.EVIDENCE_QUARANTINED)).all()
        assert (len(mails), len(acts)) == (2, 1)

    def test_a_store_that_forgot_it_is_told_again(self, app, town, client_for, scanner, caught):
        Store(app.extensions["sello.store"].root).let_out(db.session.scalars(select(FileCheck.sha256)).one())
        scanner.is_down = True
        run(app)
        assert not any(opened(client_for(town.people.secretary), caught).values())

    @pytest.mark.usefixtures("caught")
    def test_a_backup_has_it_and_nobody_else_opens_it(self, app):
        sha256 = db.session.scalars(select(FileCheck.sha256)).one()
        store = app.extensions["sello.store"]
        assert store.bytes_of(sha256).read().startswith(b"%PDF")
        assert store.verify(sha256)


def test_newer_signatures_look_again_at_what_was_clean(app, scanner, hand_in):
    hand_in()
    scanner.number = 2
    assert [run(app), run(app)] == [1, 0]
    assert db.session.scalars(select(FileCheck.signatures)).one() == "ClamAV 1/2"

"""A site whose files lie sealed in a bucket: people hand in and take, also while it moves or is away."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sello.files.store import keys, moving
from sello.files.store.build import store_at
from tests.server.site import Site, Visitor
from tests.server.writers import act_text, hand_in
from tests.weed import SECRET, Weed

LONG = b"Acta de la mesa de equidad de genero\n" * 90_000


@pytest.fixture
def own_weed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Weed]:
    """A service that this test may stop."""
    service = Weed(tmp_path_factory.mktemp("own"))
    yield service
    service.stop()


def sealed(site: Site, address: str, before: str = "") -> Site:
    """The same site with its files in a bucket, sealed."""
    file = Path(site.config.data_dir) / "evidence.keys"
    if not file.exists():
        keys.add_key(file)
    changed = replace(site.config, evidence_dir=address, evidence_before=before, evidence_keys_file=str(file))
    changed.evidence.mkdir(parents=True, exist_ok=True)
    return replace(site, config=changed)


def handed_in(site: Site, visitor: Visitor, content: bytes) -> str:
    """Send a file and hand it in; where it is taken from."""
    upload = visitor.put(content)
    assert upload.status == 201, upload.text
    upload_id = int(str(upload.said["id"]))
    sha256 = site.uploads()[upload_id]
    answer = hand_in(site, visitor, upload_id)
    assert answer.status == 303, answer.text[-300:]
    return f"/evidencia/{site.pieces()[sha256]}/v/1/archivo"


def test_people_work_while_files_move_to_a_bucket_and_are_sealed(site_on_sqlite: Site, weed: Weed) -> None:
    first = site_on_sqlite
    with first.up():
        old = handed_in(first, first.visitor("head"), LONG)
    site = sealed(first, weed.address(secrets.token_hex(8)), before=first.config.evidence_dir)
    with site.up():
        head = site.visitor("head")
        assert head.get(old).text == LONG.decode()
        new = handed_in(site, head, LONG + b"segunda")
        found = moving.move(
            store_at(site.config, site.config.evidence_before),
            store_at(site.config, site.config.evidence_dir),
        )
        assert (found.done, found.is_whole) == (1, True)
        assert moving.seal_all(site.store).done == 1
        assert head.get(old).text == LONG.decode()
    site = replace(site, config=replace(site.config, evidence_before=""))
    with site.up():
        head = site.visitor("head")
        assert head.get(old).text == LONG.decode()
        part = head.send("GET", new, Range="bytes=2000000-2000099")
        assert (part.status, part.text) == (206, LONG[2_000_000:2_000_100].decode())
        assert part.headers["Content-Range"] == f"bytes 2000000-2000099/{len(LONG) + 7}"
        tail = head.send("GET", new, Range="bytes=-7")
        assert (tail.status, tail.text) == (206, "segunda")
        assert head.get(new).text == LONG.decode() + "segunda"
        assert site.ready().status == 200
        assert site.mistakes() == ""


def test_a_service_that_goes_away_is_said_and_passes(site_on_sqlite: Site, own_weed: Weed) -> None:
    site = sealed(site_on_sqlite, own_weed.address("x"))
    with site.up():
        head = site.visitor("head")
        taken = handed_in(site, head, act_text())
        upload = head.put(act_text())
        own_weed.stop()
        away = head.get(taken)
        assert (away.status, "servicio donde se guardan los archivos" in away.text) == (503, True)
        assert int(away.headers["Retry-After"]) > 0
        assert head.get("/evidencia").status == 200, "all else goes on"
        assert head.put(act_text()).status == 201, "what comes in waits here"
        ready = site.ready()
        assert (ready.status, "no se puede guardar en el servicio de archivos" in ready.text) == (503, True)
        assert "evidencia/x" not in ready.text
        own_weed.start()
        assert head.get(taken).status == 200
        assert site.ready().status == 200
        assert upload.status == 201
        assert site.process is not None
        assert SECRET not in site.process.output
        assert site.mistakes() == ""


def test_a_lost_key_is_said_on_the_page(site_on_sqlite: Site, weed: Weed) -> None:
    site = sealed(site_on_sqlite, weed.address(secrets.token_hex(8)))
    with site.up():
        taken = handed_in(site, site.visitor("head"), act_text())
    file = Path(site.config.evidence_keys_file)
    lost = keys.load(file).current
    file.unlink()
    keys.add_key(file)
    with site.up():
        answer = site.visitor("head").get(taken)
        assert (answer.status, f"llave {lost}" in answer.text) == (503, True)
        assert site.mistakes() == ""

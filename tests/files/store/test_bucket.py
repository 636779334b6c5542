"""A service that is away, slow, closed, or not what it says: a clear sentence, and never half a piece."""

import http.server
import io
import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import obstore
import pytest

from sello.config import Config
from sello.core import bucket_address
from sello.files.store import bucket
from sello.files.store.build import keeper_at, store_of
from sello.files.store.disk import Store
from sello.files.store.keeper import ServiceDown
from tests.processes import free_port
from tests.weed import KEY, SECRET, Weed

LIMIT = 64 << 20


@pytest.fixture
def prefix() -> str:
    return secrets.token_hex(8)


@pytest.fixture
def config(tmp_path: Path, weed: Weed, prefix: str) -> Config:
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    return Config(data_dir=str(tmp_path / "data"), evidence_dir=weed.address(prefix))


def kept(store: Store, content: bytes) -> str:
    received = store.receive(io.BytesIO(content), limit=LIMIT, name="acta.pdf")
    store.keep(received, name="acta.pdf")
    return received.sha256


def test_what_lies_there_is_what_another_client_finds(config: Config, weed: Weed, prefix: str) -> None:
    sha = kept(store_of(config), b"acta")
    place = f"{prefix}/{sha[:2]}/{sha[2:4]}/{sha}"
    assert bytes(obstore.get(weed.client(), place).bytes()) == b"acta"


def test_a_file_of_many_parts_arrives_whole(config: Config) -> None:
    store = store_of(config)
    content = secrets.token_bytes(3 * bucket.PART + 5)
    sha = kept(store, content)
    assert store.size(sha) == len(content)
    assert store.verify(sha)


def test_a_changed_and_a_cut_file_are_found(config: Config, weed: Weed, prefix: str) -> None:
    store = store_of(config)
    for act in (b"acto", b"act"):
        sha = kept(store, b"acta" + act)
        obstore.put(weed.client(), f"{prefix}/{sha[:2]}/{sha[2:4]}/{sha}", act)
        assert not store.verify(sha)


def test_foreign_names_beside_it_are_not_files(config: Config, weed: Weed, prefix: str) -> None:
    sha = kept(store_of(config), b"acta")
    for name in ("notas.txt", f"ab/cd/{sha}", f"aa/{'a' * 64}", f"otro/{sha[:2]}/{sha[2:4]}/{sha}"):
        obstore.put(weed.client(), f"{prefix}/{name}", b"x")
    assert list(store_of(config).digests()) == [sha]


def wrong_secret(tmp_path: Path) -> Path:
    keys = tmp_path / "otras"
    keys.write_text(f"{KEY}\notro-secreto-que-no-es\n")
    return keys


@contextmanager
def deaf() -> Iterator[str]:
    """A service that takes connections and never answers."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    try:
        yield f"http://127.0.0.1:{server.server_port}"  # nobody calls serve_forever
    finally:
        server.server_close()


@contextmanager
def lying(answer: bytes) -> Iterator[str]:
    """A service that answers everything with the same."""

    class Always(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            self.wfile.write(answer)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    for method in ("PUT", "HEAD", "POST", "DELETE"):
        setattr(Always, f"do_{method}", Always.do_GET)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Always)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address(endpoint: str, keys: Path) -> str:
    return f"s3://evidencia/x?endpoint={endpoint}&keys={keys}"


def refused_everywhere(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """A file that should be kept is refused, waits as before, and nothing of it counts."""
    received = store.receive(io.BytesIO(b"acta"), limit=LIMIT, name="acta.pdf")
    with pytest.raises(ServiceDown, match="servicio donde se guardan los archivos"):
        store.keep(received, name="acta.pdf")
    with store.peek(received, name="a") as waiting:
        assert waiting.read() == b"acta"
    with pytest.raises(ServiceDown):
        store.open(received.sha256)
    with pytest.raises(ServiceDown):
        list(store.digests())
    assert store.trouble()
    assert all(word not in caplog.text for word in (SECRET, "otro-secreto", KEY, "Signature="))


def test_a_service_that_is_away(config: Config, weed: Weed, caplog: pytest.LogCaptureFixture) -> None:
    away = replace(config, evidence_dir=address(f"http://127.0.0.1:{free_port()}", weed.keys))
    refused_everywhere(store_of(away), caplog)
    assert store_of(away).trouble() == "el servicio no responde"


def test_keys_that_are_refused_are_in_no_log(
    config: Config, weed: Weed, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    closed = replace(config, evidence_dir=weed.address("x", keys=wrong_secret(tmp_path)))
    refused_everywhere(store_of(closed), caplog)
    assert "rechaza las claves" in (store_of(closed).trouble() or "")


def test_keys_that_may_only_read(config: Config, weed: Weed, tmp_path: Path, prefix: str) -> None:
    sha = kept(store_of(config), b"acta")
    keys = tmp_path / "mira"
    keys.write_text(f"solo-mira\n{SECRET}\n")
    reads = store_of(replace(config, evidence_dir=weed.address(prefix, keys=keys)))
    assert reads.verify(sha)
    received = reads.receive(io.BytesIO(b"otra"), limit=LIMIT, name="otra.pdf")
    with pytest.raises(ServiceDown):
        reads.keep(received, name="otra.pdf")
    assert reads.trouble()


def test_a_service_that_never_answers(
    config: Config, weed: Weed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bucket, "_PATIENT", ("1s", "1s", 0))
    monkeypatch.setattr(bucket, "_SHORT", ("1s", "1s", 0))
    with deaf() as endpoint:
        refused_everywhere(store_of(replace(config, evidence_dir=address(endpoint, weed.keys))), caplog)


BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nnada"
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nnada"


@pytest.mark.parametrize("answer", [BROKEN, b"", b"nada\r\n\r\n"])
def test_a_service_that_fails(
    config: Config,
    weed: Weed,
    answer: bytes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(bucket, "_PATIENT", ("1s", "5s", 0))
    with lying(answer) as endpoint:
        refused_everywhere(store_of(replace(config, evidence_dir=address(endpoint, weed.keys))), caplog)


def test_an_answer_that_is_cut_is_no_file(
    config: Config, weed: Weed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket, "_PATIENT", ("1s", "5s", 0))
    with lying(HALF) as endpoint:
        keeper = keeper_at(address(endpoint, weed.keys))
        with pytest.raises(ServiceDown), keeper.open("a" * 64) as found:
            found.read()


def test_other_bytes_than_were_sent_are_not_kept(
    config: Config, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(store: object, path: str, _content: object, **_how: object) -> object:
        return put(store, path, b"acto")  # type: ignore[call-overload]  # what the product hands on

    put = obstore.put
    store = store_of(config)
    received = store.receive(io.BytesIO(b"acta"), limit=LIMIT, name="acta.pdf")
    monkeypatch.setattr(bucket.obstore, "put", spoil)
    with pytest.raises(ServiceDown):
        store.keep(received, name="acta.pdf")
    monkeypatch.undo()
    assert "other bytes" in caplog.text
    assert list(store.digests()) == []
    store.keep(received, name="acta.pdf")
    assert store.verify(received.sha256)


def test_it_comes_back(config: Config, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = Weed(tmp_path_factory.mktemp("own"))
    try:
        store = store_of(replace(config, evidence_dir=own.address("x")))
        sha = kept(store, b"acta")
        own.stop()
        received = store.receive(io.BytesIO(b"otra"), limit=LIMIT, name="otra.pdf")
        with pytest.raises(ServiceDown):
            store.keep(received, name="otra.pdf")
        own.start()
        store.keep(received, name="otra.pdf")
        assert store.verify(sha)
        assert store.verify(received.sha256)
    finally:
        own.stop()


@pytest.mark.parametrize("text", ["", "una", "una\ndos\ntres\n", None])
def test_a_file_of_keys_that_is_none(
    config: Config, weed: Weed, tmp_path: Path, text: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    keys = tmp_path / "malas"
    if text is not None:
        keys.write_text(text)
    store = store_of(replace(config, evidence_dir=weed.address("x", keys=keys)))
    with pytest.raises(ServiceDown, match="archivo con las claves"):
        store.open("a" * 64)
    assert "archivo con las claves" in (store.trouble() or "")
    assert "una" not in caplog.text.replace("evidencia", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("s3://", "bucket"),
        ("s3://Mayúscula/x?keys=/k", "bucket"),
        ("s3://llave:secreto@evidencia/x?keys=/k", "a la vista"),
        ("s3://evidencia/../x?keys=/k", "prefijo"),
        ("s3://evidencia/a//b?keys=/k", "prefijo"),
        ("s3://evidencia/x", "keys="),
        ("s3://evidencia/x?keys=claves", "keys="),
        ("s3://evidencia/x?keys=/k&endpoint=servicio", "endpoint"),
        ("s3://evidencia/x?keys=/k&endpoint=https://a:b@servicio", "endpoint"),
        ("s3://evidencia/x?keys=/k&secret=abc", "secret"),
    ],
)
def test_an_address_that_is_none_says_why(wrong: str, said: str) -> None:
    assert said in (bucket_address.wrong(wrong) or "")
    with pytest.raises(ValueError, match=said):
        bucket_address.read(wrong)


def test_an_address_says_all_of_it() -> None:
    found = bucket_address.read("s3://evidencia/sello/uno?endpoint=https://s3.example&region=scl&keys=/etc/k")
    assert (found.bucket, found.prefix, found.region, found.keys) == (
        "evidencia",
        "sello/uno",
        "scl",
        Path("/etc/k"),
    )
    assert not found.is_in_the_clear
    assert bucket_address.read("s3://evidencia?endpoint=http://s3.example&keys=/k").is_in_the_clear
    assert not bucket_address.read("s3://evidencia?endpoint=http://127.0.0.1:1&keys=/k").is_in_the_clear

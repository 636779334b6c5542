"""Files that move, or are sealed anew, while others read and hand in; killed in the middle, gone on with."""

import base64
import io
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sello.config import Config
from sello.files.examining import asking, stored
from sello.files.scanning.states import Quarantined
from sello.files.store import keys, moving
from sello.files.store.build import store_at, store_of
from sello.files.store.disk import Store
from sello.files.store.keys import KeyMissing, KeysUnreadable
from tests.files.store.conftest import new_key
from tests.weed import Weed

LIMIT = 64 << 20
WHERE = ("folder to bucket", "bucket to folder", "folder to folder", "bucket to bucket")


def kept(store: Store, content: bytes) -> str:
    received = store.receive(io.BytesIO(content), limit=LIMIT, name="acta.pdf")
    store.keep(received, name="acta.pdf")
    return received.sha256


def many(store: Store, count: int = 12) -> dict[str, bytes]:
    contents = [secrets.token_bytes(2000 + each) for each in range(count)]
    return {kept(store, content): content for content in contents}


def reads(store: Store, files: dict[str, bytes]) -> bool:
    for sha, content in files.items():
        with store.open(sha) as found:
            if found.read() != content:
                return False
    return True


@pytest.fixture(params=WHERE)
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """The settings before a move; `after` are those during it."""
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    return Config(
        data_dir=str(tmp_path / "data"), evidence_dir=_place(request, request.param.split()[0], "old")
    )


@pytest.fixture
def after(request: pytest.FixtureRequest, before: Config) -> Config:
    way = request.node.callspec.params["before"].split()[-1]
    return replace(before, evidence_dir=_place(request, way, "new"), evidence_before=before.evidence_dir)


def _place(request: pytest.FixtureRequest, way: str, name: str) -> str:
    if way == "bucket":
        weed: Weed = request.getfixturevalue("weed")
        return weed.address(f"{name}-{secrets.token_hex(8)}")
    folder: Path = request.getfixturevalue("tmp_path") / name
    folder.mkdir()
    return str(folder)


def test_all_is_read_meanwhile_and_nothing_is_lacking_after(before: Config, after: Config) -> None:
    files = many(store_of(before))
    meanwhile = store_of(after)
    assert reads(meanwhile, files)
    new = kept(meanwhile, b"llega durante la mudanza")
    assert not store_of(before).exists(new), "what comes in goes to the new place"
    found = moving.move(store_at(after, after.evidence_before), store_at(after, after.evidence_dir))
    assert (found.done, found.is_whole) == (len(files), True)
    alone = store_of(replace(after, evidence_before=""))
    assert reads(alone, {**files, new: b"llega durante la mudanza"})
    assert set(alone.digests()) == {*files, new}
    assert reads(store_of(before), files), "the old place stays as it was"


def test_what_is_changed_is_not_carried_on(before: Config, after: Config, tmp_path: Path) -> None:
    files = many(store_of(before), 4)
    bad = sorted(files)[1]
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"otra cosa")
    store_of(before).objects.take(wrong, bad)
    found = moving.move(store_at(after, after.evidence_before), store_at(after, after.evidence_dir))
    assert (found.done, found.changed) == (3, [bad])
    assert not store_at(after, after.evidence_dir).exists(bad)


def test_what_waits_or_is_set_apart_is_so_in_the_new_place(before: Config, after: Config) -> None:
    old = store_of(before)
    sha = kept(old, b"infectado")
    old.set_apart(sha)
    waiting = old.receive(io.BytesIO(b"espera su ficha"), limit=LIMIT, name="espera.pdf")
    described = old.receive(io.BytesIO(b"se describe ya"), limit=LIMIT, name="ya.pdf")
    meanwhile = store_of(after)
    with pytest.raises(Quarantined):
        meanwhile.open(sha)
    meanwhile.keep(described, name="ya.pdf")
    moving.move(store_at(after, after.evidence_before), store_at(after, after.evidence_dir))
    alone = store_of(replace(after, evidence_before=""))
    with pytest.raises(Quarantined):
        alone.open(sha)
    alone.keep(waiting, name="espera.pdf")
    assert alone.verify(waiting.sha256)
    assert alone.verify(described.sha256)
    meanwhile.let_out(sha)
    with meanwhile.open(sha) as found:
        assert found.read() == b"infectado"


def test_what_is_let_go_of_while_it_is_copied_does_not_come_back(
    before: Config, after: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sha,) = many(store_of(before), 1)
    old, new = store_at(after, after.evidence_before), store_at(after, after.evidence_dir)
    carry = new.carry

    def let_go_meanwhile(source: Store, digest: str) -> bool:
        is_carried = carry(source, digest)
        store_of(after).objects.drop(digest)
        new.objects.carry(spare.objects, sha, new.root / "incoming")  # the copy ends after that
        return is_carried

    spare = store_at(after, str(before.working_folder("") / "spare"))
    moving.move(store_at(after, after.evidence_before), spare)

    monkeypatch.setattr(new, "carry", let_go_meanwhile)
    moving.move(old, new)
    assert not store_of(after).exists(sha)


SLOW = """
import os, sys, time
from sello.config import from_environment
from sello.files.store import moving
from sello.files.store.build import store_at, store_of

config = from_environment(os.environ)

def slowly(digests):
    for each in digests:
        yield each
        print("done", flush=True)
        time.sleep(0.05)

if sys.argv[1] == "move":
    old, new = store_at(config, config.evidence_before), store_at(config, config.evidence_dir)
    found = moving.move(old, new, slowly)
else:
    found = moving.seal_all(store_of(config), slowly)
print("whole", found.is_whole, flush=True)
"""


def environ(config: Config) -> dict[str, str]:
    return {
        "SELLO_DATA": config.data_dir,
        "SELLO_EVIDENCE": config.evidence_dir,
        "SELLO_EVIDENCE_BEFORE": config.evidence_before,
        "SELLO_EVIDENCE_KEYS": config.evidence_keys_file,
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }


def started(what: str, config: Config) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, what],
        env=environ(config),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def lines(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    assert process.stdout
    yield from process.stdout


def killed_in_the_middle(what: str, config: Config, most: int) -> None:
    process = started(what, config)
    for number, _line in enumerate(lines(process), start=1):
        if number == most:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


def ends_well(what: str, config: Config) -> int:
    out, errors = started(what, config).communicate(timeout=120)
    assert out.endswith(b"whole True\n"), errors.decode()
    return out.count(b"done")


@pytest.mark.parametrize("before", ["folder to bucket", "bucket to folder"], indirect=True)
def test_killed_in_the_middle_it_goes_on_while_all_work(before: Config, after: Config) -> None:
    files = many(store_of(before), 30)
    meanwhile = store_of(after)
    came: dict[str, bytes] = {}
    stop, wrong = threading.Event(), list[str]()

    def work() -> None:
        while not stop.is_set():
            content = secrets.token_bytes(500)
            came[kept(meanwhile, content)] = content
            if not reads(meanwhile, files):
                wrong.append("unread")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        killed_in_the_middle("move", after, 8)
        assert 0 < ends_well("move", after) < len(files), "it went on where it was"
    finally:
        stop.set()
        worker.join()
    assert not wrong
    alone = store_of(replace(after, evidence_before=""))
    assert reads(alone, {**files, **came})
    assert all(alone.verify(sha) for sha in files)


@pytest.fixture(params=["folder", "bucket"])
def open_config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """A store without keys yet."""
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    return Config(data_dir=str(tmp_path / "data"), evidence_dir=_place(request, request.param, "store"))


def with_keys(config: Config, tmp_path: Path, *lines_of_keys: str) -> Config:
    file = tmp_path / f"keys-{secrets.token_hex(4)}"
    file.write_text("\n".join(lines_of_keys) + "\n")
    return replace(config, evidence_keys_file=str(file))


def lying(config: Config) -> list[str]:
    """Under which keys something lies, as the place itself says."""
    objects = store_of(config).objects
    return [objects.key_of(sha) or "" for sha in objects.digests()]


def test_sealing_what_was_open_and_again_under_another_key(open_config: Config, tmp_path: Path) -> None:
    files = many(store_of(open_config), 5)
    first, second = new_key(), new_key()
    once = with_keys(open_config, tmp_path, first)
    assert reads(store_of(once), files), "both lie side by side"
    late = kept(store_of(once), b"ya cifrado")
    assert moving.seal_all(store_of(once)).done == len(files)
    assert set(lying(once)) == {store_of(once).objects.current}
    files[late] = b"ya cifrado"
    both = with_keys(open_config, tmp_path, second, first)
    assert reads(store_of(both), files)
    assert moving.seal_all(store_of(both)).done == len(files)
    only = with_keys(open_config, tmp_path, second)
    assert reads(store_of(only), files)
    assert set(lying(only)) == {store_of(only).objects.current}
    assert store_of(only).objects.lost_keys() == {}
    assert moving.seal_all(store_of(only)).done == 0


def test_a_lost_key_is_said_and_takes_nothing_else_along(open_config: Config, tmp_path: Path) -> None:
    first, second = new_key(), new_key()
    lost = with_keys(open_config, tmp_path, first)
    sha = kept(store_of(lost), b"bajo la llave perdida")
    now = store_of(with_keys(open_config, tmp_path, second))
    assert (now.size(sha), list(now.digests())) == (21, [sha]), "it is known to be there"
    with pytest.raises(KeyMissing, match=keys.id_of(base64.b64decode(first))):
        now.open(sha)
    with pytest.raises(KeyMissing):
        now.verify(sha)
    assert list(now.objects.lost_keys().values()) == [1]
    other = kept(now, b"otra")
    assert now.verify(other)
    assert stored.examine(now, sha, None, "application/pdf") == asking.NOTHING, "no job stops at it"
    found = moving.seal_all(now)
    assert (found.done, found.locked) == (0, [sha])
    assert now.exists(sha)
    assert reads(store_of(lost), {sha: b"bajo la llave perdida"})


def test_keys_that_cannot_be_read_keep_nothing_open(open_config: Config, tmp_path: Path) -> None:
    with pytest.raises(KeysUnreadable):
        store_of(replace(open_config, evidence_keys_file=str(tmp_path / "nada")))
    with pytest.raises(KeysUnreadable):
        store_of(with_keys(open_config, tmp_path, "no es una llave"))


@pytest.mark.parametrize("open_config", ["folder", "bucket"], indirect=True)
def test_sealing_that_is_killed_loses_nothing(open_config: Config, tmp_path: Path) -> None:
    files = many(store_of(open_config), 30)
    sealed = with_keys(open_config, tmp_path, new_key())
    killed_in_the_middle("encrypt", sealed, 8)
    assert reads(store_of(sealed), files)
    assert "" in lying(sealed)
    ends_well("encrypt", sealed)
    assert reads(store_of(sealed), files)
    assert "" not in lying(sealed)


def test_a_changed_file_is_left_as_it_lies(open_config: Config, tmp_path: Path) -> None:
    store = store_of(open_config)
    files = many(store, 3)
    bad = sorted(files)[0]
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"otra cosa")
    store.objects.take(wrong, bad)
    sealed = store_of(with_keys(open_config, tmp_path, new_key()))
    found = moving.seal_all(sealed)
    assert (found.done, found.changed) == (2, [bad])
    assert sealed.objects.key_of(bad) == ""
    assert not sealed.verify(bad)


def test_adding_keys_keeps_the_old_ones(tmp_path: Path) -> None:
    file = tmp_path / "evidence.keys"
    first = keys.add_key(file)
    second = keys.add_key(file)
    assert list(keys.load(file).keys) == [second, first]
    assert keys.load(file).current == second
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("algo mío\n")
    with pytest.raises(ValueError, match=r"codec"):
        keys.add_key(file)
    assert file.read_text() == "algo mío\n"
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.keys"]

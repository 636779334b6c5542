"""A throw-away PostgreSQL server for the tests: one per run, shared by all workers, gone with the run.

`server_url()` answers with the address of its `postgres` database, or None where no server is installed;
`why_not()` says what was missing, so that the run can name it. `SELLO_TEST_POSTGRES` points to a server that
is already there (a role that may create databases) instead of starting one.
"""

import atexit
import contextlib
import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

RUN = "SELLO_TEST_POSTGRES_RUN"
"""Environment variable that tells the workers of a parallel run where the server's files lie."""

OWNER = "postgres"
"""The system user that runs the server when the tests run as root, which PostgreSQL refuses."""


class NotHere(Exception):
    """This machine cannot start a server; the text says why."""


@lru_cache(maxsize=1)
def server_url() -> str | None:
    """Address of the run's server (started by whoever asks first), or None if this machine has none."""
    try:
        return os.environ.get("SELLO_TEST_POSTGRES") or _shared_server()
    except NotHere:
        return None


@lru_cache(maxsize=1)
def why_not() -> str | None:
    """Why there is no server, in one line; None if there is one."""
    if os.environ.get("SELLO_TEST_POSTGRES"):
        return None
    try:
        _shared_server()
    except NotHere as reason:
        return str(reason)
    return None


def announce() -> None:
    """Choose the folder of the run's server; the controller calls it before its workers are born.

    Nothing is started yet: a run that never asks for PostgreSQL never pays. The chooser also cleans up.
    """
    if RUN in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="sello-postgres-"))
    folder.chmod(0o755)
    os.environ[RUN] = str(folder)
    atexit.register(_remove, folder, os.getpid())


@lru_cache(maxsize=1)
def _shared_server() -> str:
    announce()
    folder = Path(os.environ[RUN])
    with _locked(folder / "lock"):
        address = folder / "address"
        if not address.exists():
            address.write_text(_start(folder))
        return address.read_text()


@dataclass(frozen=True)
class Server:
    """A server with files of its own, which can be stopped and started again at the same address.

    It trusts whoever asks. Raises NotHere where this machine cannot do what is asked of it.
    """

    data: Path
    port: int
    settings: tuple[str, ...]

    @classmethod
    def made(cls, data: Path, *settings: str, more: tuple[object, ...] = ()) -> "Server":
        """The files of a new server in a folder that is not there yet; `more` is for initdb."""
        programs = _programs()  # before the folder: where there are none it is asked again
        data.mkdir()
        initdb = [*_as_owner(data), programs / "initdb", "-D", data, "-U", "sello", "-A", "trust"]
        _run([*initdb, "-E", "UTF8", "--no-sync", *more])
        return cls(data, _free_port(), settings)

    @property
    def url(self) -> str:
        """Where it listens, and its `postgres` database."""
        return f"postgresql+psycopg://sello@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data}",
            *(f"-c {setting}" for setting in self.settings),
        ]
        _run([*self._pg_ctl(), "-l", self.data / "log", "-w", "-o", " ".join(options), "start"])

    def stop(self, mode: str) -> None:
        """Stop it: `fast` as an operator does, `immediate` as a crash does."""
        _run([*self._pg_ctl(), "-m", mode, "-w", "stop"])

    def is_there(self) -> bool:
        """Whether its first process lives."""
        with contextlib.suppress(NotHere):
            _run([*self._pg_ctl(), "status"])
            return True
        return False

    def _pg_ctl(self) -> list[object]:
        return [*_as_owner(self.data), _programs() / "pg_ctl", "-D", self.data]


def _start(folder: Path) -> str:
    quick = (
        "max_connections=200",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",  # what a test left is deleted: its places are not given to rows of the next
    )
    server = Server.made(folder / "data", *quick)
    server.start()
    return server.url


def _remove(folder: Path, chooser: int) -> None:
    """Stop the server and delete its files; forked children of the chooser leave both alone."""
    if os.getpid() != chooser:
        return
    data = folder / "data"
    if (data / "postmaster.pid").exists():
        stop = [*_as_owner(data), _programs() / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
        with contextlib.suppress(NotHere):
            _run(stop)
    shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with initdb and pg_ctl: on the path, or where Debian keeps the newest version."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise NotHere("no server is installed")
    return versions[-1].parent


def _as_owner(data: Path) -> list[str]:
    """The prefix that runs a command as a user PostgreSQL accepts, who also gets the data folder."""
    if os.geteuid() != 0:
        return []
    try:
        owner = pwd.getpwnam(OWNER)
    except KeyError:
        raise NotHere(f"root may not run a server and there is no user {OWNER!r}") from None
    os.chown(data, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def _run(command: list[object]) -> None:
    with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open as long as the server lives
        words = [str(word) for word in command]
        status = subprocess.run(
            words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False
        )
        if status.returncode:
            output.seek(0)
            raise NotHere(f"the server did not start: {output.read().strip()[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    deadline = time.monotonic() + 120
    with path.open("a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise NotHere("another worker never finished starting the server") from None
                time.sleep(0.1)
        yield

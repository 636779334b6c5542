"""`sello demo`: a whole town on this machine, web and scheduler, until Ctrl-C."""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

import click

from sello.cli.context import refusals_said, settings
from sello.config import Config
from sello.core import clock, migrate

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
PARENT_DIED = 1
"""Linux prctl option PR_SET_PDEATHSIG: which signal a child gets when its parent is gone."""

PATIENCE = 10.0
"""Seconds that a process has to stop by itself before it is made to."""


class Stop(Exception):
    """Somebody asked the demo to end."""


@click.command()
@click.option("--only-load", is_flag=True, help="Carga los datos de la demostración y termina.")
def demo(only_load: bool) -> None:
    """Muestra un municipio a mitad de camino, solo en esta máquina."""
    config = settings()
    if config.host not in LOOPBACK:
        raise click.ClickException("La demostración solo responde en esta máquina: quite SELLO_HOST.")
    environment = demo_environment(config, os.environ)
    os.environ.update(environment)
    config = settings()
    _prepare(config)
    if only_load:
        return
    _refuse_taken_port(config)
    sys.exit(Supervisor(config).run())


def demo_environment(config: Config, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that the demo adds: its own key, kept beside its data, and the address it answers at."""
    own = {
        "SELLO_DEMO": "1",
        "SELLO_BASE_URL": environ.get("SELLO_BASE_URL", f"http://{config.host}:{config.port}"),
    }
    if not config.secret_key:
        own["SELLO_SECRET_KEY"] = _kept_key(Path(config.data_dir) / "demo-key")
    return own


class Supervisor:
    """Starts web and scheduler, waits, and leaves no process behind."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        """Hold the processes until Ctrl-C (exit code 0) or until one of them dies (1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _ask_to_stop)
        try:
            self._start("serve")
            self._start("scheduler")
            self._greet()
            return self._watch()
        except Stop:
            click.echo("\nDeteniendo la demostración; los datos quedan guardados.")
            return 0
        finally:
            self._stop_all()

    def _start(self, command: str) -> None:
        self.children[command] = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "sello", command],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches only us: we decide who stops, and when
            preexec_fn=_end_with_the_parent,  # noqa: PLW1509 - no threads here
        )

    def _greet(self) -> None:
        """Print where to go and as whom, once the web answers."""
        while self._dead() is None and not _answers(self.config):
            time.sleep(0.1)
        if self._dead() is None:
            click.echo(welcome(self.config))

    def _watch(self) -> int:
        while (dead := self._dead()) is None:
            time.sleep(0.25)
        click.echo(f"El proceso «{dead}» terminó solo; se detiene la demostración.", err=True)
        return 1

    def _dead(self) -> str | None:
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def _stop_all(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in self.children.values():
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(child, signal.SIGKILL)
                child.wait()


def welcome(config: Config) -> str:
    """What the terminal says once all is up: the address, and one account for each role."""
    from sello.demo import ACCOUNTS, PASSWORD

    width = max(len(account.email) for account in ACCOUNTS)
    people = [f"  {account.email:<{width}}  {account.role.label}" for account in ACCOUNTS]
    lines = [
        "",
        f"Sello está en {config.base_url}",
        "",
        f"Cuentas de la demostración (contraseña: {PASSWORD}):",
        *people,
        "",
        "Ctrl-C para detener. Los datos se conservan hasta la próxima vez.",
    ]
    return "\n".join(lines)


def _prepare(config: Config) -> None:
    """Bring the schema up and, the first time, load the town."""
    from sello import demo as town
    from sello.app import create_app
    from sello.core.db import db

    config.evidence.mkdir(parents=True, exist_ok=True)
    app = create_app(config)
    with app.app_context(), refusals_said():
        migrate.upgrade(db.engine)
        if not town.is_loaded():
            click.echo("Preparando la demostración …")
            town.load(now=clock.now())
        db.engine.dispose()


def _kept_key(path: Path) -> str:
    """The key of the last start, so that its sessions go on; made the first time, for its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _refuse_taken_port(config: Config) -> None:
    with socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError:
            message = (
                f"El puerto {config.port} está ocupado (¿la demostración ya está abierta?). "
                f"Use otro: SELLO_PORT={config.port + 1} make demo"
            )
            raise click.ClickException(message) from None


def _answers(config: Config) -> bool:
    host = f"[{config.host}]" if ":" in config.host else config.host
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://{host}:{config.port}/healthz", timeout=2) as answer,
    ):
        return bool(answer.status == 200)
    return False


def _ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def _end_with_the_parent() -> None:
    """Ask Linux to end this child if its parent is killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Reach a child and whatever it started; one that is gone already needs nothing."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


COMMANDS = (demo,)

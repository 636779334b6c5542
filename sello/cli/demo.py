"""`sello demo`: a whole town on this machine, web and scheduler, until Ctrl-C."""

import os
import secrets
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from sello.cli.context import refusals_said, settings
from sello.config import Config
from sello.core import clock

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

SUPERVISOR = Path(__file__).with_name("supervisor.py")
"""Run by its path: as a module it would bring all of the commands with it."""


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
    _become_supervisor(config)


def demo_environment(config: Config, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that the demo adds: its own key, kept beside its data, and the address it answers at."""
    own = {
        "SELLO_DEMO": "1",
        "SELLO_BASE_URL": environ.get("SELLO_BASE_URL", f"http://{config.host}:{config.port}"),
    }
    if not config.secret_key:
        own["SELLO_SECRET_KEY"] = _kept_key(Path(config.data_dir) / "demo-key")
    return own


def welcome(config: Config, log: Path) -> str:
    """What the terminal says once all is up: the address, one account for each role, and where the log is."""
    from sello.demo.town import ACCOUNTS, PASSWORD

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
        f"El registro técnico queda en {log}",
    ]
    return "\n".join(lines)


def _become_supervisor(config: Config) -> None:
    """Go on as the program that only holds the processes; what was needed to prepare leaves the memory."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    log = Path(config.data_dir) / "demo.log"
    arguments = (str(SUPERVISOR), f"http://{host}:{config.port}/healthz", str(log), welcome(config, log))
    sys.stdout.flush()
    os.execv(sys.executable, (sys.executable, "-P", *arguments))  # noqa: S606 - our own program


def _prepare(config: Config) -> None:
    """Bring the schema up and, the first time, load the town."""
    from sello.app import create_app
    from sello.core import migrate
    from sello.core.db import db
    from sello.demo import loader

    with refusals_said():
        config.evidence.mkdir(parents=True, exist_ok=True)
        app = create_app(config)
    with refusals_said(), app.app_context():
        migrate.upgrade(db.engine)
        if not loader.is_loaded():
            click.echo("Preparando la demostración (menos de un minuto) …")
            loader.load(now=clock.now())
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


COMMANDS = (demo,)

"""`sello serve` and `sello scheduler`: the two processes of an instance."""

import logging
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn import glogging
from gunicorn.app.base import BaseApplication

from sello.cli import doctor, warming
from sello.cli.context import application, at_work, refuse_unready_database, settings
from sello.cli.worker import MOST_CONNECTIONS, Worker
from sello.config import Config
from sello.core import logs
from sello.files.jail import warden

REQUEST_SECONDS = 120
"""How long a worker may stay silent; a slow upload is not silence, since threads do the work."""

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the workers' heartbeat must not wait for a disk


class OneLog(glogging.Logger):  # type: ignore[misc]  # gunicorn is not typed
    """Sends the server's own messages where all the others go."""

    def setup(self, cfg: Any) -> None:
        """Let records rise to the root logger instead of being printed here."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn with the settings of an instance, without files or flags of its own."""

    def __init__(self, app: Flask, options: dict[str, object]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application that every worker serves."""
        return self.app


def options(config: Config) -> dict[str, object]:
    """What gunicorn is told: threads that slow senders do not hold; workers that renew themselves."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return {
        "bind": f"{host}:{config.port}",
        "worker_class": Worker,
        "workers": config.workers,
        "threads": config.threads,
        "worker_connections": MOST_CONNECTIONS,
        "sendfile": False,  # the system would wait without end for a reader who takes nothing
        "timeout": REQUEST_SECONDS,
        "graceful_timeout": 5 if config.demo else 60,
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
        "control_socket_disable": True,
        "forwarded_allow_ips": "",  # who is a proxy is said once, by SELLO_PROXIES
        "logger_class": OneLog,
        "loglevel": "warning" if config.demo else "info",
    }


@click.command()
def serve() -> None:
    """Atiende la web en SELLO_HOST:SELLO_PORT hasta recibir SIGTERM o Ctrl-C."""
    app = ready_application()
    warden.make_ready()
    warming.warm(app, Path(settings().data_dir))
    with at_work(settings()):
        Server(app, options(settings())).run()


@click.command()
def scheduler() -> None:
    """Envía recordatorios e informes a su hora, hasta recibir SIGTERM o Ctrl-C."""
    from sello import scheduler as clockwork

    app = ready_application()
    with at_work(settings()):
        clockwork.run(app)


def ready_application() -> Flask:
    """The application, once its key is a key and its database is at this version; otherwise what to do.

    The look leaves no connection open: a forked worker must not share one with its siblings.
    """
    config = settings()
    logs.configure(level=logging.WARNING if config.demo else logging.INFO)
    key = doctor.secret_key(config)
    if key.is_problem:
        raise click.ClickException(f"{key.part}: {key.seen}. {key.remedy}")
    app = application()
    with app.app_context():
        refuse_unready_database()
    return app


COMMANDS = (serve, scheduler)

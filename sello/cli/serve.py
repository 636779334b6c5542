"""`sello serve` and `sello scheduler`: the two processes of an instance."""

from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn import glogging
from gunicorn.app.base import BaseApplication

from sello.cli.context import application, settings
from sello.config import Config
from sello.core import logs

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
    """What gunicorn is told: threads, so that a slow upload holds nobody up; workers renewed now and then."""
    return {
        "bind": f"{config.host}:{config.port}",
        "worker_class": "gthread",
        "workers": config.workers,
        "threads": config.threads,
        "timeout": REQUEST_SECONDS,
        "graceful_timeout": 5 if config.demo else 60,
        "max_requests": 2000,
        "max_requests_jitter": 200,
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
        "control_socket_disable": True,
        "logger_class": OneLog,
        "loglevel": "warning" if config.demo else "info",
    }


@click.command()
def serve() -> None:
    """Atiende la web en SELLO_HOST:SELLO_PORT hasta recibir SIGTERM o Ctrl-C."""
    logs.configure()
    config = settings()
    app = application()
    _let_go_of_the_database(app)
    Server(app, options(config)).run()


@click.command()
def scheduler() -> None:
    """Envía recordatorios e informes a su hora, hasta recibir SIGTERM o Ctrl-C."""
    logs.configure()
    from sello import scheduler as clockwork

    clockwork.run(application())


def _let_go_of_the_database(app: Flask) -> None:
    """Close what was opened while starting: a forked worker must not share a connection with its siblings."""
    from sello.core.db import db

    with app.app_context():
        db.engine.dispose()


COMMANDS = (serve, scheduler)

"""What is measured on: a folder, a database of either kind, and how large it may get."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from sello.app import create_app
from sello.config import Config
from sello.core import migrate
from sello.core.db import db
from tests import postgres

KEY = "only-for-the-measurements-" * 2


@dataclass(frozen=True)
class Options:
    """What was asked for: all of it or what fits in three minutes; the most pieces that a town may have."""

    quick: bool = False
    most: int = 50_000


@dataclass(frozen=True)
class Ground:
    """A folder for an instance's files, and its database: SQLite in that folder where no address is given."""

    folder: Path
    url: str = ""

    @property
    def name(self) -> str:
        """What the tables call its database."""
        return "PostgreSQL" if self.url else "SQLite"

    @property
    def config(self) -> Config:
        """The settings of an instance on it."""
        return Config(secret_key=KEY, data_dir=str(self.folder), database_url=self.url, password_cost="low")

    def mailing(self, port: int) -> Config:
        """The same settings with a mail server on this machine."""
        smtp = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"}
        return replace(self.config, mail_from="Sello <avisos@comuna.example>", **smtp)

    def environment(self, port: int = 1) -> dict[str, str]:
        """The same settings for a process of its own."""
        base = {
            "SELLO_SECRET_KEY": KEY,
            "SELLO_DATA": str(self.folder),
            "SELLO_PORT": str(port),
            "SELLO_BASE_URL": f"http://127.0.0.1:{port}",
            "SELLO_DEMO": "1",
            "SELLO_UPLOAD_LIMIT_MB": "4096",
        }
        return base | ({"DATABASE_URL": self.url} if self.url else {})

    def bare(self) -> dict[str, str]:
        """What the bare application is told: a folder, and a database of the same kind beside ours."""
        where = {"BENCH_DATA": str(self.folder)}
        return where | ({"BENCH_DATABASE": emptied(f"{self.folder.name}_bare")} if self.url else {})

    def migrated(self) -> None:
        """Make the tables of an empty instance."""
        app = create_app(self.config)
        with app.app_context():
            migrate.upgrade(db.engine)
            db.engine.dispose()


def grounds(folder: Path, options: Options) -> Iterator[Ground]:
    """One of each kind of database that this machine has; the quick round takes SQLite alone."""
    yield made(folder / "sqlite")
    if not options.quick and postgres.server_url():
        yield made(folder / "postgresql", emptied("bench"))


def made(folder: Path, url: str = "") -> Ground:
    """A ground in a folder that is made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    return Ground(folder, url)


def emptied(name: str) -> str:
    """The address of an empty database on the PostgreSQL server of this run."""
    server = postgres.server_url()
    if server is None:
        raise SystemExit(postgres.why_not())
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)

"""`sello doctor` on whole set-ups: of a healthy one it says nothing, of each wrong one the remedy."""

import os
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from sqlalchemy import create_engine

from sello.cli import main as sello
from sello.cli.checkup import places
from sello.cli.serve import options
from sello.config import Config
from sello.core import backup_mark as mark
from sello.core import clock, health, migrate
from sello.core.mail.smtp import remedy_for
from sello.files.jail import warden
from tests.ground.wrong_setups import KEY, SET_UPS, SetUp
from tests.smtp import Postbox, postbox


@pytest.fixture(scope="module")
def box() -> Iterator[Postbox]:
    with postbox(
        auth_required=False,
        auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=False, handled=False, message="535 no"),
    ) as listening:
        yield listening


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a database at this version, made once."""
    file = tmp_path_factory.mktemp("migrated") / "sello.sqlite3"
    engine = create_engine(f"sqlite:///{file}")
    migrate.upgrade(engine)
    engine.dispose()
    return file.read_bytes()


@pytest.fixture
def healthy(tmp_path: Path, box: Postbox, migrated: bytes, monkeypatch: pytest.MonkeyPatch) -> SetUp:
    """Migrated, with an institution, a scheduler at work, a backup of yesterday and a mail server.

    What reads scans is there, whether this machine has it or not.
    """
    monkeypatch.setattr(warden, "recogniser", lambda: "/usr/bin/tesseract")
    config = Config(
        secret_key=KEY,
        data_dir=str(tmp_path),
        base_url="https://sello.municipio.example",
        proxies=1,
        smtp_host="127.0.0.1",
        smtp_port=box.port,
        smtp_security="none",
        mail_from="Sello <sello@municipio.example>",
    )
    config.evidence.mkdir()
    made = SetUp(config, tmp_path / "sello.sqlite3", tmp_path / "sello.env")
    made.settings_file.touch()
    made.file.write_bytes(migrated)
    now = clock.now()
    made.sql(
        "insert into institution (id, name, zone, created_at) values (1, 'M', 'America/Santiago', :now)",
        now=f"{now:%Y-%m-%d %H:%M:%S.%f}",
    )
    made.sql(
        "insert into lease (name, holder, since, until) values ('scheduler', 'casa:1', :now, :until)",
        now=f"{now:%Y-%m-%d %H:%M:%S.%f}",
        until=f"{now + timedelta(hours=1):%Y-%m-%d %H:%M:%S.%f}",
    )
    made.person(1, "secretariat", active=True)
    copy = tmp_path.with_name(f"{tmp_path.name}-respaldo")
    copy.mkdir()
    mark.leave(tmp_path, copy, now=now - timedelta(days=1))
    return made


def test_of_a_healthy_one_nothing_is_said(healthy: SetUp) -> None:
    assert healthy.told() == []


@pytest.mark.parametrize(
    ("bend", "part", "seen", "remedy"), SET_UPS, ids=lambda value: getattr(value, "__name__", str(value)[:30])
)
def test_of_a_wrong_one_its_fault_is_told_with_the_remedy_and_nothing_else(
    healthy: SetUp, bend: Callable[[SetUp], object], part: str, seen: str, remedy: str
) -> None:
    bend(healthy)
    (told,) = healthy.told()
    assert f"{told.mark} {told.part}" == part
    assert seen in told.seen
    assert remedy in told.remedy


@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7", "otra-maquina.invalid"])
def test_an_address_of_another_machine_is_told(healthy: SetUp, host: str) -> None:
    healthy.change(host=host)
    problem = next(each for each in healthy.told() if each.is_problem)
    assert (problem.part, "127.0.0.1" in problem.remedy) == ("SELLO_HOST", True)
    assert host in problem.seen


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_a_folder_of_evidence_that_another_account_made_is_told(healthy: SetUp) -> None:
    (healthy.config.evidence / "ab").mkdir()
    (healthy.config.evidence / "cd").mkdir()
    os.chown(healthy.config.evidence / "cd", 4321, 4321)
    (told,) = healthy.told()
    assert (told.part, told.is_problem) == ("Carpeta de evidencias", True)
    assert told.seen.startswith("cd es de otra cuenta")
    assert "chown -R" in told.remedy


@pytest.mark.parametrize("name", ["sello.sqlite3", "sello.sqlite3-wal", "evidence", "sello.env"])
def test_what_any_account_may_read_is_told(name: str) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "evidence").mkdir(mode=0o750)
        for each in ("sello.sqlite3", "sello.sqlite3-wal", "sello.env"):
            (folder / each).touch(mode=0o640)
        (folder / name).chmod(0o755)
        config, settings_file = Config(data_dir=made), folder / "sello.env"
        assert list(places.open_to_all(config, settings_file)) == [], "the folder above is closed"
        folder.chmod(0o755)
        (told,) = places.open_to_all(config, settings_file)
    assert told.mark == "!"
    assert told.remedy.startswith("Ciérrelo: chmod")
    assert told.remedy.endswith(f"/{name}")


def test_an_order_of_another_account_is_told(healthy: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 4321)
    (told,) = healthy.told()
    assert (told.part, told.is_problem) == ("Carpeta de datos", False)
    assert "runuser -u" in told.remedy


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_a_database_of_another_account_than_its_folder_is_told(healthy: SetUp) -> None:
    os.chown(healthy.file, 4321, 4321)
    (told,) = healthy.told()
    assert (told.part, told.is_problem) == ("Carpeta de datos", True)
    assert "chown" in told.remedy
    assert "sello.sqlite3" in told.seen


@pytest.mark.parametrize(
    ("error", "setting"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "SELLO_SMTP_PASSWORD"),
        (
            smtplib.SMTPNotSupportedError("SMTP AUTH extension not supported by server."),
            "quite SELLO_SMTP_USER",
        ),
        (smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."), "=465"),
        (ssl.SSLCertVerificationError("hostname mismatch"), "SELLO_SMTP_HOST"),
        (ssl.SSLError("WRONG_VERSION_NUMBER"), "SELLO_SMTP_SECURITY"),
        (smtplib.SMTPServerDisconnected("closed"), "SELLO_SMTP_SECURITY"),
        (socket.gaierror(-2, "unknown"), "SELLO_SMTP_HOST"),
        (ConnectionRefusedError(111, "refused"), "SELLO_SMTP_PORT"),
        (TimeoutError("timed out"), "cortafuegos"),
        (OSError(113, "no route"), "SELLO_SMTP_HOST"),
    ],
    ids=repr,
)
def test_each_way_of_a_mail_server_to_refuse_has_its_remedy(error: Exception, setting: str) -> None:
    assert setting in remedy_for(error)


def test_a_start_with_a_data_folder_that_is_none_ends_in_words(tmp_path: Path) -> None:
    file = tmp_path / "archivo"
    file.touch()
    for folder in (file, file / "dentro"):
        environ = {"SELLO_SECRET_KEY": KEY, "SELLO_DATA": str(folder), "DATABASE_URL": ""}
        for words in (["serve"], ["person", "list"], ["backup", str(tmp_path / "copia")]):
            told = CliRunner().invoke(sello, words, env=environ)
            assert told.exit_code == 1
            assert "SELLO_DATA" in told.output, words
            assert isinstance(told.exception, SystemExit)


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()
    (told,) = places.data(Config(data_dir=str(tmp_path / "archivo")))
    assert told.is_problem
    assert "install -d" in told.remedy


def test_a_look_at_a_folder_makes_none(tmp_path: Path) -> None:
    assert health.workplace(tmp_path / "nueva" / "carpeta") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_server_listens_where_it_is_told(host: str) -> None:
    from gunicorn.util import parse_address

    assert parse_address(options(Config(host=host))["bind"]) == (host, 8000)

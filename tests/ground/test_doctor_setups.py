"""`sello doctor` on whole set-ups: of a healthy one it says nothing, of each wrong one the remedy."""

import os
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from sello.cli import doctor
from sello.cli import main as sello
from sello.cli.checkup import places
from sello.cli.checkup.finding import Finding
from sello.cli.serve import options
from sello.config import Config
from sello.core import backup_mark as mark
from sello.core import clock, health, migrate
from sello.core.db import tune
from sello.core.mail.smtp import remedy_for
from tests.processes import free_port
from tests.smtp import Postbox, postbox

KEY = "mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C"


@dataclass
class SetUp:
    """An instance as its operator made it: tests bend it."""

    config: Config
    file: Path
    settings_file: Path

    def change(self, **values: object) -> None:
        self.config = replace(self.config, **values)  # type: ignore[arg-type]  # names of settings

    def sql(self, statement: str, **values: object) -> None:
        engine = create_engine(self.config.database)
        tune(engine)
        with engine.begin() as connection:
            connection.execute(text(statement), values)
        engine.dispose()

    def person(self, number: int, role: str, *, active: bool) -> None:
        self.sql(
            "insert into person (id, institution_id, name, email, post, role, active, password_temporary, "
            "created_at, version) values (:id, 1, 'P', :email, '', :role, :active, false, "
            "'2026-01-02 03:04:05.000000', 1)",
            id=number,
            email=f"p{number}@municipio.example",
            role=role,
            active=active,
        )

    def told(self) -> list[Finding]:
        """What is not in order, but for the scanner: another program, whose check has tests of its own."""
        found = doctor.examine(self.config, (), self.settings_file)
        return [each for each in found if each.mark != "✔" and each.part != "Antivirus"]


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
def healthy(tmp_path: Path, box: Postbox, migrated: bytes) -> SetUp:
    """Migrated, with an institution, a scheduler at work, a backup of yesterday and a mail server."""
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


def no_scheduler(made: SetUp) -> None:
    made.sql("update lease set until = '2026-01-02 03:04:05.000000'")


def two_schedulers(made: SetUp) -> None:
    made.sql(
        "insert into lease (name, holder, since, until) "
        "select 'scheduler-waiting', 'otra-casa:2', since, until from lease"
    )


def old_backup(made: SetUp) -> None:
    mark.leave(Path(made.config.data_dir), Path("/respaldo"), now=clock.now() - timedelta(days=4))


def no_backup(made: SetUp) -> None:
    Path(made.config.data_dir, mark.MARK).unlink()


def newer_database(made: SetUp) -> None:
    made.sql("update alembic_version set version_num = '9999_later'")


def older_database(made: SetUp) -> None:
    engine = create_engine(made.config.database)
    tune(engine)
    migrate.downgrade(engine, "-1")
    engine.dispose()


def no_file(made: SetUp) -> None:
    for each in made.file.parent.glob("sello.sqlite3*"):
        each.unlink()


def no_institution(made: SetUp) -> None:
    made.sql("delete from person")
    made.sql("delete from institution")


def nobody_leads(made: SetUp) -> None:
    made.person(2, "unit_head", active=True)
    made.sql("update person set active = false where id = 1")


def backup_inside(made: SetUp) -> None:
    inside = made.config.evidence / "respaldo"
    inside.mkdir()
    mark.leave(Path(made.config.data_dir), inside, now=clock.now())


def backup_gone(made: SetUp) -> None:
    mark.leave(Path(made.config.data_dir), made.file.parent.with_name("ya-no-esta"), now=clock.now())


def clock_behind(made: SetUp) -> None:
    made.sql(
        "insert into audit_event (institution_id, at, action, entity, entity_id, detail) "
        "values (1, :at, 'person.enrolled', 'person', 1, '{}')",
        at=f"{clock.now() + timedelta(days=1):%Y-%m-%d %H:%M:%S.%f}",
    )


def mail_waits(made: SetUp) -> None:
    columns = {
        "institution_id": 1, "recipient": "a@b.example", "recipient_name": "A", "kind": "k", "subject": "s",
        "text": "t", "html": "h", "secret": False, "urgent": False, "dedupe_key": "k", "state": "waiting",
        "attempts": 9, "next_attempt_at": "2026-01-03 03:04:05.000000",
        "created_at": "2026-01-02 03:04:05.000000", "last_error": "451 más tarde",
    }  # fmt: skip
    places = ", ".join(f":{name}" for name in columns)
    made.sql(f"insert into outbox_mail ({', '.join(columns)}) values ({places})", **columns)


def evidence_is_a_file(made: SetUp) -> None:
    made.config.evidence.rmdir()
    made.config.evidence.write_text("no es una carpeta")


def text_of_nothing(made: SetUp) -> None:
    """The words of a page are those of another, as after a copy of some tables."""
    values = "'aa', '2026-01-02 03:04:05.000000', '', 1"
    made.sql(f"insert into text_read (sha256, read_at, reason, pages) values ({values})")
    columns = "sha256, page, part, text, stems, recognised"
    made.sql(f"insert into text_page ({columns}) values ('aa', 1, 1, 'acta', 'otra', false)")


def no_witness(made: SetUp) -> None:
    """A list of witnesses in which somebody wrote a name."""
    listed = made.settings_file.with_name("testigos")
    listed.write_text("La vecina\n", encoding="utf-8")
    made.change(witnesses_file=str(listed))


SET_UPS: list[tuple[Callable[[SetUp], object], str, str, str]] = [
    (no_scheduler, "! Programador", "desde el 02-01-2026", "sello scheduler"),
    (two_schedulers, "! Programador", "casa:1 dirige y otra-casa:2 espera", "máquina otra-casa: sys"),
    (old_backup, "! Respaldo", "/respaldo", "sello backup"),
    (no_backup, "! Respaldo", "no se ha respaldado", "sello backup"),
    (newer_database, "✘ Esquema", "9999_later", "Instale la versión"),
    (older_database, "✘ Esquema", "no es el de esta versión", "sello migrate"),
    (no_file, "✘ Base de datos", "no existe", "sello init"),
    (no_institution, "! Institución", "no hay", "sello init"),
    (
        lambda made: made.sql("update institution set zone = 'America/Nada'"),
        "✘ Institución", "America/Nada", "tzdata",
    ),
    (lambda made: made.config.evidence.rmdir(), "✘ Carpeta de evidencias", "no existe", "install -d"),
    (lambda made: made.change(smtp_host=""), "! Correo", "sin configurar", "SELLO_SMTP_HOST"),
    (lambda made: made.change(smtp_port=free_port()), "✘ Correo", "Refused", "Nadie escucha"),
    (lambda made: made.change(smtp_security="starttls"), "✘ Correo", "STARTTLS", "=ssl"),
    (lambda made: made.change(smtp_security="ssl"), "✘ Correo", "SSL", "ssl va con 465"),
    (
        lambda made: made.change(smtp_user="sello", smtp_password="otra"),
        "✘ Correo", "535", "SELLO_SMTP_USER",
    ),
    (lambda made: made.change(upload_types="pdf,exe"), "✘ SELLO_UPLOAD_TYPES", "exe", "Quítela"),
    (lambda made: made.change(secret_key="corta"), "✘ Clave secreta", "32", "Genere"),
    (lambda made: made.change(demo=True), "✘ SELLO_DEMO", "todo el mundo", "Quítela"),
    (lambda made: made.change(host="0.0.0.0"), "! SELLO_HOST", "0.0.0.0", "127.0.0.1"),
    (lambda made: made.change(zone="America/Nada"), "✘ SELLO_ZONE", "America/Nada", "America/Santiago"),
    (lambda made: made.change(workers=0), "✘ SELLO_WORKERS", "0 no sirve", "1 a 64"),
    (lambda made: made.change(password_cost="low"), "! SELLO_PASSWORD_COST", "pruebas", "Quítela"),
    (nobody_leads, "✘ Cuentas", "Secretaría Ejecutiva", "sello person list"),
    (backup_inside, "! Respaldo", "se perderían juntas", "otro disco"),
    (backup_gone, "! Respaldo", "ya no está", "vuelva a hacerlo"),
    (clock_behind, "✘ Reloj", "lo último que se hizo", "set-ntp"),
    (mail_waits, "! Correos en espera", "02-01-2026 (451 más tarde)", "run-jobs"),
    (
        lambda made: made.change(secret_key="$(python3 -c 'import secrets; print(secrets)')"),
        "✘ Clave secreta", "es la orden", "Genere",
    ),
    (
        lambda made: made.change(secret_key_fallbacks=KEY),
        "! SELLO_SECRET_KEY_FALLBACKS", "repite", "anteriores",
    ),
    (lambda made: made.change(evidence_dir="~/evidence"), "✘ SELLO_EVIDENCE", "~/evidence", "ruta completa"),
    (
        lambda made: made.change(evidence_dir=made.config.data_dir),
        "! SELLO_EVIDENCE", "la misma carpeta", "otra carpeta",
    ),
    (
        lambda made: made.change(ledger_key_file=made.config.data_dir),
        "✘ Historial firmado", "es una carpeta", "SELLO_LEDGER_KEY",
    ),
    (
        lambda made: made.change(checkpoints_dir=str(made.settings_file)),
        "✘ Historial firmado", "es un archivo", "SELLO_CHECKPOINTS",
    ),
    (
        no_witness,
        "✘ Testigos del historial", "línea 1", "SELLO_WITNESSES",
    ),
    (
        lambda made: made.change(witnessed_file=made.config.data_dir),
        "✘ Testigos del historial", "el archivo entero", "SELLO_WITNESSED",
    ),
    (lambda made: made.change(witnesses_file="$TESTIGOS"), "✘ SELLO_WITNESSES", "$TESTIGOS", "ruta completa"),
    (lambda made: made.change(checkpoints_dir="~/x"), "✘ SELLO_CHECKPOINTS", "~/x", "ruta completa"),
    (
        lambda made: made.change(ledger_key_file="ledger.key"),
        "! SELLO_LEDGER_KEY", "depende", "ruta completa",
    ),
    (lambda made: made.change(smtp_host="$CORREO"), "✘ SELLO_SMTP_HOST", "$CORREO", "solo el nombre"),
    (lambda made: made.change(clamav="clamd"), "✘ SELLO_CLAMAV", "clamd", "3310"),
    (evidence_is_a_file, "✘ Carpeta de evidencias", "no es una carpeta", "install -d"),
    (text_of_nothing, "✘ Texto de los documentos", "índice", "texts --rebuild"),
    (lambda made: made.change(proxies=0), "! SELLO_PROXIES", "https://", "normalmente 1"),
]  # fmt: skip


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

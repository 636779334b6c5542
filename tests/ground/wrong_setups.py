"""Set-ups of an instance that are wrong, each with how it came about, where it is told and its remedy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from sello.cli import doctor
from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core import backup_mark as mark
from sello.core import clock, migrate
from sello.core.db import tune
from tests.processes import free_port

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

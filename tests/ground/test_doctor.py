"""Every check of `sello doctor`, both ways."""

import socket
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner
from sqlalchemy import create_engine

from sello import paths
from sello.cli import doctor
from sello.cli import main as sello
from sello.cli.checkup import places
from sello.cli.checkup.mail import mail
from sello.config import Config
from sello.core import health, migrate
from sello.core.db import tune

GOOD_KEY = "mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C"


@pytest.fixture
def sound(tmp_path: Path) -> Config:
    """The settings of an instance with nothing wrong, its database migrated and its folder there."""
    config = Config(secret_key=GOOD_KEY, data_dir=str(tmp_path), base_url="https://sello.municipio.example")
    config.evidence.mkdir()
    engine = create_engine(config.database)
    tune(engine)
    migrate.upgrade(engine)
    engine.dispose()
    return config


@pytest.mark.parametrize(
    ("key", "problem"),
    [(GOOD_KEY, False), ("", True), ("corta", True), ("ab" * 32, True), (GOOD_KEY[:31], True)],
)
def test_secret_key_has_to_be_long_and_varied(key: str, problem: bool) -> None:
    assert doctor.secret_key(Config(secret_key=key)).is_problem is problem


def test_migrated_database_is_sound(sound: Config) -> None:
    findings = list(doctor.database(sound))
    assert [finding.is_problem for finding in findings] == [False] * 6
    assert "sello scheduler" in findings[2].remedy
    assert "sello init" in findings[3].remedy


def test_missing_sqlite_file_is_named_and_not_created(tmp_path: Path) -> None:
    config = Config(data_dir=str(tmp_path))
    (finding,) = doctor.database(config)
    assert finding.is_problem
    assert "sello init" in finding.remedy
    assert not list(tmp_path.iterdir())


def test_unreachable_server_is_a_problem_without_its_password() -> None:
    config = Config(database_url="postgresql://sello:secreto@127.0.0.1:9/sello")
    (finding,) = doctor.database(config)
    assert finding.is_problem
    assert "DATABASE_URL" in finding.remedy
    assert "secreto" not in finding.seen


def test_schema_behind_says_how_to_migrate(sound: Config) -> None:
    engine = create_engine(sound.database)
    tune(engine)
    migrate.downgrade(engine, "base")
    engine.dispose()
    _place, schema = doctor.database(sound)
    assert schema.is_problem
    assert "sello migrate" in schema.remedy


def test_read_only_database_is_a_problem(sound: Config) -> None:
    file = sound.database.removeprefix("sqlite:///")
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    tune(engine)
    assert health.reachable(engine) is None
    assert "no admite escritura" in str(health.writable(engine))


def test_asking_whether_a_database_is_writable_changes_nothing(sound: Config) -> None:
    engine = create_engine(sound.database)
    tune(engine)
    assert health.writable(engine) is None
    assert health.schema(engine) is None


def test_evidence_folder_in_order(sound: Config) -> None:
    assert not places.evidence(sound).is_problem


def test_missing_evidence_folder_is_a_problem(sound: Config) -> None:
    finding = places.evidence(replace(sound, evidence_dir=str(sound.evidence / "otra")))
    assert finding.is_problem
    assert "install -d" in finding.remedy


def test_evidence_folder_that_is_a_file_is_a_problem(sound: Config) -> None:
    (sound.evidence / "archivo").touch()
    assert places.evidence(replace(sound, evidence_dir=str(sound.evidence / "archivo"))).is_problem


def test_evidence_inside_the_program_is_a_problem(sound: Config) -> None:
    finding = places.evidence(replace(sound, evidence_dir=str(paths.PACKAGE / "evidence")))
    assert finding.is_problem
    assert "SELLO_EVIDENCE" in finding.remedy


def test_no_mail_server_is_a_notice(sound: Config) -> None:
    finding = mail(sound)
    assert not finding.is_problem
    assert "SELLO_SMTP_HOST" in finding.remedy


def test_mail_server_that_answers_is_sound(sound: Config) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        plain = replace(sound, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")
        assert not mail(plain).remedy
        assert mail(replace(plain, smtp_security="starttls")).is_problem
    finally:
        server.stop()


def test_mail_server_that_is_not_there_is_a_problem(sound: Config) -> None:
    finding = mail(replace(sound, smtp_host="127.0.0.1", smtp_port=9))
    assert finding.is_problem
    assert "127.0.0.1:9" in finding.seen


@pytest.mark.parametrize(
    ("environ", "part", "is_problem"),
    [
        ({"SELLO_ZONE": "America/Nada"}, "SELLO_ZONE", True),
        ({"SELLO_WORKERS": "0"}, "SELLO_WORKERS", True),
        ({"DATABASE_URL": "mysql://u@h/b"}, "DATABASE_URL", True),
        ({"SELLO_MAIL_FROM": "Sello, Municipio <s@m.example>"}, "SELLO_MAIL_FROM", True),
        ({"SELLO_BASE_URL": "https://m.example/sello"}, "SELLO_BASE_URL", True),
        ({"SELLO_BASE_URL": "http://m.example", "SELLO_PROXIES": "0"}, "SELLO_BASE_URL", False),
        ({"SELLO_WORKER": "2"}, "SELLO_WORKER", False),
        ({"SELLO_DEMO": "1"}, "SELLO_DEMO", True),
        ({"SELLO_PASSWORD_COST": "low"}, "SELLO_PASSWORD_COST", False),
        ({"SELLO_SECRET_KEY_FALLBACKS": "corta"}, "SELLO_SECRET_KEY_FALLBACKS", True),
        ({"SELLO_HOST": "0.0.0.0"}, "SELLO_HOST", False),
        ({"SELLO_PROXIES": "0"}, "SELLO_PROXIES", False),
    ],
)
def test_the_command_is_right_on_a_wrong_setting_and_so_is_the_start(
    sound: Config, environ: dict[str, str], part: str, is_problem: bool
) -> None:
    given = {**_environment(sound), **environ}
    told = CliRunner().invoke(sello, ["doctor"], env=given)
    (line,) = [line for line in told.output.splitlines() if f" {part}: " in line]
    assert (line[0], told.exit_code) == (("✘", 1) if is_problem else ("!", 0)), told.output
    begun = CliRunner().invoke(sello, ["person", "list"], env=given)
    assert begun.exit_code == 1, "there is no institution yet"
    assert (f"{part}: " in begun.output) is (is_problem or part == "SELLO_WORKER"), begun.output


def damage(file: Path) -> None:
    """Overwrite what lies in the middle of a file."""
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])


@pytest.mark.parametrize("bend", [damage, lambda file: file.write_bytes(b"not a database" * 999)])
def test_a_damaged_database_is_put_back_from_a_backup(sound: Config, bend: Callable[[Path], object]) -> None:
    for each in Path(sound.data_dir).glob("sello.sqlite3-*"):
        each.unlink()
    bend(Path(sound.data_dir, "sello.sqlite3"))
    finding = next(iter(doctor.database(sound)))
    assert finding.is_problem
    assert "sello restore" in finding.remedy
    for command in ("verify", "doctor", "migrate"):
        told = CliRunner().invoke(sello, [command], env=_environment(sound))
        assert told.exit_code == 1 or command == "migrate", "which may not come across the damage"
        assert "sello restore" in told.output or not told.exit_code
        assert not told.exception or isinstance(told.exception, SystemExit), command


def test_rows_that_name_files_beside_an_empty_folder_are_a_problem(sound: Config) -> None:
    with sqlite3.connect(Path(sound.data_dir, "sello.sqlite3")) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(evidence_version)")]
        marks = ", ".join("1" for _ in columns)
        connection.execute(f"insert into evidence_version ({', '.join(columns)}) values ({marks})")
    engine = create_engine(sound.database)
    (finding,) = places.unkept(sound, engine)
    engine.dispose()
    assert finding.is_problem
    assert "sello restore" in finding.remedy


def test_a_disk_that_is_nearly_full_is_a_problem(sound: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not places.room(sound).is_problem
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=1 << 20))
    assert places.room(sound).is_problem
    assert "1 MB" in places.room(sound).seen


def test_command_ends_well_on_a_sound_setup(sound: Config) -> None:
    answer = CliRunner().invoke(sello, ["doctor"], env=_environment(sound))
    assert answer.exit_code == 0, answer.output
    assert "Todo en orden" in answer.output


def test_command_ends_with_1_and_the_remedy(sound: Config) -> None:
    answer = CliRunner().invoke(sello, ["doctor"], env=_environment(replace(sound, secret_key="")))
    assert answer.exit_code == 1
    assert "✘ Clave secreta: falta" in answer.output
    assert "→ Genere una con" in answer.output


def test_setting_of_another_kind_is_named(sound: Config) -> None:
    answer = CliRunner().invoke(sello, ["doctor"], env={**_environment(sound), "SELLO_PORT": "ocho mil"})
    assert answer.exit_code == 1
    assert "SELLO_PORT" in answer.output


def _environment(config: Config) -> dict[str, str]:
    return {
        "SELLO_SECRET_KEY": config.secret_key,
        "SELLO_DATA": config.data_dir,
        "SELLO_BASE_URL": config.base_url,
        "SELLO_PROXIES": "1",
        "DATABASE_URL": "",
        "SELLO_EVIDENCE": "",
        "SELLO_SMTP_HOST": "",
        "SELLO_ZONE": config.zone,
    }

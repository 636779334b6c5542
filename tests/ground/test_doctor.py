"""Every check of `sello doctor`, both ways."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner
from sqlalchemy import create_engine

from sello import paths
from sello.cli import doctor
from sello.cli import main as sello
from sello.config import Config
from sello.core import migrate, readiness
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


@pytest.mark.parametrize(
    ("zone", "problem"),
    [
        ("America/Santiago", False),
        ("Pacific/Easter", False),
        ("America/Talca", True),
        ("", True),
        ("../etc", True),
    ],
)
def test_time_zone_has_to_exist(zone: str, problem: bool) -> None:
    assert doctor.zone(Config(zone=zone)).is_problem is problem


@pytest.mark.parametrize(
    ("days", "problem"), [("", False), ("2027-11-21, 2027-12-19", False), ("21-11-2027", True)]
)
def test_closed_days_have_to_be_dates(days: str, problem: bool) -> None:
    assert doctor.closed_days(Config(closed_days=days)).is_problem is problem


def test_migrated_database_is_sound(sound: Config) -> None:
    findings = list(doctor.database(sound))
    assert [finding.is_problem for finding in findings] == [False, False, False]
    assert "sello scheduler" in findings[-1].remedy


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
    assert readiness.reachable(engine) is None
    assert "no admite escritura" in str(readiness.writable(engine))


def test_asking_whether_a_database_is_writable_changes_nothing(sound: Config) -> None:
    engine = create_engine(sound.database)
    tune(engine)
    assert readiness.writable(engine) is None
    assert readiness.schema(engine) is None


def test_evidence_folder_in_order(sound: Config) -> None:
    assert not doctor.evidence(sound).is_problem


def test_missing_evidence_folder_is_a_problem(sound: Config) -> None:
    finding = doctor.evidence(replace(sound, evidence_dir=str(sound.evidence / "otra")))
    assert finding.is_problem
    assert "install -d" in finding.remedy


def test_evidence_folder_that_is_a_file_is_a_problem(sound: Config) -> None:
    (sound.evidence / "archivo").touch()
    assert doctor.evidence(replace(sound, evidence_dir=str(sound.evidence / "archivo"))).is_problem


def test_evidence_inside_the_program_is_a_problem(sound: Config) -> None:
    finding = doctor.evidence(replace(sound, evidence_dir=str(paths.PACKAGE / "evidence")))
    assert finding.is_problem
    assert "SELLO_EVIDENCE" in finding.remedy


def test_no_mail_server_is_a_notice(sound: Config) -> None:
    finding = doctor.mail(sound)
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
        assert not doctor.mail(plain).remedy
        assert doctor.mail(replace(plain, smtp_security="starttls")).is_problem
    finally:
        server.stop()


def test_mail_server_that_is_not_there_is_a_problem(sound: Config) -> None:
    finding = doctor.mail(replace(sound, smtp_host="127.0.0.1", smtp_port=9))
    assert finding.is_problem
    assert "127.0.0.1:9" in finding.seen


@pytest.mark.parametrize(
    ("url", "problem", "notice"),
    [
        ("https://sello.municipio.example", False, False),
        ("http://127.0.0.1:8000", False, False),
        ("http://sello.municipio.example", False, True),
        ("sello.municipio.example", True, True),
    ],
)
def test_public_address(url: str, problem: bool, notice: bool) -> None:
    finding = doctor.address(Config(base_url=url))
    assert (finding.is_problem, bool(finding.remedy)) == (problem, notice)


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
        "DATABASE_URL": "",
        "SELLO_EVIDENCE": "",
        "SELLO_SMTP_HOST": "",
        "SELLO_ZONE": config.zone,
    }

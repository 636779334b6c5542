"""Settings are read from the environment, each as what it is."""

from dataclasses import fields
from pathlib import Path

import pytest

from sello.config import Config, from_environment
from sello.core import setting_rules, settings


def test_every_setting_reads_from_its_variable() -> None:
    for each in fields(Config):
        if "env" not in each.metadata:
            continue
        raw = {bool: "sí", int: "7", str: "x"}[type(each.default)]
        value = getattr(from_environment({each.metadata["env"]: raw}), each.name)
        assert value == {bool: True, int: 7, str: "x"}[type(each.default)]


def test_yes_or_no_is_one_of_them() -> None:
    assert from_environment({"SELLO_DEMO": "no"}).demo is False
    with pytest.raises(ValueError, match="SELLO_DEMO"):
        from_environment({"SELLO_DEMO": "quizás"})


def test_a_number_that_is_none_is_an_error_that_names_its_variable() -> None:
    with pytest.raises(ValueError, match="SELLO_PORT"):
        from_environment({"SELLO_PORT": "ocho"})


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("postgres://u@h/b", "postgresql://u@h/b"),
        ("postgresql://u@h/b", "postgresql://u@h/b"),
        ("sqlite:////tmp/x.db", "sqlite:////tmp/x.db"),
    ],
)
def test_database_address(url: str, read: str) -> None:
    assert from_environment({"DATABASE_URL": url}).database == read


def test_sqlite_and_evidence_lie_in_the_data_folder(tmp_path: Path) -> None:
    config = from_environment({"SELLO_DATA": str(tmp_path)})
    assert config.database == f"sqlite:///{tmp_path / 'sello.sqlite3'}"
    assert config.evidence == tmp_path / "evidence"


KEY = "mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C"
WRONG = [
    ("SELLO_SECRET_KEY_FALLBACKS", f"{KEY},corta"),
    ("SELLO_SECRET_KEY_FALLBACKS", "ab" * 32),
    ("SELLO_DATA", ""),
    ("SELLO_DATA", "~/sello"),
    ("SELLO_DATA", "$HOME/sello"),
    ("SELLO_DATA", "/var/lib/sello "),
    ("SELLO_EVIDENCE", "~sello/evidence"),
    ("SELLO_EVIDENCE", "${SELLO_DATA}/evidence"),
    ("SELLO_EVIDENCE", "s3://evidencias"),
    ("SELLO_EVIDENCE", "s3://llave:secreto@evidencias/x?keys=/etc/k"),
    ("SELLO_EVIDENCE", "https://s3.example/evidencias"),
    ("SELLO_EVIDENCE_BEFORE", "s3://evidencias/x?keys=claves"),
    ("SELLO_EVIDENCE_BEFORE", "~/evidence"),
    ("SELLO_EVIDENCE_KEYS", "~/evidence.keys"),
    ("SELLO_EVIDENCE_KEYS", "var/evidence/evidence.keys"),
    ("SELLO_SECRET_KEY_FALLBACKS", "$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"),
    ("DATABASE_URL", "mysql://u@h/b"),
    ("DATABASE_URL", "sello.sqlite3"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "postgresql://sello:secreto@h:puerto/b"),
    ("DATABASE_URL", "postgresql+psycopg2://u@h/b"),
    ("DATABASE_URL", "sqlite+aiosqlite:////var/lib/sello/x.sqlite3"),
    ("SELLO_HOST", ""),
    ("SELLO_HOST", "http://0.0.0.0"),
    ("SELLO_HOST", "127.0.0.1:8000"),
    ("SELLO_HOST", "::1]"),
    ("SELLO_SMTP_HOST", "smtp://correo.municipio.example"),
    ("SELLO_SMTP_HOST", "correo.municipio.example:587"),
    ("SELLO_SMTP_HOST", "correo municipio"),
    *[
        ("SELLO_SMTP_HOST", said)
        for said in ("sello@correo.municipio.example", "???", "..", "$CORREO", "a\nb")
    ],
    *[
        (f"SELLO_{name}", said)
        for name in ("LEDGER_KEY", "CHECKPOINTS", "EVIDENCE", "DATA")
        for said in ("~/x", "$HOME/x", "/var/lib/x ", "\xa0")
    ],
    ("SELLO_LANGUAGE", "x" * 3000),
    ("SELLO_ZONE", "America/Nada"),
    ("SELLO_ZONE", ""),
    ("SELLO_ZONE", "../etc"),
    ("SELLO_LANGUAGE", "../es"),
    ("SELLO_LANGUAGE", "fr"),
    ("SELLO_CLOSED_DAYS", "21-11-2027"),
    ("SELLO_BASE_URL", "sello.municipio.example"),
    ("SELLO_BASE_URL", "ftp://sello.municipio.example"),
    ("SELLO_BASE_URL", "https://municipio.example/sello"),
    ("SELLO_BASE_URL", "https://municipio.example?x=1"),
    ("SELLO_BASE_URL", "https://"),
    ("SELLO_BASE_URL", "https://x.example:puerto"),
    ("SELLO_BASE_URL", "https://clave@x.example"),
    ("SELLO_MAIL_FROM", "Sello, Municipalidad <sello@municipio.example>"),
    ("SELLO_MAIL_FROM", "Sello"),
    ("SELLO_MAIL_FROM", "a@b.example, c@d.example"),
    ("SELLO_MAIL_FROM", ""),
    ("SELLO_SMTP_SECURITY", "tls13"),
    ("SELLO_PASSWORD_COST", "alto"),
    *[(f"SELLO_{name}", "0") for name in ("PORT", "SMTP_PORT", "WORKERS", "THREADS", "UPLOAD_LIMIT_MB")],
    *[(f"SELLO_{name}", "-1") for name in ("WORKERS", "PROXIES", "SESSION_HOURS", "LINK_HOURS")],
    ("SELLO_PORT", "70000"),
]
RIGHT = [
    ("SELLO_SECRET_KEY_FALLBACKS", f"{KEY}, {KEY[::-1]}"),
    ("DATABASE_URL", "postgresql:///sello?host=/var/run/postgresql"),
    ("DATABASE_URL", "postgresql+psycopg://u:c@h/b"),
    ("DATABASE_URL", "postgres://u@h/b"),
    ("DATABASE_URL", "sqlite:////var/lib/sello/x.sqlite3"),
    *[("SELLO_HOST", host) for host in ("0.0.0.0", "::1", "::", "::ffff:192.0.2.7", "web-1.example")],
    ("SELLO_SMTP_HOST", "2001:db8::25"),
    ("SELLO_ZONE", "Pacific/Easter"),
    ("SELLO_DATA", "/var/lib/sello"),
    ("SELLO_EVIDENCE", "/srv/evidencia de género"),
    ("SELLO_EVIDENCE", "s3://evidencias/sello?endpoint=https://s3.example&keys=/etc/k"),
    ("SELLO_EVIDENCE_BEFORE", "/srv/evidencia"),
    ("SELLO_EVIDENCE_KEYS", "/etc/sello-keys/evidence.keys"),
    ("SELLO_CLOSED_DAYS", "2027-11-21, 2027-12-19"),
    ("SELLO_BASE_URL", "https://sello.municipio.example/"),
    ("SELLO_BASE_URL", "http://127.0.0.1:8000"),
    ("SELLO_MAIL_FROM", "Sello <sello@municipio.example>"),
    ("SELLO_MAIL_FROM", '"Sello, Municipalidad" <sello@municipio.example>'),
    ("SELLO_SMTP_SECURITY", "SSL"),
]
PUBLIC = {
    "SELLO_BASE_URL": "https://sello.municipio.example",
    "SELLO_PROXIES": "1",
    "SELLO_SMTP_HOST": "correo.municipio.example",
    "SELLO_SMTP_USER": "sello",
    "SELLO_SMTP_PASSWORD": "secreto",
    "SELLO_MAIL_FROM": "Sello <sello@municipio.example>",
}
"""A town's instance, of which nothing is to be said."""

ADVICE = [
    ({"SELLO_BASE_URL": "http://sello.municipio.example"}, "SELLO_BASE_URL"),
    ({"SELLO_PASSWORD_COST": "low"}, "SELLO_PASSWORD_COST"),
    ({"SELLO_HOST": "0.0.0.0"}, "SELLO_HOST"),
    ({"SELLO_BASE_URL": "https://sello.municipio.example"}, "SELLO_PROXIES"),
    ({"DATABASE_URL": "sqlite:///sello.sqlite3"}, "DATABASE_URL"),
    ({**PUBLIC, "SELLO_MAIL_FROM": "sello@localhost"}, "SELLO_MAIL_FROM"),
    ({**PUBLIC, "SELLO_BASE_URL": "http://127.0.0.1:8000"}, "SELLO_BASE_URL"),
    ({"SELLO_DATA": "datos"}, "SELLO_DATA"),
    ({"SELLO_EVIDENCE": "evidencia"}, "SELLO_EVIDENCE"),
    ({"SELLO_EVIDENCE": "s3://evidencias?endpoint=http://s3.example&keys=/etc/k"}, "SELLO_EVIDENCE"),
    ({"SELLO_EVIDENCE_KEYS": "evidence.keys"}, "SELLO_EVIDENCE_KEYS"),
    ({"SELLO_LEDGER_KEY": "ledger.key"}, "SELLO_LEDGER_KEY"),
    ({"SELLO_CHECKPOINTS": "puntos"}, "SELLO_CHECKPOINTS"),
    ({"SELLO_WITNESSES": "testigos"}, "SELLO_WITNESSES"),
    ({"SELLO_WITNESSED": "vecinas"}, "SELLO_WITNESSED"),
    ({"SELLO_DATA": "/var/lib/sello", "SELLO_EVIDENCE": "/var/lib/sello/"}, "SELLO_EVIDENCE"),
    ({"SELLO_PROXIES": "1"}, "SELLO_PROXIES"),
    (
        {"SELLO_SECRET_KEY": KEY, "SELLO_SECRET_KEY_FALLBACKS": f"{KEY[::-1]},{KEY}"},
        "SELLO_SECRET_KEY_FALLBACKS",
    ),
    ({**PUBLIC, "SELLO_SMTP_USER": ""}, "SELLO_SMTP_PASSWORD"),
    ({**PUBLIC, "SELLO_SMTP_PASSWORD": ""}, "SELLO_SMTP_PASSWORD"),
    ({**PUBLIC, "SELLO_SMTP_SECURITY": "none"}, "SELLO_SMTP_SECURITY"),
]


def test_an_instance_as_it_comes_has_no_fault() -> None:
    assert settings.faults(Config()) == []
    assert settings.faults(from_environment(PUBLIC)) == []


@pytest.mark.parametrize(("env", "value"), WRONG)
def test_what_cannot_work_is_refused_by_its_name(env: str, value: str) -> None:
    assert [fault.env for fault in settings.grave(from_environment({env: value}))] == [env]


@pytest.mark.parametrize(("env", "value"), RIGHT)
def test_what_works_is_let_pass(env: str, value: str) -> None:
    assert settings.grave(from_environment({env: value})) == []


@pytest.mark.parametrize(("environ", "env"), ADVICE)
def test_what_works_with_less_is_advice(environ: dict[str, str], env: str) -> None:
    (fault,) = settings.faults(from_environment(environ))
    assert (fault.env, fault.is_grave) == (env, False)


@pytest.mark.parametrize(
    "beside", [{"SELLO_BASE_URL": "https://sello.municipio.example"}, {"SELLO_HOST": "192.0.2.7"}]
)
def test_a_demonstration_for_everybody_is_refused(beside: dict[str, str]) -> None:
    config = from_environment({"SELLO_DEMO": "1", **beside})
    assert [fault.env for fault in settings.grave(config)] == ["SELLO_DEMO"]


def test_a_variable_that_nothing_reads_is_named_with_the_likely_one() -> None:
    set_ = [
        "SELLO_WORKER",
        "SELLO_ZONE",
        "SELLO_INIT_PASSWORD",
        "SELLO_TEST_MARK",
        "PATH",
        "SELLO_NADA_DE_ESO",
    ]
    slip, other = settings.unknown(set_)
    assert (slip.env, other.env) == ("SELLO_NADA_DE_ESO", "SELLO_WORKER")
    assert "SELLO_WORKERS" in other.remedy


def test_a_database_address_that_cannot_be_read_is_not_repeated() -> None:
    (fault,) = settings.grave(Config(database_url="postgresql://sello:secreto@h:puerto/b"))
    assert "secreto" not in str(fault)


def test_every_row_speaks_of_a_setting() -> None:
    known = {each.metadata.get("env") for each in fields(Config)}
    assert {rule.env for rule in setting_rules.TABLE} <= known

"""What the operator copies from the pages: one settings file for two readers, units, proxy, scripts."""

import re
import subprocess
from pathlib import Path

import pytest

from sello.app import create_app
from sello.config import Config, from_environment
from sello.core.setting_rules import LONG_ENOUGH
from sello.web.guard import is_public
from tests import guide
from tests.ground import documents, markdown

PAGES = documents.pages()
GUIDE, BACKUP = PAGES["docs/instalar.md"], PAGES["docs/respaldo.md"]
LINE = re.compile(r"(?:# )?[A-Z_]+=(?:'[^'\n]*'|[\w./:@-]+)|# .*|")
"""What a shell and systemd read alike: a plain or single-quoted value, and comments on lines of their own."""

SCRIPTS = [
    pytest.param(fence.body, id=f"{path}-{number}")
    for path, text in PAGES.items()
    for number, fence in enumerate(markdown.fences(text))
    if fence.language == "sh"
]


def block(text: str, holding: str) -> str:
    """The one block of code that holds a text."""
    (found,) = (fence.body for fence in markdown.fences(text) if holding in fence.body)
    return found


def read_two_ways(text: str) -> list[str]:
    """The lines of a settings file that a shell and systemd would not read alike."""
    return [line for line in text.splitlines() if not LINE.fullmatch(line)]


def test_shell_and_systemd_read_the_settings_file_alike() -> None:
    assert read_two_ways(block(GUIDE, "SELLO_SECRET_KEY=")) == []


@pytest.mark.parametrize(
    "line",
    [
        "SELLO_MAIL_FROM=Sello <sello@municipio.example>",
        "SELLO_SECRET_KEY=abc            # how to make one",
        'SELLO_SMTP_PASSWORD="a$b"',
        "SELLO_SMTP_PASSWORD='it's'",
        "SELLO_SMTP_PASSWORD=a\\b",
        "export SELLO_PROXIES=1",
        "SELLO_PROXIES = 1",
    ],
)
def test_a_line_that_they_read_differently_is_found(line: str) -> None:
    assert read_two_ways(f"SELLO_PROXIES=1\n{line}\n") == [line]


def test_the_settings_file_means_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "sello.env"
    example = block(GUIDE, "SELLO_SECRET_KEY=")
    file.write_text(example.replace("# DATABASE_URL", "DATABASE_URL"), encoding="utf-8")
    seen = by_shell(file)
    assert seen == by_systemd(file)
    config = from_environment(seen)
    assert config.mail_from == "Sello <sello@municipio.example>"
    assert config.database == "postgresql:///sello?host=/var/run/postgresql"
    assert (config.proxies, config.data_dir) == (1, "/var/lib/sello")
    assert documents.unknown_settings(example) == []


def by_shell(file: Path) -> dict[str, str]:
    """The variables that the wrapper's three lines export."""
    script = 'set -a; . "$1"; set +a; env -0'
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", str(file)], env={}, capture_output=True, check=True, text=True
    )
    pairs = (pair.split("=", 1) for pair in done.stdout.split("\0") if pair)
    return {name: value for name, value in pairs if documents.SETTING.fullmatch(name)}


def by_systemd(file: Path) -> dict[str, str]:
    """The same as systemd reads it (systemd.exec(5), EnvironmentFile=), for lines that `LINE` lets pass."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith(("#", ";")))
    return {name: value.removeprefix("'").removesuffix("'") for name, value in pairs}


def test_the_secret_key_of_the_guide_is_long_enough() -> None:
    (recipe,) = re.findall(r"^# La clave: python3 -c '(.+)'$", GUIDE, re.M)
    made = subprocess.run(["/usr/bin/env", "python3", "-c", recipe], capture_output=True, check=True)
    assert len(made.stdout.strip()) >= LONG_ENOUGH


def test_the_guide_is_followed_whole_and_names_every_file() -> None:
    """`make guide` does each of these; no block is left out."""
    found = list(guide.steps(GUIDE))
    assert [step.body for step in found] == [fence.body for fence in markdown.fences(GUIDE)]
    assert [str(step.file) for step in found if step.file] == [
        "/etc/sello.env",
        "/usr/local/sbin/sello",
        "/etc/systemd/system/sello.service",
        "/etc/systemd/system/sello-scheduler.service",
        "/etc/nginx/conf.d/sello.conf",
    ]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_to_copy_is_one(script: str) -> None:
    assert subprocess.run(["/bin/sh", "-n"], input=script, text=True, check=False).returncode == 0


def unit(text: str, command: str) -> dict[str, list[str]]:
    """The settings of a service's unit, by name."""
    found: dict[str, list[str]] = {}
    for line in block(text, f"ExecStart=/opt/sello/bin/sello {command}").splitlines():
        if "=" in line:
            name, value = line.split("=", 1)
            found.setdefault(name, []).append(value)
    return found


def test_the_two_services_differ_only_in_what_they_run() -> None:
    web, clockwork = unit(GUIDE, "serve"), unit(GUIDE, "scheduler")
    differing = {name for name in web.keys() | clockwork.keys() if web.get(name) != clockwork.get(name)}
    assert differing == {"Description", "After", "ExecStart", "ExecStartPre"}
    assert web["ExecStartPre"] == ["/opt/sello/bin/sello migrate"]


@pytest.mark.parametrize("command", ["serve", "scheduler"])
def test_a_service_waits_for_its_database_starts_again_and_keeps_its_files_to_itself(command: str) -> None:
    told = unit(GUIDE, command)
    assert "postgresql.service" in told["After"][0].split()
    assert told["UMask"] == ["0077"]
    assert told["Restart"] == ["on-failure"]
    assert int(told["RestartSec"][0]) > 0
    assert told["StartLimitIntervalSec"] == ["0"], "a database that is slow to come is waited for"


def test_the_proxy_takes_more_than_sello_so_that_sello_answers() -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", GUIDE)
    assert int(megabytes) > Config().upload_limit_mb


def written_down(proxy: str, address: str) -> str:
    """What the proxy's log would hold of an address, by its map and its format."""
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", formats(proxy))
    (mask,) = re.findall(r"~(\^\S+)\s+\"\$\{antes\}-\";", proxy)
    match = re.match(mask.replace("(?<", "(?P<"), address)
    return f"{match['antes']}-" if match else address


def formats(proxy: str) -> str:
    """The log formats of a proxy's configuration."""
    return " ".join(re.findall(r"log_format [^;]+;", proxy))


def test_the_proxy_writes_no_one_time_link_down(tmp_path: Path) -> None:
    app = create_app(Config(secret_key="only-for-tests-" * 3, data_dir=str(tmp_path)))
    proxy = block(GUIDE, "proxy_pass")
    secret = "kV3-q_9ZbL0"
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "token" in rule.arguments and is_public(app.view_functions[rule.endpoint])
    ]
    assert rules
    for rule in rules:
        address = rule.rule.replace("<token>", secret)
        assert secret not in written_down(proxy, address)
    assert written_down(proxy, "/requerimientos/7") == "/requerimientos/7"


def test_a_proxy_that_writes_them_down_is_found() -> None:
    proxy = block(GUIDE, "proxy_pass")
    assert "secreto" in written_down(proxy.replace("/enlace/", "/otro/"), "/enlace/secreto")
    with pytest.raises(AssertionError):
        written_down(proxy.replace('$sello_uri"', '$request_uri"'), "/enlace/secreto")


def test_the_guide_backs_up_and_restores_by_commands_that_prove_it() -> None:
    told = [line for fence in markdown.fences(BACKUP) for line in fence.body.splitlines()]
    assert [line for line in told if re.match(r"sello |systemctl st", line)] == [
        "sello backup /var/backups/sello",
        "sello backup verify /var/backups/sello",
        "systemctl stop sello sello-scheduler",
        "sello restore /var/backups/sello",
        "sello migrate",
        "sello verify",
        "sello doctor",
        "systemctl start sello",
        "systemctl start sello-scheduler",
    ]

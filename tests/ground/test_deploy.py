"""What operators copy from `deploy/` is what the guide shows, and the tools that are here find no fault."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from sello.config import Config
from tests import machine
from tests.ground import documents
from tests.ground.test_install_guide import GUIDE, block

DEPLOY = documents.ROOT / "deploy"
SHOWN = {
    "systemd/sello.service": "ExecStart=/opt/sello/bin/sello serve",
    "systemd/sello-scheduler.service": "ExecStart=/opt/sello/bin/sello scheduler",
    "nginx/sello.conf": "proxy_pass",
}
UNITS = sorted((DEPLOY / "systemd").iterdir())
FILES = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()]


@pytest.mark.parametrize(("name", "holding"), SHOWN.items())
def test_the_guide_shows_the_file(name: str, holding: str) -> None:
    assert (DEPLOY / name).read_text(encoding="utf-8") == block(GUIDE, holding)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_and_setting_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert documents.unknown_settings(text) == []
    for line in text.splitlines():
        if "/bin/sello " in line:
            assert documents.unknown_commands(f"```sh\n{line.split('=', 1)[1]}\n```") == []


@machine.needs("systemd-analyze")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault(path: Path) -> None:
    told = subprocess.run(
        ["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False
    )
    # The program and its account are not on this machine; all else has to be right.
    ours = [
        line for line in told.stderr.splitlines() if path.name in line and "is not executable" not in line
    ]
    assert ours == []


@machine.needs("systemd-analyze")
def test_systemd_would_tell_a_fault(tmp_path: Path) -> None:
    unit = tmp_path / "sello.service"
    unit.write_text(
        (DEPLOY / "systemd/sello.service").read_text(encoding="utf-8").replace("UMask=", "UMaske=")
    )
    told = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "UMaske" in told.stderr


@machine.needs("caddy")
def test_caddy_finds_no_fault() -> None:
    file = DEPLOY / "caddy/Caddyfile"
    told = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr


def test_the_blocks_of_both_proxies_open_and_close() -> None:
    for name in ("caddy/Caddyfile", "nginx/sello.conf"):
        depth = 0
        for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
            said = re.sub(r"\{[\w,]+\}", "", line.partition("#")[0])
            depth += said.count("{") - said.count("}")
            assert depth >= 0, line
        assert depth == 0, name


def test_containers_run_the_two_processes_after_the_migration() -> None:
    services = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text(encoding="utf-8"))["services"]
    commands = {name: service["command"] for name, service in services.items()}
    assert commands == {
        "migrate": ["sello", "migrate"],
        "web": ["sello", "serve"],
        "scheduler": ["sello", "scheduler"],
    }
    for name in ("web", "scheduler"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"], "only the server in front is open to the town"


def test_the_image_runs_as_nobody_special_and_serves() -> None:
    lines = (DEPLOY / "container/Containerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER sello") > max(
        number for number, line in enumerate(lines) if line.startswith("FROM")
    )
    assert json.loads(lines[-1].removeprefix("CMD ")) == ["sello", "serve"]


def test_both_proxies_take_more_than_sello_so_that_sello_answers() -> None:
    (caddy,) = re.findall(r"max_size (\d+)MB", (DEPLOY / "caddy/Caddyfile").read_text(encoding="utf-8"))
    assert int(caddy) > Config().upload_limit_mb

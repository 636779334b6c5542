"""`sello demo`: comes up, shows its accounts, keeps its data, and leaves no process behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sello.cli.demo import demo_environment
from sello.config import Config
from tests.processes import Process, alive, free_port, get, running

ROOT = Path(__file__).resolve().parents[2]
DEMO = [sys.executable, "-m", "sello", "demo"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the loaded demonstration."""
    folder = tmp_path_factory.mktemp("demo")
    environ = {**os.environ, **environment(free_port())}
    subprocess.run([*DEMO, "--only-load"], cwd=folder, env=environ, check=True, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture
def demo(place: Path) -> Iterator[tuple[Process, str]]:
    """The running demonstration and its address."""
    port = free_port()
    with running(DEMO, place, environment(port)) as process:
        address = f"http://127.0.0.1:{port}"
        process.wait_for(f"{address}/readyz")
        process.wait_until(lambda: "Ctrl-C" in process.output)
        yield process, address


def environment(port: int) -> dict[str, str]:
    """The settings under which the demonstration runs here."""
    return {
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "SELLO_PORT": str(port),
        "SELLO_WORKERS": "1",
        "SELLO_PASSWORD_COST": "low",
    }


def test_it_says_where_and_as_whom(demo: tuple[Process, str]) -> None:
    process, address = demo
    assert f"Sello está en {address}" in process.output
    assert process.output.count(".example") >= 5, "one account for each role"
    assert ".example" in get(f"{address}/entrar").decode(), "and on the sign-in page"


def test_records_of_the_log_go_to_a_file_and_not_to_the_terminal(
    place: Path, demo: tuple[Process, str]
) -> None:
    process, _address = demo
    log = place / "var" / "demo.log"
    worker = max(pid for pid, command in alive(process.mark).items() if command.rstrip().endswith("serve"))
    os.kill(worker, signal.SIGKILL)  # the server says so, and starts another
    process.wait_until(lambda: '"level": "error"' in log.read_text(encoding="utf-8"))
    assert process.end(signal.SIGTERM) == 0
    assert "{" not in process.output
    assert "El registro técnico queda en var/demo.log" in process.output
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_what_only_waits_is_small(demo: tuple[Process, str]) -> None:
    process, _address = demo
    status = Path(f"/proc/{process.popen.pid}/status").read_text(encoding="ascii")
    (resident,) = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < 40_000, "kilobytes; the application alone would be more than 100,000"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_cleanly_and_leaves_nothing(demo: tuple[Process, str], number: signal.Signals) -> None:
    process, _address = demo
    assert len(alive(process.mark)) >= 4, "supervisor, web with a worker, scheduler"
    assert process.end(number) == 0
    assert process.survivors() == []
    assert "Traceback" not in process.output


def test_ctrl_c_reaches_the_whole_group_at_once(demo: tuple[Process, str]) -> None:
    process, _address = demo
    os.killpg(process.popen.pid, signal.SIGINT)
    assert process.popen.wait(60) == 0
    assert process.survivors() == []


def test_a_killed_supervisor_leaves_nothing_either(demo: tuple[Process, str]) -> None:
    process, _address = demo
    process.end(signal.SIGKILL)
    assert process.survivors() == []


def test_a_part_that_dies_ends_all_and_is_named(demo: tuple[Process, str]) -> None:
    process, _address = demo
    victims = [pid for pid, command in alive(process.mark).items() if command.rstrip().endswith("scheduler")]
    os.kill(victims[0], signal.SIGKILL)
    assert process.popen.wait(60) == 1
    assert "El proceso «scheduler» terminó solo" in process.output
    assert process.survivors() == []


def test_its_data_are_kept(place: Path, demo: tuple[Process, str]) -> None:
    process, _address = demo
    assert "Preparando" not in process.output
    assert (place / "var" / "demo-key").stat().st_mode & 0o077 == 0


def test_a_taken_port_is_said_plainly(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(DEMO, place, environment(port)) as process:
            assert process.popen.wait(60) == 1
            assert f"El puerto {port} está ocupado" in process.output


def test_it_answers_on_this_machine_only(place: Path) -> None:
    with running(DEMO, place, {**environment(free_port()), "SELLO_HOST": "0.0.0.0"}) as process:
        assert process.popen.wait(60) == 1
        assert "solo responde en esta máquina" in process.output


def test_a_key_of_ones_own_is_used(tmp_path: Path) -> None:
    config = Config(secret_key="x" * 40, data_dir=str(tmp_path))
    assert "SELLO_SECRET_KEY" not in demo_environment(config, {})
    assert not list(tmp_path.iterdir())


def test_the_key_made_is_the_same_next_time(tmp_path: Path) -> None:
    config = Config(data_dir=str(tmp_path / "var"))
    first = demo_environment(config, {})["SELLO_SECRET_KEY"]
    assert len(first) >= 48
    assert demo_environment(config, {})["SELLO_SECRET_KEY"] == first

"""The built wheel, installed elsewhere and run from another folder, is the whole product."""

import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from sello import __version__
from tests.processes import free_port, get, running

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("sello", "templates", "migrations", "setup.cfg", "pyproject.toml", "README.md")
EMAIL = "sara@prueba.example"
KEY = "mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and an empty folder to run it from."""

    bin: Path
    site: Path
    cwd: Path
    environ: dict[str, str]

    def run(self, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the installed program to its end."""
        return subprocess.run(
            [str(self.bin / "sello"), *arguments],
            cwd=self.cwd,
            env={"PATH": "/usr/bin:/bin", **self.environ},
            input=answers,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources so that no build folder is left in them."""
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, source)
    output = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(output), str(source)], check=True, stdin=subprocess.DEVNULL)
    (built,) = output.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A new environment that has the wheel, and our dependencies only by reference."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python")]
    options = ["install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, str(wheel)], check=True, stdin=subprocess.DEVNULL)
    environ = {
        "SELLO_SECRET_KEY": KEY,
        "SELLO_PASSWORD_COST": "low",
        "SELLO_PORT": str(free_port()),
        "SELLO_WORKERS": "1",
    }
    return Installed(home / "bin", site, tmp_path_factory.mktemp("elsewhere"), environ)


def test_wheel_carries_every_file_and_nothing_of_an_instance(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    tops = {"sello": "sello", "templates": "sello/templates", "migrations": "sello/migrations"}
    wanted = {
        f"{inside}/{path.relative_to(ROOT / top).as_posix()}"
        for top, inside in tops.items()
        for path in (ROOT / top).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - names == set()
    assert {
        name for name in names - wanted if not name.startswith(f"sello-{__version__}.dist-info/")
    } == set()


def test_version_and_help_come_from_the_wheel(installed: Installed) -> None:
    assert installed.run("--version").stdout.strip() == f"sello {__version__}"
    program = subprocess.run(
        [str(installed.bin / "python"), "-c", "import sello; print(sello.__file__)"],
        cwd=installed.cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(program.stdout.strip()).is_relative_to(installed.site)


def test_commands_say_what_to_do_before_init(installed: Installed, tmp_path: Path) -> None:
    place = replace(installed, cwd=tmp_path)
    for command in (["serve"], ["scheduler"], ["catalogue", "list"]):
        answer = place.run(*command)
        assert answer.returncode == 1
        assert "sello init" in answer.stderr
        assert "Traceback" not in answer.stderr


@pytest.fixture
def town(installed: Installed, tmp_path: Path) -> Installed:
    """A town that has begun, in a folder of its own."""
    place = replace(installed, cwd=tmp_path)
    begun = place.run("init", "--institution", "Municipalidad de Prueba", "--name", "Sara", "--email", EMAIL)
    assert begun.returncode == 0, begun.stderr
    assert "Contraseña temporal" in begun.stdout
    return place


def test_a_town_begins_once_and_is_sound(town: Installed) -> None:
    again = town.run("init", "--institution", "Otra", "--name", "Otra", "--email", "otra@prueba.example")
    assert again.returncode == 1
    assert "ya es de Municipalidad de Prueba" in again.stderr
    sound = town.run("doctor")
    assert sound.returncode == 0, sound.stdout + sound.stderr


def test_what_is_asked_can_be_answered(installed: Installed, tmp_path: Path) -> None:
    answers = f"Municipalidad de Prueba\nSara\n{EMAIL}\n"
    place = replace(installed, cwd=tmp_path)
    begun = place.run("init", answers=answers)
    assert begun.returncode == 0, begun.stderr


def test_it_serves_pages_with_their_style(town: Installed) -> None:
    address = f"http://127.0.0.1:{town.environ['SELLO_PORT']}"
    with running([town.bin / "sello", "serve"], town.cwd, town.environ) as web:
        assert b"alive" in web.wait_for(f"{address}/healthz")
        assert b'"ready"' in get(f"{address}/readyz")
        page = get(f"{address}/entrar").decode()
        assert "<form" in page
        sheets = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', page)
        assert sheets
        for sheet in sheets:
            assert len(get(f"{address}{sheet}")) > 1000
        assert web.end(signal.SIGTERM) == 0
        assert web.survivors() == []


def test_editions_are_inside(town: Installed) -> None:
    loaded = town.run("catalogue", "load", "trabajo-40")
    assert loaded.returncode == 0, loaded.stderr
    assert "trabajo-40" in town.run("catalogue", "list").stdout


def test_scheduler_starts_and_stops(town: Installed) -> None:
    with running([town.bin / "sello", "scheduler"], town.cwd, town.environ) as clockwork:
        clockwork.wait_until(lambda: "leading" in clockwork.output)
        assert clockwork.end(signal.SIGTERM) == 0
        assert "Traceback" not in clockwork.output
        assert clockwork.survivors() == []

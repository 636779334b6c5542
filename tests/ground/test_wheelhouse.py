"""`make wheel` needs little, and `make wheelhouse` is enough where there is no network."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from sello import __version__
from tests.ground.test_packaging import RUNTIME, canonicalize_name, pins
from tests.ground.test_wheel import ROOT, SOURCES

NOWHERE = f"nowhere==1 \\\n    --hash=sha256:{'0' * 64}\n"
"""A pin that cannot be met: whoever installs all that the tests need, fails."""


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty wheel for each package that running needs, with the name and version that are pinned."""
    folder = tmp_path_factory.mktemp("index")
    return {name: empty_wheel(folder, name, version) for name, version in pins("requirements.lock").items()}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, stand_ins: dict[str, Path]) -> Path:
    """A copy of the sources whose lock names the stand-ins, with an environment that can build."""
    place = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, place)
    shutil.copy(ROOT / "Makefile", place)
    locked = [f"{name}=={version} --hash=sha256:{digest(stand_ins[name])}" for name, version in pinned()]
    (place / "requirements.lock").write_text("\n".join(locked))
    tools = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    (place / "requirements-dev.lock").write_text(tools + NOWHERE)
    home = place / ".venv"
    environment(home)
    (site(home) / "tools.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (home / "bin" / "pip").write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m pip "$@"\n')
    (home / "bin" / "pip").chmod(0o755)
    return place


def test_a_wheel_is_made_without_the_tools_of_the_tests(checkout: Path) -> None:
    run(["make", "wheel"], checkout, {"PIP_NO_INDEX": "1"})
    assert [path.name for path in (checkout / "dist").iterdir()] == [f"sello-{__version__}-py3-none-any.whl"]
    assert not (checkout / "build").exists()
    assert not (checkout / "sello.egg-info").exists()


def test_a_wheelhouse_installs_without_a_network(
    checkout: Path, stand_ins: dict[str, Path], tmp_path: Path
) -> None:
    (checkout / "wheelhouse").mkdir()
    (checkout / "wheelhouse" / "sello-0.0-py3-none-any.whl").touch()
    index = next(iter(stand_ins.values())).parent
    run(["make", "wheelhouse"], checkout, {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index)})
    wheels = {path.name for path in (checkout / "wheelhouse").iterdir()}
    assert wheels == {path.name for path in stand_ins.values()} | {f"sello-{__version__}-py3-none-any.whl"}

    environment(tmp_path / "server")
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "server" / "bin" / "python")]
    run([*pip, "install", "-q", "--no-index", "--find-links", "wheelhouse", "sello"], checkout, {})
    there = {canonicalize_name(found.name) for found in distributions(path=[str(site(tmp_path / "server"))])}
    assert {"sello", *(canonicalize_name(requirement.name) for requirement in RUNTIME)} <= there


def test_a_wheelhouse_holds_only_what_was_pinned(checkout: Path, tmp_path: Path) -> None:
    for name, version in pinned():
        empty_wheel(tmp_path, name, version, "not what was pinned")
    made = subprocess.run(
        ["make", "wheelhouse"],
        cwd=checkout,
        env=clean({"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in made.stderr


def pinned() -> list[tuple[str, str]]:
    return list(pins("requirements.lock").items())


def empty_wheel(folder: Path, name: str, version: str, summary: str = "stand-in") -> Path:
    """A wheel that installs nothing but its name."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / f"{stem}-py3-none-any.whl"
    with ZipFile(path, "w") as wheel:
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: {summary}\n"
        wheel.writestr(f"{stem}.dist-info/METADATA", about)
        kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{stem}.dist-info/WHEEL", kind)
        members = "".join(f"{stem}.dist-info/{member},,\n" for member in ("METADATA", "WHEEL", "RECORD"))
        wheel.writestr(f"{stem}.dist-info/RECORD", members)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def environment(home: Path) -> None:
    venv.create(home, with_pip=False)


def site(home: Path) -> Path:
    return Path(sysconfig.get_path("purelib", vars={"base": str(home)}))


def clean(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: nothing of this machine's settings of pip, and no way out."""
    return {"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", **more}


def run(command: list[str], cwd: Path, more: Mapping[str, str]) -> None:
    done = subprocess.run(command, cwd=cwd, env=clean(more), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

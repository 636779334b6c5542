"""What is on disk, what setup.cfg declares and what the locks pin are the same things."""

import ast
import re
import sys
from configparser import ConfigParser
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
MAPPED = {"sello": "sello", "templates": "sello.templates", "migrations": "sello.migrations"}
NOT_SHIPPED = {"__pycache__", ".gitignore"}

setup = ConfigParser()
setup.read(ROOT / "setup.cfg", encoding="utf-8")


def listed(section: str, option: str) -> list[str]:
    """The lines of a list in setup.cfg."""
    return [line for line in setup[section][option].splitlines() if line and not line.startswith("#")]


def shipped_files() -> list[Path]:
    """Every file below the three folders that go into the wheel."""
    found = (path for top in MAPPED for path in (ROOT / top).rglob("*") if path.is_file())
    return sorted(path for path in found if not NOT_SHIPPED & set(path.parts))


def dotted(folder: Path) -> str:
    """The package name of a folder in the checkout."""
    top, *rest = folder.relative_to(ROOT).parts
    return ".".join((MAPPED[top], *rest))


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything that a lock installs."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"^(\S+?)==([^\s;]+)", text, re.M)
    }


def declared(option: str) -> list[Requirement]:
    """The requirements that setup.cfg declares to run, or to test."""
    section, _, name = option.partition(":")
    return [Requirement(line) for line in listed(section, name)]


RUNTIME = declared("options:install_requires")
DEV = declared("options.extras_require:dev")


def test_every_folder_with_modules_is_a_package() -> None:
    code = {dotted(path.parent) for path in shipped_files() if path.suffix == ".py"}
    assert listed("options", "packages") == sorted(code | {"sello.templates"})


def test_every_module_folder_says_what_it_is_for() -> None:
    folders = {path.parent for path in shipped_files() if path.suffix == ".py"}
    inside = {folder for folder in folders if "sello" in folder.relative_to(ROOT).parts}
    assert {folder for folder in inside if not (folder / "__init__.py").exists()} == set()


def test_every_other_file_is_package_data() -> None:
    packages = listed("options", "packages")
    globs = {
        package: [glob.strip() for line in value.splitlines() for glob in line.split(",") if glob.strip()]
        for package, value in setup["options.package_data"].items()
    }
    forgotten = []
    for path in shipped_files():
        if path.suffix == ".py":
            continue
        holder = path.parent
        while dotted(holder) not in packages:
            holder = holder.parent
        name = path.relative_to(holder).as_posix()
        if not any(fnmatch(name, glob.replace("**/", "*")) for glob in globs.get(dotted(holder), [])):
            forgotten.append(str(path.relative_to(ROOT)))
    assert forgotten == []


@pytest.mark.parametrize(
    ("lock", "requirements"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", RUNTIME + DEV)]
)
def test_locks_pin_what_is_declared(lock: str, requirements: list[Requirement]) -> None:
    pinned = pins(lock)
    for requirement in requirements:
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is declared but not in {lock}: run make lock"
        assert requirement.specifier.contains(version, prereleases=True), (
            f"{requirement} but {version}: make lock"
        )


def test_tests_run_on_the_versions_that_are_installed() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_hashes_and_name_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = [block for block in re.split(r"^(?=\S)", text, flags=re.M) if block.strip()]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_what_the_program_imports_is_declared_and_the_reverse() -> None:
    providers = packages_distributions()
    imported: set[str] = set()
    for path in (ROOT / "sello").rglob("*.py"):
        imported |= top_levels(path)
    foreign = imported - set(sys.stdlib_module_names) - {"sello"}
    used = {canonicalize_name(name) for module in foreign for name in providers.get(module, [module])}
    named = {canonicalize_name(requirement.name) for requirement in RUNTIME}
    assert used - named - COMES_WITH.keys() == set(), "imported, but not in install_requires"
    assert named - used - NOT_IMPORTED.keys() == set(), "in install_requires, but never imported"


def test_what_the_tests_import_is_declared() -> None:
    providers = packages_distributions()
    imported: set[str] = set()
    for path in (ROOT / "tests").rglob("*.py"):
        imported |= top_levels(path)
    foreign = imported - set(sys.stdlib_module_names) - {"sello", "tests"}
    used = {canonicalize_name(name) for module in foreign for name in providers.get(module, [module])}
    named = {canonicalize_name(requirement.name) for requirement in RUNTIME + DEV}
    assert used - named - COMES_WITH.keys() - {"packaging"} == set(), (
        "imported by tests, but not in the dev extra"
    )


COMES_WITH = {
    "obstore": "the extra s3, for who keeps evidence in a bucket",
    "werkzeug": "Flask",
    "jinja2": "Flask",
    "markupsafe": "Flask",
    "click": "Flask",
    "itsdangerous": "Flask",
    "babel": "Flask-Babel",
}
"""Parts of a declared framework that are imported under their own name."""

NOT_IMPORTED = {
    "psycopg": "SQLAlchemy loads it when DATABASE_URL asks for PostgreSQL",
    "tzdata": "zoneinfo reads it where the system has no zones",
    "email-validator": "WTForms' Email validator loads it",
}


def top_levels(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names

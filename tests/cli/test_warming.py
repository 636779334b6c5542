"""Compiled templates are kept under a seal; of what somebody else put there nothing is run."""

import marshal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader

from sello.cli.warming import FOLDER, SEAL, warm


def application(folder: Path, key: str = "a key", text: str = "{{ 1 + 1 }}") -> Flask:
    app = Flask("x")
    app.secret_key = key
    app.jinja_loader = DictLoader({"a.html": text})
    warm(app, folder)
    return app


def rendered(app: Flask) -> str:
    return app.jinja_env.get_template("a.html").render()


@pytest.fixture
def compiled(monkeypatch) -> list[str]:
    """Which templates were compiled."""
    seen: list[str] = []
    compile_one = Flask.jinja_environment.compile

    def watched(self, source, name=None, *rest, **options):
        seen.append(name)
        return compile_one(self, source, name, *rest, **options)

    monkeypatch.setattr(Flask.jinja_environment, "compile", watched)
    return seen


def test_the_next_start_compiles_nothing(tmp_path: Path, compiled: list[str]) -> None:
    assert rendered(application(tmp_path)) == "2"
    assert compiled == ["a.html"]
    again = application(tmp_path)
    assert len(again.jinja_env.cache) == 1, "it is there before a page asks for it"
    assert rendered(again) == "2"
    assert compiled == ["a.html"]
    assert (tmp_path / FOLDER).stat().st_mode & 0o077 == 0


def test_a_template_that_was_changed_is_compiled_again(tmp_path: Path) -> None:
    rendered(application(tmp_path))
    assert rendered(application(tmp_path, text="otra")) == "otra"


@pytest.mark.parametrize("seal", [b"", b"x" * SEAL])
def test_what_was_put_there_by_somebody_else_is_not_run(tmp_path: Path, seal: bytes) -> None:
    rendered(application(tmp_path))
    (file,) = (tmp_path / FOLDER).iterdir()
    kept = file.read_bytes()
    file.write_bytes(seal + kept[SEAL:].replace(marshal.dumps(1), marshal.dumps(4)))
    assert rendered(application(tmp_path)) == "2"


def test_of_another_key_nothing_is_run(tmp_path: Path, compiled: list[str]) -> None:
    rendered(application(tmp_path))
    assert rendered(application(tmp_path, key="another")) == "2"
    assert compiled == ["a.html", "a.html"]


def test_without_a_folder_to_write_pages_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    assert rendered(application(tmp_path)) == "2"


FOR_FILES = {
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "PIL",
    "pypdfium2",
    "alembic",
    "apscheduler",
    "numpy",
    "highspy",
}


def test_what_only_files_jobs_and_plans_need_is_not_loaded_to_serve_pages() -> None:
    look = "import sys, sello.app; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert not FOR_FILES & set(done.stdout.split())

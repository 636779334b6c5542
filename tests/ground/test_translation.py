"""Another language can follow without touching code: extract, translate, compile, choose it, see it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import frontend
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sello.app import create_app
from sello.config import Config
from sello.core import migrate
from sello.core.db import db

ROOT = Path(__file__).resolve().parents[2]
TRANSLATORS = {"N_", "_", "_l", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext"}
BY_OTHER_MEANS = {
    "cli": "commands speak to the town's technicians, in Spanish",
    "demo": "the demonstration's rows are data, as a town would type them",
    "config.py": "the settings' meanings are those of docs/configuracion.md",
}
SPANISH = re.compile(
    r"[áéíóúñ¿¡«»ÁÉÍÓÚÑ]|\b(?:el|la|los|las|del|que|para|con|una)\b.*\b(?:de|el|la|no|que|se|su)\b"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every text that `make messages` finds."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    words = re.search(
        r"pybabel -q (extract .*?) -o sello", (ROOT / "Makefile").read_text().replace("\\\n", ""), re.S
    )
    assert words, "the Makefile has no messages target"
    arguments = words.group(1).split()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        frontend.CommandLineInterface().run(["pybabel", "-q", *arguments, "-o", str(target), "."])
    with target.open("rb") as stream:
        return read_po(stream)


def test_texts_of_templates_and_of_code_are_found(template: Catalog) -> None:
    texts = {message.id for message in template if isinstance(message.id, str)}
    assert len(texts) > 50
    assert "Secretaría Ejecutiva" in texts, "a label of an enumeration"


def test_every_default_keyword_stays() -> None:
    assert {"_", "gettext", "ngettext", "N_"} <= set(DEFAULT_KEYWORDS)


def test_another_language_shows_without_touching_code(
    template: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for message in template:
        if message.id:
            message.string = tuple(map(mark, message.id)) if message.pluralizable else mark(str(message.id))
    target = tmp_path / "en" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as stream:
        write_mo(stream, template)
    config = Config(secret_key="only-for-tests-" * 3, data_dir=str(tmp_path), language="en", testing=True)
    app = create_app(config)
    monkeypatch.setattr(app.extensions["babel"], "translation_directories", [str(tmp_path)])
    with app.app_context():
        migrate.upgrade(db.engine)
    page = app.test_client().get("/entrar").text
    assert '<html lang="en"' in page
    visible = re.sub(r"<[^>]+>", "\n", page.split("<body", 1)[1].partition(">")[2])
    lines = [line.strip() for line in visible.splitlines() if re.search(r"[^\W\d_]{3,}", line)]
    assert lines
    assert {line for line in lines if "\N{LEFT CEILING}" not in line} <= {"Sello"}


def mark(text: str) -> str:
    """A translation that shows it is one, with the same placeholders."""
    return f"\N{LEFT CEILING}{text}\N{RIGHT CEILING}"


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(ROOT / "sello").as_posix()
        for path in (ROOT / "sello").rglob("*.py")
        if path.relative_to(ROOT / "sello").parts[0] not in BY_OTHER_MEANS
    ),
)
def test_every_spanish_sentence_of_the_code_is_marked(path: str) -> None:
    tree = ast.parse((ROOT / "sello" / path).read_text(encoding="utf-8"))
    bare = [(line, text) for line, text in sentences(tree) if " " in text.strip() and SPANISH.search(text)]
    assert bare == [], "mark these with N_(…), _l(…) or gettext(…)"


def sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module that are neither docstrings, nor patterns, nor given to a translator."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in TRANSLATORS or ast.unparse(node.func) == "re.compile":
            return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from sentences(child)

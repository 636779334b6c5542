"""What can be wrong with a document, as functions from its text to a list of faults.

Each is given plain text, so that the tests can also show it a bent one and see it complain.
"""

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from zoneinfo import available_timezones

import click

from sello.cli import main
from sello.config import Config
from tests.ground import markdown

ROOT = Path(__file__).resolve().parents[2]
SPANISH, ENGLISH = "es", "en"

# fmt: off
TOLD_APART = {
    SPANISH: {"el", "la", "los", "las", "de", "que", "y", "en", "una", "con", "para", "se", "por", "del"},
    ENGLISH: {"the", "of", "and", "is", "to", "that", "with", "for", "are", "it", "by", "not", "from"},
}
# fmt: on
"""Words that every sentence of a language has, and no sentence of the other."""

ENOUGH = 4
"""So many of them say which language a paragraph is in; a shorter one may be names alone."""

MADE = re.compile(r"(\.venv|var|dist|incoming)(/|$)|sello-\*\.whl$|.*/messages\.pot$")
"""Paths that running, building or installing makes: no checkout has them."""

ONLY_IN_THE_WHEEL = frozenset({"sello.templates", "sello.migrations"})
PATH = re.compile(r"[\w.<>*-]+(/[\w.<>*-]*)+|[\w-]+\.(py|md|cfg|toml|lock|html|css|js|yaml|pot|png)|Makefile")
DOTTED = re.compile(r"sello(\.\w+)+")
SETTING = re.compile(r"\b(?:SELLO_[A-Z_]+|DATABASE_URL)\b")
OTHER_SETTINGS = re.compile(r"SELLO_TEST_\w+|SELLO_INIT_PASSWORD|SELLO_ENV_FILE")


def pages() -> dict[str, str]:
    """Every document of the repository by its path."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(found)}


def language_of(path: str) -> str:
    """The language that a document claims by its place."""
    is_spanish = path == "README.md" or re.fullmatch(r"docs/(?!measurements|architecture)[\w-]+\.md", path)
    return SPANISH if is_spanish else ENGLISH


def in_another_language(text: str, claimed: str) -> list[str]:
    """The paragraphs that are not in the language that the document claims."""
    return [piece for piece in markdown.paragraphs(text) if _language(piece) not in (claimed, None)]


def _language(piece: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", piece.lower())
    counts = {name: sum(word in known for word in words) for name, known in TOLD_APART.items()}
    likely = max(counts, key=lambda name: counts[name])
    return likely if counts[likely] >= ENOUGH else None


def broken_links(documents: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """The links that lead to no file, or to no heading of a document."""
    return [
        f"{path}: {target}"
        for path, text in documents.items()
        for target in markdown.links(text)
        if not re.match(r"[a-z]+:", target) and not _leads(documents, root, path, target)
    ]


def _leads(documents: Mapping[str, str], root: Path, path: str, target: str) -> bool:
    name, _, anchor = target.partition("#")
    there = (root / path).parent.joinpath(name).resolve() if name else (root / path).resolve()
    if not there.is_relative_to(root):
        return False
    key = there.relative_to(root).as_posix()
    if not anchor:
        return there.exists() or key in documents
    return key in documents and anchor in markdown.anchors(documents[key])


def missing_paths(text: str) -> list[str]:
    """The files and folders that a document names and the repository has not; <noun> stands for any."""
    return [path for path in sorted(_named_paths(text)) if not _exists(path)]


def _named_paths(text: str) -> set[str]:
    lines = [*markdown.spans(text)]
    lines += [
        line for each in markdown.fences(text) if each.language == "sh" for line in each.body.split("\n")
    ]
    words = {word.strip("',;\"") for line in lines for word in line.split()}
    return {
        word for word in words if PATH.fullmatch(word) and not word.startswith("-") and not MADE.match(word)
    } - available_timezones()


def _exists(path: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    if "/" not in path:
        pattern = f"**/{pattern}"
    places = [ROOT] if "/" in path else [ROOT / "sello", ROOT / "templates", ROOT / "tests", ROOT / "docs"]
    return (ROOT / path).exists() or any(next(place.glob(pattern), None) for place in places)


def missing_names(text: str) -> list[str]:
    """The modules and names of the program that a document names and that cannot be imported."""
    named = {name for span in markdown.spans(text) for name in span.split() if DOTTED.fullmatch(name)}
    return [name for name in sorted(named - ONLY_IN_THE_WHEEL) if not _imports(name)]


def _imports(name: str) -> bool:
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def unknown_settings(text: str) -> list[str]:
    """The variables that a document names and the program does not read."""
    known = {each.metadata.get("env") for each in fields(Config)}
    return sorted(name for name in set(SETTING.findall(text)) - known if not OTHER_SETTINGS.fullmatch(name))


def unknown_targets(text: str) -> list[str]:
    """The targets of make that a document names and the Makefile has not."""
    named = {name for line in markdown.code_lines(text) for name in re.findall(r"\bmake ([a-z]+)", line)}
    return sorted(named - targets())


def targets() -> set[str]:
    """What make can be asked for."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def unknown_commands(text: str) -> list[str]:
    """The commands, and options of them, that a document uses and the program has not."""
    return [fault for line in markdown.code_lines(text) for fault in _faults(_after_sello(line))]


def _after_sello(line: str) -> list[str]:
    """The words after the program's name, where a line runs it."""
    words = line.split("#", 1)[0].replace("ExecStart=", "").replace("ExecStartPre=", "").split()
    for number, word in enumerate(words):
        if word.endswith("/bin/sello") or (word == "sello" and number == 0):
            return [each.strip(",;'\"") for each in words[number + 1 :]]
    return []


def _faults(words: list[str]) -> Iterator[str]:
    command: click.Command = main
    names: list[str] = []
    for word in words:
        if isinstance(command, click.Group) and re.fullmatch(r"[a-z][a-z-]*", word):
            names.append(word)
            if word not in command.commands:
                yield f"sello {' '.join(names)}"
                return
            command = command.commands[word]
        elif re.match(r"--?[a-z]", word) and word.partition("=")[0] not in {*options(command), "--help"}:
            yield f"sello {' '.join(names)} {word}"


def commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    """All commands by their full names."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        full = f"{before}{name}"
        found |= commands(command, f"{full} ") if isinstance(command, click.Group) else {full: command}
    return found


def options(command: click.Command) -> set[str]:
    """The options of a command, under all their names."""
    return {name for each in command.params if isinstance(each, click.Option) for name in each.opts}

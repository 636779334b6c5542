"""Documents are short, in their language, and name only what exists; each check is shown a bent text."""

import re
from collections.abc import Callable

import pytest

from tests.ground import documents, markdown
from tests.ground.documents import ENGLISH, SPANISH

PAGES = documents.pages()
LONGEST_README = 120
LONGEST_DECISION = 30
PARTS = ["Context", "Decision", "Why", "What would change our mind"]


def page(path: str) -> object:
    """A document as a parameter that goes by its path."""
    return pytest.param(PAGES[path], id=path)


EVERY_PAGE = [page(path) for path in PAGES]
# What changed before may name what is gone by now.
EVERY_PRESENT_PAGE = [page(path) for path in PAGES if path != "CHANGELOG.md"]


def test_the_front_page_is_short_and_shows_first_what_it_is() -> None:
    text = PAGES["README.md"]
    assert len(text.splitlines()) <= LONGEST_README
    first_screen = "\n".join(text.splitlines()[:30])
    assert [part for part in ("![", "make demo", "make test") if part not in first_screen] == []


def test_every_document_for_town_and_operator_is_found_from_the_front_page() -> None:
    for_them = {path for path in PAGES if documents.language_of(path) == SPANISH} - {"README.md"}
    assert for_them <= set(markdown.links(PAGES["README.md"]))


def test_every_link_leads_somewhere() -> None:
    assert documents.broken_links(PAGES) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_document_is_in_the_language_that_it_claims(path: str) -> None:
    assert documents.in_another_language(PAGES[path], documents.language_of(path)) == []


def test_both_languages_are_there_to_be_told_apart() -> None:
    for path, text in PAGES.items():
        other = ENGLISH if documents.language_of(path) == SPANISH else SPANISH
        assert documents.in_another_language(text, other), path


@pytest.mark.parametrize("text", EVERY_PRESENT_PAGE)
def test_every_file_that_is_named_exists(text: str) -> None:
    assert documents.missing_paths(text) == []


@pytest.mark.parametrize("text", EVERY_PRESENT_PAGE)
def test_every_name_of_the_program_that_is_named_exists(text: str) -> None:
    assert documents.missing_names(text) == []


@pytest.mark.parametrize("text", EVERY_PRESENT_PAGE)
def test_every_command_and_option_that_is_used_exists(text: str) -> None:
    assert documents.unknown_commands(text) == []


@pytest.mark.parametrize("text", EVERY_PRESENT_PAGE)
def test_every_make_target_that_is_named_exists(text: str) -> None:
    assert documents.unknown_targets(text) == []


@pytest.mark.parametrize("text", EVERY_PAGE)
def test_every_setting_that_is_named_exists(text: str) -> None:
    assert documents.unknown_settings(text) == []


BENT: list[tuple[Callable[[str], list[str]], str, list[str]]] = [
    (documents.missing_paths, "See `sello/nowhere.py` and `sello/config.py`.", ["sello/nowhere.py"]),
    (documents.missing_paths, "A view in `sello/<noun>/nowhere.py`.", ["sello/<noun>/nowhere.py"]),
    (documents.missing_paths, "Its `nowhere.py` beside `models.py`.", ["nowhere.py"]),
    (documents.missing_paths, "Run\n```sh\npip install -r gone.lock\n```\n", ["gone.lock"]),
    (documents.missing_names, "A `sello.core.refusal.Nothing`, a `sello.nowhere`.",
     ["sello.core.refusal.Nothing", "sello.nowhere"]),
    (documents.unknown_commands, "Run `sello sing`.", ["sello sing"]),
    (documents.unknown_commands, "Run `sello catalogue sing`, `sello level`.", ["sello catalogue sing"]),
    (documents.unknown_commands, "Run `sello report --loud`.", ["sello report --loud"]),
    (documents.unknown_commands, "```\nExecStart=/opt/sello/bin/sello sing\n```\n", ["sello sing"]),
    (documents.unknown_commands, "```\nsello report --keep --loud=1\n```\n", ["sello report --loud=1"]),
    (documents.unknown_targets, "Then `make coffee`.", ["coffee"]),
    (documents.unknown_targets, "```\nSELLO_PORT=1 make coffee\n```\n", ["coffee"]),
    (documents.unknown_settings, "Set SELLO_COLOUR or `SELLO_PORT`.", ["SELLO_COLOUR"]),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text", "faults"), BENT)
def test_a_bent_text_is_found(check: Callable[[str], list[str]], text: str, faults: list[str]) -> None:
    assert check(text) == faults


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[gone](gone.md)", "a.md: gone.md"),
        ("[gone](#nada)\n\n## Algo\n", "a.md: #nada"),
        ("[gone](b.md#nada)", "a.md: b.md#nada"),
        ("![gone](gone.png)", "a.md: gone.png"),
        ("[outside](../../etc/passwd)", "a.md: ../../etc/passwd"),
        ("[twice](#algo-2)\n\n## Algo\n\n## Algo\n", "a.md: #algo-2"),
    ],
)
def test_a_bent_link_is_found(text: str, broken: str) -> None:
    assert documents.broken_links({"a.md": text, "b.md": "# Así es\n"}) == [broken]


def test_a_sound_link_is_not_taken_for_a_broken_one() -> None:
    text = "[a](b.md) [b](b.md#así-es-sello) [c](https://example.org) [d](#algo-1)\n\n# Algo\n\n# Algo\n"
    assert documents.broken_links({"a.md": text, "b.md": "# ¿Así es `sello`?\n"}) == []


@pytest.mark.parametrize(
    ("text", "claimed", "found"),
    [
        ("The scope of an institution is added to each read in one place.", SPANISH, True),
        ("El alcance de la institución se agrega a cada lectura en un solo lugar.", ENGLISH, True),
        ("El alcance de la institución se agrega a cada lectura en un solo lugar.", SPANISH, False),
        ("`the of and is to that with`", SPANISH, False),
    ],
)
def test_a_paragraph_in_another_language_is_found(text: str, claimed: str, found: bool) -> None:
    assert bool(documents.in_another_language(f"Una línea.\n\n{text}\n", claimed)) is found


DECISIONS = [path for path in PAGES if path.startswith("docs/decisions/")]


def test_decisions_are_numbered_one_after_the_other() -> None:
    assert [int(path.removeprefix("docs/decisions/")[:4]) for path in DECISIONS] == [
        *range(1, len(DECISIONS) + 1)
    ]


@pytest.mark.parametrize("path", DECISIONS)
def test_a_decision_is_half_a_page_with_its_four_parts_and_is_listed(path: str) -> None:
    assert decision_faults(path, PAGES[path], PAGES["CONTRIBUTING.md"]) == []


def decision_faults(path: str, text: str, listing: str) -> list[str]:
    """What keeps a page from being a decision: its length, its parts, its title, its place in the list."""
    title = text.splitlines()[0].removeprefix("# ")
    number, _, name = title.partition(". ")
    faults = {
        "too long": len(text.splitlines()) > LONGEST_DECISION,
        "other parts": re.findall(r"^## (.+)$", text, re.M) != PARTS,
        "an empty part": any(not markdown.section(text, part).strip() for part in PARTS if part in text),
        "another number": f"docs/decisions/{int(number):04}-" != path[: len("docs/decisions/0000-")],
        "not listed": f"{number}. [{name}]({path})" not in listing,
    }
    return [fault for fault, present in faults.items() if present]


def test_a_bent_decision_is_found() -> None:
    path, text = "docs/decisions/0001-x.md", "# 2. X\n\n## Context\n\n## Why\n" + "long\n" * 40
    assert decision_faults(path, text, "1. [X](docs/decisions/0001-x.md)") == [
        "too long",
        "other parts",
        "an empty part",
        "another number",
        "not listed",
    ]

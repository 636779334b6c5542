"""What a Markdown page is made of, as far as the tests of documents ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.M)


@dataclass(frozen=True)
class Fence:
    """A block of code and the language that it says it is in."""

    language: str
    body: str


def fences(text: str) -> list[Fence]:
    """The blocks of code of a page."""
    return [Fence(language, body) for language, body in FENCE.findall(text)]


def unfenced(text: str) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", text)


def spans(text: str) -> list[str]:
    """The pieces of code within sentences and tables, each on one line."""
    return [" ".join(span.split()) for span in SPAN.findall(unfenced(text))]


def code_lines(text: str) -> Iterator[str]:
    """Every piece of code of a page, line by line: within sentences, and in blocks."""
    yield from spans(text)
    for fence in fences(text):
        yield from fence.body.replace("\\\n", " ").splitlines()


def links(text: str) -> list[str]:
    """Where the links and pictures of a page lead."""
    return LINK.findall(SPAN.sub("", unfenced(text)))


def anchors(text: str) -> set[str]:
    """The names by which the headings of a page are linked to, as GitHub makes them."""
    found: dict[str, int] = {}
    names = set()
    for _level, title in HEADING.findall(unfenced(text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)
        name = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        count = found[name] = found.get(name, -1) + 1
        names.add(f"{name}-{count}" if count else name)
    return names


def section(text: str, title: str) -> str:
    """What stands below a heading, down to the next one of any level."""
    _before, rest = re.split(rf"^#+ {re.escape(title)}$", text, maxsplit=1, flags=re.M)
    return re.split(r"^#+ ", rest, maxsplit=1, flags=re.M)[0]


def table(text: str, *head: str) -> list[list[str]]:
    """The rows of the table whose head begins with these cells."""
    start = f"| {' | '.join(head)} |"
    lines = text[text.index(start) :].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: _end(lines)]]


def _end(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))


def paragraphs(text: str) -> list[str]:
    """The sentences of a page in pieces, without code and addresses."""
    plain = SPAN.sub(" ", re.sub(r"\]\([^)]*\)", "]", unfenced(text)))
    return [piece.strip() for piece in re.split(r"\n\s*\n", plain) if piece.strip()]

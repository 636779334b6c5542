"""SQL made stable (whatever depends on how many rows there are) and laid out over lines, for reading."""

import re
import textwrap

WIDTH = 100

BREAKS = frozenset(
    {
        "FROM",
        "JOIN",
        "LEFT\0OUTER\0JOIN",
        "WHERE",
        "AND",
        "OR",
        "HAVING",
        "LIMIT",
        "VALUES",
        "SET",
        "RETURNING",
    }
    | {"UNION", "UNION\0ALL", "GROUP\0BY", "ORDER\0BY"}
)
"""Words that begin a line, unless they stand in a parenthesis that holds no statement."""

TOGETHER = ("LEFT OUTER JOIN", "UNION ALL", "GROUP BY", "ORDER BY")

PARAMETER = r"\?(?:::\w+)?"
LIST = re.compile(rf"IN \({PARAMETER}(?:, {PARAMETER})*\)")
EMPTY_LIST = re.compile(
    r"IN \(SELECT 1 FROM \(SELECT 1\) WHERE 1!=1\)"  # SQLite
    r"|(?<!NOT )IN \(NULL\) AND \(1 != 1\)|IN \(NULL\) OR \(1 = 1\)"  # PostgreSQL
)
NAMED = re.compile(r"%\(\w+\)s")
BETWEEN = re.compile(rf"(BETWEEN {PARAMETER}) AND ")
TOKEN = re.compile(r"'(?:[^']|'')*'|\s+|[()]|[^\s()']+")
READS = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE) +([a-z_]+)")


def stable(sql: str) -> str:
    """One line, in which a list of values looks the same however long it is, and a value has no name."""
    line = NAMED.sub("?", " ".join(sql.split()))
    return EMPTY_LIST.sub("IN (…)", LIST.sub("IN (…)", line))


def tables(line: str) -> tuple[str, ...]:
    """The tables that a statement touches: first the one that it is about, then the others by name."""
    touched = READS.findall(line)
    about = READS.findall(_outermost(line))
    first = [*about, *touched][:1]
    return (*first, *sorted(set(touched) - set(first)))


def _outermost(line: str) -> str:
    """A statement without what it holds in parentheses."""
    while (shorter := re.sub(r"\([^()]*\)", "", line)) != line:
        line = shorter
    return line


def laid_out(line: str) -> str:
    """One clause a line, statements within statements further in."""
    for words in TOGETHER:
        line = line.replace(words, words.replace(" ", "\0"))
    tokens = TOKEN.findall(BETWEEN.sub("\\1\0AND ", line))
    lines: list[tuple[int, str]] = [(0, "")]
    holds: list[bool] = [True]
    for at, token in enumerate(tokens):
        depth = 2 * (sum(holds) - 1)
        if token in BREAKS and holds[-1] and lines[-1][1].strip():
            lines.append((depth, ""))
        if token == "(":
            holds.append(tokens[at + 1 : at + 2] == ["SELECT"])
        elif token == ")":
            holds.pop()
        lines[-1] = (lines[-1][0], lines[-1][1] + token)
    return "\n".join(_wrapped(depth, text) for depth, text in lines).replace("\0", " ")


def _wrapped(depth: int, text: str) -> str:
    indent = " " * depth
    return textwrap.fill(
        text.strip(),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )

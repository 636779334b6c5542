"""The reviewed texts: which statements each page asks for, and once for each database what they say.

`pages/` has a file for each page, the same for both databases: a page that asks for one more moves one file.
`sqlite/` and `postgresql/` have one for each table: a statement that is changed moves one file there,
whichever pages ask for it.
"""

import difflib
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from tests.sql.layout import laid_out
from tests.sql.recorder import Names, Statement

FOLDER = Path(__file__).parent / "snapshots"

RENEW = "If these statements are meant, renew the snapshots with `make snapshots` and read their diff."

Texts = dict[str, str]
"""The text of each file, by its name in the folder."""


def page_text(title: str, asked: Mapping[str, Sequence[Statement]], names: Names) -> str:
    """What a page asks for: by visitor, or by several whose questions are the same."""
    same: dict[str, list[str]] = {}
    for visitor, statements in asked.items():
        same.setdefault(_listed(statements, names), []).append(visitor)
    parts = [f"{', '.join(visitors)}: {listed}" for listed, visitors in same.items()]
    return "\n".join([f"{title}\n", *parts])


def _listed(statements: Sequence[Statement], names: Names) -> str:
    lines = [f"{len(statements)} statements"]
    named = [(names.of(each), each.tables[1:]) for each in statements]
    for (name, others), run in groupby(named):
        times = len(list(run))
        repeated = f" × {times}" if times > 1 else ""
        lines.append(f"    {name}{repeated}" + (f"  ({', '.join(others)})" if others else ""))
    return "\n".join(lines) + "\n"


def table_texts(names: Names) -> Texts:
    """Each statement once, by the table that it is about."""
    texts: Texts = {}
    for name, line in names.named():
        file = f"{name.partition('.')[0]}.sql"
        before = f"{texts[file]}\n" if file in texts else ""
        texts[file] = f"{before}-- {name}\n{laid_out(line)}\n"
    return texts


def kept(folder: Path) -> Texts:
    """What was reviewed last."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.*"))}


def keep(folder: Path, texts: Texts) -> None:
    """Write what is to be reviewed, and nothing besides."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.*"):
        path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def differences(before: Texts, after: Texts) -> str:
    """What a reviewer is to see; empty if nothing moved."""
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, ""), after.get(name, "")
        lines += difflib.unified_diff(
            old.splitlines(), new.splitlines(), f"reviewed/{name}", f"now/{name}", n=1, lineterm=""
        )
    return "\n".join([*lines, RENEW]) if lines else ""

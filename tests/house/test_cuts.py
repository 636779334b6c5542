"""A text is cut in one place, which ends it with «…» and leaves no quotation open."""

import re

from sello.paths import PACKAGE, resource

OWN_CUT = re.compile(r"\[[^\]\n]*:[^\]\n]*\](?:\.\w+\([^()]*\))?(?:\} ?| ?\+ ?f?[\"'])(?:…|\.\.\.)")
"""A slice, and what says that the text goes on."""


def test_nobody_else_cuts_a_text() -> None:
    source = {str(file.relative_to(PACKAGE)): file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}
    assert OWN_CUT.search('return text[: MOST - 1].rstrip() + "…"'), "it would be seen"
    found = {name for name, text in source.items() if OWN_CUT.search(text)}
    assert found <= {"core/text.py"}, "use core.text.shortened"


def test_no_template_cuts_with_dots() -> None:
    found = {
        file.name for file in resource("templates").rglob("*.*") if "truncate" in file.read_text("utf-8")
    }
    assert not found, "use the filter shortened"

"""The page of kinds says what the code does."""

import pytest

from sello.files import kinds
from sello.files.sniff import reasons
from tests.files import document
from tests.files.corpus import CASES


def test_the_page_is_the_one_that_the_code_writes() -> None:
    assert document.PLACE.read_text(encoding="utf-8") == document.document(), "python -m tests.files.document"


def test_every_kind_says_how_it_is_told() -> None:
    assert document.TOLD_BY.keys() == kinds.KINDS.keys()


@pytest.mark.parametrize(
    ("codes", "reason"),
    [(document.LOCKED, reasons.ProtectedFile), (document.MACROS, reasons.WithMacros)],
    ids=["locked", "macros"],
)
def test_what_the_page_says_is_refused_has_a_case_in_the_corpus(
    codes: frozenset[str], reason: type[reasons.FileRefused]
) -> None:
    assert codes <= {case.name.rpartition(".")[2] for case in CASES if case.right is reason}

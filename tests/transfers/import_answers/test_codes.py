"""Codes as people write them, matched against a cycle's own codes, the longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue import editions
from sello.transfers.import_answers.codes import Codes

SEAL = [part.code for part in editions.edition(editions.WORKING).requirements]
NORM = [part.code for part in editions.edition("nch-3262").requirements]
ALL = Codes([*SEAL, *NORM])

WRITTEN = [
    ("{code}", "alone"),
    ("{code}.", "with a full stop"),
    ("{code} Política institucional", "before a title"),
    ("{code} – Política", "before a dash"),
    ("{code}_v2", "before a version"),
    ("{code}-2025 acta", "before a year"),
    ("Req. {code}", "short label"),
    ("Requerimiento {code}: Política", "label"),
    ("Indicador {code} – Política", "label and title"),
    ("N° {code}", "number sign"),
    ("«{code}»", "in quotes"),
    ("({code}) Política", "in brackets"),
    ("  {code}  ", "with spaces"),
]


@pytest.mark.parametrize("pattern", [written for written, _ in WRITTEN], ids=[name for _, name in WRITTEN])
@pytest.mark.parametrize("edition", [SEAL, NORM], ids=["seal", "norm"])
def test_a_code_is_found_however_it_is_written(edition: list[str], pattern: str) -> None:
    codes = Codes(edition)
    for code in edition:
        text = pattern.format(code=code)
        assert (codes.of_cell(text), codes.of_folder(text), codes.of_file(f"{text}.pdf")) == (code,) * 3


@pytest.mark.parametrize("code", SEAL)
def test_a_letter_may_stand_before_the_number(code: str) -> None:
    assert ALL.of_cell(f"R{code}") == ALL.of_folder(f"R{code} Política") == code


@given(st.sampled_from(SEAL), st.sampled_from([".", "-", "_", ",", ". "]), st.integers(0, 2))
def test_signs_and_zeros_do_not_matter(code: str, sign: str, zeros: int) -> None:
    written = sign.join(part.zfill(len(part) + zeros) for part in code.split("."))
    assert ALL.of_cell(written) == code


@pytest.mark.parametrize(
    "text",
    ["1.1.10", "11.1.1", "1.1.1.1", "1.1.1a", "1.1", "1", "4.A", "9.9.9", "Dimensión 1", "01-01-2025 acta",
     "2025-01-01", "", "acta", "v1.1.1", "Ley 21.1.1.1"],
)  # fmt: skip
def test_what_is_no_code_of_the_cycle_is_none(text: str) -> None:
    assert (ALL.of_cell(text), ALL.of_folder(text), ALL.of_file(text)) == (None, None, None)


def test_the_longest_code_wins() -> None:
    codes = Codes(["4", "4.1", "4.1.1"])
    assert [codes.of_cell(text) for text in ("4.1.1 x", "4.1 x", "4 x", "4.2")] == ["4.1.1", "4.1", "4", None]


def test_a_folder_may_hold_its_code_inside_but_only_one() -> None:
    assert ALL.of_folder("Evidencias del indicador 1.1.1") == "1.1.1"
    assert ALL.of_folder("Medios para 1.1.1 y 1.1.2") is None
    assert ALL.of_file("Informe de la versión 1.1.1.pdf") is None

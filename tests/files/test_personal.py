"""RUT numbers are found by their check digit, not by their look."""

import io

import pytest

from sello.files.personal import names_people

VALID = ["76.086.428-5", "69072400-6", "69254000-k", "12.531.909-2"]


@pytest.mark.parametrize("rut", VALID)
@pytest.mark.parametrize("around", ["{}", "Nómina;{};presente\n", "({})", "RUT:{},"])
def test_a_valid_rut_is_found(rut: str, around: str) -> None:
    assert names_people(io.BytesIO(around.format(rut).encode()), "text/csv")


@pytest.mark.parametrize(
    "text",
    [
        "76.086.428-6",
        "Decreto 1200-46 del 22-11-2026",
        "2026-11-22",
        "expediente 12531909-23",
        "AB12531909-2",
        "mujeres;12531909;2",
        "",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not names_people(io.BytesIO(text.encode()), "text/plain")


def test_only_texts_are_read() -> None:
    assert not names_people(io.BytesIO(b"69072400-6"), "application/pdf")

"""An institution of before looks and speaks as we do, and nobody signs yet."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nothing was chosen for anybody."""
    found = connection.execute(
        text("select word, house_light, house_dark, logo_sha256, version from institution")
    ).all()
    assert found
    assert set(map(tuple, found)) == {("requerimiento", "", "", "", 1)}


CASE = Case(
    check=check,
    rows={
        "logo": [{"id": 1, "png": b"\x89PNG"}],
        "signatory": [{"id": 1, "place": 1, "name": "Alma Alcaldesa", "post": "Alcaldesa"}],
    },
    refused={
        "uq_logo_institution_id": ("logo", {}),
        "uq_signatory_institution_id_place": ("signatory", {}),
    },
)

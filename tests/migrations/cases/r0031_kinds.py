"""What was in the register stays as it was; of what is asked now nothing is known."""

from datetime import date

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nothing was invented for anybody."""
    found = connection.execute(
        text("select stage, territory, basis, open_ended, renew_days from initiative")
    ).all()
    assert found
    assert {(*row[:3], bool(row[3]), row[4]) for row in found} == {(None, "", None, False, None)}
    assert set(connection.execute(text("select share from initiative_unit")).scalars()) == {None}
    assert set(connection.execute(text("select purpose from initiative_task")).scalars()) == {None}
    assert set(map(bool, connection.execute(text("select is_act from initiative_evidence")).scalars())) == {
        False
    }


CASE = Case(
    check=check,
    rows={
        "executing_body": [{"id": 1, "body": "Corporación «Ñandú»", "from_year": 2024}],
        "counterpart": [{"id": 1, "name": "SernamEG", "amount": 9_999_999_999}],
        "year_budget": [{"id": 1, "year": 2026, "own": 0, "transferred": 68_076_300}],
        "training_session": [{"id": 1, "held_on": date(2026, 3, 8), "topic": "Enfoque de género"}],
        "training_attendance": [{"id": 1, "staff": "professional", "women": 4, "men": None}],
        "staff_count": [{"id": 1, "staff": "professional", "women": 9, "men": 3}],
        "committee_member": [{"id": 1, "post": "Alcaldía", "seat": "chair"}],
        "committee_meeting": [{"id": 1, "agenda": "1. Plan\n2. Varios", "minutes_id": 1}],
        "committee_presence": [{"id": 1}],
        "committee_resolution": [{"id": 1, "text": "Enviar el plan", "task_id": 1}],
        "post_competence": [{"id": 1, "post": "Profesional", "competence": "impact", "budget": 1}],
        "gap_link": [
            {"id": 1, "link": "barrier", "text": "Cuidados sin compartir", "follows_id": None},
            {"id": 2, "link": "gap", "text": "Menos mujeres con empleo", "follows_id": 1},
        ],
    },
)

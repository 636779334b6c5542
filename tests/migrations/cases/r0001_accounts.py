"""Two institutions; a unit that was merged into another; people with a substitute; mails, links, a trail."""

from datetime import UTC, date, datetime

from tests.migrations.case import Case

LATE = datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)

CASE = Case(
    rows={
        "guess": [{"key": "entrar:203.0.113.7", "tries": 4}],
        "institution": [
            {"id": 1, "name": "Municipalidad de Ñuñohue", "zone": "Pacific/Easter"},
            {"id": 2, "name": "Municipalidad de O'Higgins «del Sur»", "zone": "America/Punta_Arenas"},
        ],
        "unit": [
            {"id": 1, "name": "Alcaldía", "valid_from": date(2020, 1, 1)},
            {"id": 2, "name": "DIDECO", "parent_id": 1, "valid_from": date(2020, 1, 1)},
            {
                "id": 3,
                "name": "Oficina de la Mujer",
                "parent_id": 2,
                "valid_from": date(2020, 1, 1),
                "valid_until": date(2024, 2, 29),
                "successor_id": 2,
            },
            {"id": 4, "name": "Corporación", "is_corporation": True, "institution_id": 2},
        ],
        "person": [
            {"id": 1, "name": "Sara Ñandú", "email": "sara@prueba.example", "unit_id": 1, "active": True},
            {
                "id": 2,
                "name": "Paula Personas",
                "email": "paula@prueba.example",
                "unit_id": 2,
                "substitute_id": 1,
                "substitute_from": date(2026, 12, 1),
                "substitute_until": date(2026, 12, 31),
                "password": "$argon2id$v=19$…",
            },
            {"id": 3, "name": "Eva", "email": "eva@prueba.example", "access_until": date(2027, 1, 1)},
        ],
        "unit_history": [{"id": 1, "unit_id": 2, "name": "DIDECO (antes)", "valid_until": date(2022, 1, 1)}],
        "access_link": [{"id": 1, "token_hash": "a" * 64, "expires_at": LATE, "spent_at": None}],
        "appointment": [{"id": 1, "unit_id": 2, "post": "Jefa", "valid_until": None}],
        "audit_event": [
            {
                "id": 1,
                "action": "unit.closed",
                "entity": "unit",
                "entity_id": 3,
                "detail": {"a": ["ñ", None, 1.5]},
            },
            {"id": 2, "person_id": None, "action": "institution.began", "request_id": "9f2c", "at": LATE},
        ],
        "outbox_mail": [
            {"id": 1, "person_id": 1, "subject": "Su cuenta", "text": "Línea 1\nLínea 2", "secret": True},
            {"id": 2, "dedupe_key": "recuerdo:1", "last_error": "550 «no existe»", "claimed_until": LATE},
        ],
        "sign_in": [{"id": 1, "token_hash": "b" * 64, "device": "Firefox, Linux", "ended_at": LATE}],
    },
    refused={
        "ck_unit_dates_in_order": ("unit", {"valid_until": date(2019, 12, 31)}),
        "ck_person_substitute_has_period": ("person", {"email": "otra@prueba.example", "substitute_id": 2}),
        "ck_person_not_own_substitute": (
            "person",
            {
                "id": 10_000,
                "email": "otra@prueba.example",
                "substitute_id": 10_000,
                "substitute_from": date(2026, 12, 1),
                "substitute_until": date(2026, 12, 31),
            },
        ),
        "uq_person_email": ("person", {}),
        "uq_access_link_token_hash": ("access_link", {"person_id": 2}),
        "uq_outbox_mail_institution_id_dedupe_key": ("outbox_mail", {"subject": "Dos veces"}),
        "uq_sign_in_token_hash": ("sign_in", {"person_id": 2}),
    },
)

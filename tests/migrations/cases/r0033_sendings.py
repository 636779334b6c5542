"""Nothing had been noted of forms before."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "sending": [
            {"id": 1, "sign_in_id": 1, "mark": "0123456789abcdef01234567", "led_to": "/tareas/1"},
            {"id": 2, "sign_in_id": 1, "mark": "0123456789abcdef76543210", "led_to": ""},
        ],
    },
    refused={"uq_sending_sign_in_id_mark": ("sending", {})},
)

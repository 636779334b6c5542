"""No task waited for another, had a helper, a checklist or a pause, and nothing was asked by a template."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "task_wait": [{"id": 1, "task_id": 1, "awaited_id": 2}],
        "task_helper": [{"id": 1, "task_id": 1, "unit_id": 1}],
        "task_check": [{"id": 1, "task_id": 1, "place": 1, "text": "Firmarlo"}],
        "task_template": [{"id": 1, "title": "Enviar el acta", "checks": ["Firmarla", "Fecharla"]}],
    },
    refused={
        "uq_task_wait_task_id_awaited_id": ("task_wait", {}),
        "ck_task_wait_not_itself": ("task_wait", {"awaited_id": 1}),
        "uq_task_helper_unit_id_task_id": ("task_helper", {}),
    },
)

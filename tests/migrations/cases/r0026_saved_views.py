"""Views begin empty: nobody had named a list before."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "saved_view": [
            {"id": 1, "list": "tareas", "name": "Atrasadas", "query": "espera=atrasadas"},
            {"id": 2, "list": "registro", "name": "Planes", "query": "tipo=plan", "shared": True},
        ],
        "first_view": [{"id": 1, "list": "tareas", "view_id": 1}],
    },
    refused={
        "uq_saved_view_person_id_list_name": ("saved_view", {"query": "otra"}),
        "uq_first_view_person_id_list": ("first_view", {}),
    },
)

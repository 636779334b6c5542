"""Nothing was measured before, and every institution has the usual cuts."""

from datetime import date

from tests.migrations.case import Case

CASE = Case(
    rows={
        "indicator": [
            {
                "id": 1,
                "initiative_id": 1,
                "name": "Mujeres atendidas",
                "measure": "people",
                "direction": "more",
                "periodicity": "year",
                "first_axis": "age",
                "target": 3_000_000_000_000,
                "target_on": date(2026, 12, 31),
            }
        ],
        "measurement": [
            {
                "id": 1,
                "indicator_id": 1,
                "period_on": date(2025, 1, 1),
                "first_cut": "15-a-29-anos",
                "second_cut": "",
                "value": 12_000,
                "provisional": True,
            }
        ],
        "figure_rule": [{"id": 1, "threshold": 5, "lists": {"territory": [["la-faena", "La Faena"]]}}],
    },
    refused={
        "uq_indicator_initiative_id_name": ("indicator", {"measure": "cases"}),
        "uq_measurement_place": ("measurement", {"value": 13_000}),
        "uq_figure_rule_institution_id": ("figure_rule", {"threshold": 10}),
    },
)

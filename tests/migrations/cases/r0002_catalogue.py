"""Two editions, one with a requirement and its texts; a file on its way in; what answers to what."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "edition": [
            {
                "id": 1,
                "code": "trabajo-40",
                "version": "2026.1",
                "document": {"niveles": [{"umbral": "2/3"}]},
            },
            {"id": 2, "code": "trabajo-40", "version": "2027.1", "is_working": True, "loaded_by": 1},
        ],
        "dimension": [{"id": 1, "code": "1", "name": "Gestión del talento"}],
        "standard": [{"id": 1, "code": "1.1", "name": "Política"}],
        "requirement": [
            {
                "id": 1,
                "code": "1.1.1",
                "texts": {"es": {"asks": "¿Qué pide?"}},
                "mandatory": ["bronce", "oro"],
            },
            {"id": 2, "code": "1.1.2", "position": 2, "effort_hours": 40, "not_applicable_allowed": True},
        ],
        "edition_import": [{"id": 1, "file_name": "matriz.xlsx", "document": b"PK\x03\x04\x00\xff"}],
        "edition_mapping": [
            {"id": 1, "before_id": 1, "after_id": 2, "pairs": [["1.1.1", "1.1.1"], ["1.1.2", None]]}
        ],
        "crosswalk_link": [
            {"id": 1, "origin_edition": "trabajo-40", "target_edition": "nch-3262", "note": "año"}
        ],
    },
    refused={
        "uq_edition_institution_id_code_version": ("edition", {"name": "La misma, con otro nombre"}),
        "uq_dimension_edition_id_code": ("dimension", {"position": 9}),
        "uq_standard_edition_id_code": ("standard", {"position": 9}),
        "uq_requirement_edition_id_code": ("requirement", {"position": 9}),
        "uq_edition_mapping_before_id_after_id": ("edition_mapping", {"pairs": []}),
        "uq_crosswalk_link_ends": ("crosswalk_link", {"kind": "otra"}),
    },
)

"""Evidence of the demonstration for results and impacts."""

from __future__ import annotations

from sello.demo.pieces.spec import PieceSpec
from sello.evidence.domain.details import EvidenceType as Kind

LAMPS = (
    ("Sector", "Puntos priorizados", "Puntos mejorados"),
    ("Norte", 96, 90),
    ("Centro", 71, 71),
    ("Sur", 88, 64),
)

PIECES = (
    PieceSpec(
        "violencia",
        ("5.1.1",),
        "seguridad",
        Kind.REPORT,
        "Estadísticas agregadas de atención en violencia de género",
        "INF-61",
        "pdf",
        75,
        64,
    ),
    PieceSpec(
        "autonomia",
        ("5.1.2",),
        "yunus",
        Kind.REPORT,
        "Seguimiento de participantes en autonomía económica",
        "INF-12",
        "pdf",
        79,
        69,
    ),
    PieceSpec(
        "autonomia-datos",
        ("5.1.2",),
        "yunus",
        Kind.SPREADSHEET,
        "Resultados agregados de autonomía económica",
        "",
        "xlsx",
        78,
        68,
        rows=(
            ("Programa", "Participantes", "Formalizadas"),
            ("Jefas de Hogar", 210, 48),
            ("Emprendimiento", 164, 61),
        ),
    ),
    PieceSpec(
        "luminarias-mapa",
        ("5.1.3",),
        "espacio",
        Kind.PHOTO,
        "Mapa participativo de luminarias con enfoque de género",
        "",
        "png",
        118,
        104,
    ),
    PieceSpec(
        "luminarias-datos",
        ("5.1.3",),
        "espacio",
        Kind.SPREADSHEET,
        "Puntos priorizados y mejorados por sector",
        "",
        "xlsx",
        114,
        103,
        rows=LAMPS,
    ),
    PieceSpec(
        "seminario",
        ("5.2.2",),
        "secretaria",
        Kind.PUBLICATION,
        "Memoria del seminario de municipios por la igualdad",
        "",
        "pdf",
        30,
        18,
    ),
)

"""The demonstration's evidence: what each piece is, what it serves and how its review went."""

from __future__ import annotations

from sello.demo.pieces import architecture, participation, planning, results, workplace
from sello.demo.pieces.spec import PieceSpec

PIECES: tuple[PieceSpec, ...] = (
    *planning.PIECES,
    *architecture.PIECES,
    *workplace.PIECES,
    *participation.PIECES,
    *results.PIECES,
)

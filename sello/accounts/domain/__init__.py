"""Who acts, for which units, until when; what a unit and a password must satisfy."""

from sello.accounts.domain.actor import (
    SEES_EVERY_UNIT,
    Actor,
    PersonFacts,
    Role,
    Substitution,
    Visibility,
    actor_of,
)
from sello.accounts.domain.units import UnitSpan, UnitTree

__all__ = [
    "SEES_EVERY_UNIT",
    "Actor",
    "PersonFacts",
    "Role",
    "Substitution",
    "UnitSpan",
    "UnitTree",
    "Visibility",
    "actor_of",
]

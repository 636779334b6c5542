"""A cycle half answered, for every test of where it stands."""

import pytest

from sello.cycles.queries.cycles import CycleRow
from tests.builders import Town
from tests.cycles import builders


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """A cycle in which Personas owns 1.1.1 (validated, evidence until March) and DIDECO 1.1.2 (declared)."""
    return builders.half_answered(town)

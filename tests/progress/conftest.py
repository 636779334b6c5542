"""A cycle half answered, for every test of where it stands."""

from typing import Any

import pytest

from sello.cycles.queries.cycles import CycleRow
from tests.builders import Town
from tests.cycles import builders
from tests.evidence.conftest import own_store
from tests.progress import loop as acting
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """A cycle in which Personas owns 1.1.1 (validated, evidence until March) and DIDECO 1.1.2 (declared)."""
    return builders.half_answered(town)


@pytest.fixture
def loop(app: Any, town: Town, cycle: CycleRow, own_store: object) -> Loop:
    del own_store
    acting.validating()
    made = Loop(app, town, cycle)
    made.ask(due=made.at.today)
    return made

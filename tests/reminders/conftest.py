"""A town at work on its conversations, for what people are told of them."""

from typing import Any

import pytest

from tests.builders import Town
from tests.cycles import builders
from tests.evidence.conftest import own_store
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, own_store: object) -> Loop:
    """A unit that is asked for things, and the secretariat that judges them."""
    del own_store
    return Loop(app, town, builders.half_answered(town))

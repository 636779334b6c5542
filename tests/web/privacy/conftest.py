"""A store of its own and a current cycle."""

from tests.evidence.conftest import cycle, own_store  # noqa: F401  # fixtures

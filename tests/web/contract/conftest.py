"""One town for all that is tried on it, always on the same Monday."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.builders import NOW
from tests.conftest import DATABASES, empty_database
from tests.web.contract import crawl
from tests.web.contract.crawl import Found
from tests.web.contract.instance import Instance, instance


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module", params=DATABASES)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Instance]:
    folder = tmp_path_factory.mktemp("forms")
    url = f"sqlite:///{folder / 'sello.sqlite3'}"
    if request.param == "postgresql":
        url = empty_database(f"forms_{worker_id}")
    with time_machine.travel(NOW, tick=False), instance(folder, url) as made:
        yield made


@pytest.fixture(scope="module")
def found(town: Instance) -> list[Found]:
    with time_machine.travel(NOW, tick=False):
        return crawl.forms(town)

"""The same store in each of the ways in which it can lie."""

import base64
import secrets
from pathlib import Path

import pytest

from sello.config import Config
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from tests.weed import Weed

WAYS = ("folder", "bucket", "sealed folder", "sealed bucket", "folder to bucket")


def new_key() -> str:
    """A line of a file of keys."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def keys_file(tmp_path: Path) -> Path:
    """A file with one key."""
    file = tmp_path / "evidence.keys"
    file.write_text(new_key() + "\n")
    return file


@pytest.fixture(params=WAYS)
def config(request: pytest.FixtureRequest, tmp_path: Path, keys_file: Path) -> Config:
    """The settings of a store of each way, empty."""
    way = request.param
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    folder = str(tmp_path / "data" / "evidence")
    address = folder
    if "bucket" in way:
        weed: Weed = request.getfixturevalue("weed")
        address = weed.address(secrets.token_hex(8))
    return Config(
        data_dir=str(tmp_path / "data"),
        evidence_dir=address,
        evidence_before=folder if " to " in way else "",
        evidence_keys_file=str(keys_file) if "sealed" in way else "",
    )


@pytest.fixture
def store(config: Config) -> Store:
    """The store of those settings."""
    return store_of(config)

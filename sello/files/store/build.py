"""The one place that builds the store from the settings; everybody else asks for it here."""

from pathlib import Path
from typing import TypeVar

from sello.config import Config
from sello.core import bucket_address
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.store import keys
from sello.files.store.both import Both
from sello.files.store.disk import Store
from sello.files.store.keeper import Keeper
from sello.files.store.objects import Objects
from sello.files.store.sealed import Sealed

S = TypeVar("S", bound=Store)


class NoBuckets(Refusal):
    """What speaks to buckets was not installed."""

    message = N_("Para guardar en un bucket falta un paquete. Instálelo: pip install 'sello[s3]'")


def store_of(config: Config) -> Store:
    """The store of an instance: what waits lies in a folder, what is kept where the settings say."""
    return store_as(Store, config)


def store_as(kind: type[S], config: Config) -> S:
    """The same, for whoever needs a store that does more."""
    place, before = keeper_at(config.evidence_dir or str(config.evidence)), None
    if config.evidence_before:
        place = Both(place, keeper_at(config.evidence_before))
        before = config.working_folder(config.evidence_before)
    return kind(config.evidence, Sealed(place, keys.load(config.evidence_keys)), before)


def store_at(config: Config, address: str) -> Store:
    """The store at one address alone, under the same keys: one that moves, or a backup's."""
    folder = config.working_folder(address)
    return Store(folder, Sealed(keeper_at(address or str(folder)), keys.load(config.evidence_keys)))


def keeper_at(address: str) -> Keeper:
    """What keeps files at an address: a folder, or a bucket. Refuses with NoBuckets; ValueError."""
    if not bucket_address.is_bucket(address):
        return Objects(Path(address).resolve())
    try:
        from sello.files.store.bucket import Bucket
    except ImportError:
        raise NoBuckets from None
    return Bucket(bucket_address.read(address))

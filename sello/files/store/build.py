"""The one place that builds the store from the settings; everybody else asks for it here."""

from sello.config import Config
from sello.files.store.disk import Store


def store_of(config: Config) -> Store:
    """The store of an instance.

    Another place to keep files (object storage) is chosen here: what waits stays on the disk, and only
    `files.store.objects.Objects` is exchanged.
    """
    return Store(config.evidence)

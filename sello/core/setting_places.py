"""What may be wrong with the folders that the settings name, read as texts: nothing is looked up."""

from pathlib import Path

from sello.config import Config
from sello.core import bucket_address
from sello.core.labels import N_


def data(config: Config) -> str | None:
    """A folder of data that no program would find where it is meant."""
    return _nowhere(config.data_dir) if config.data_dir else N_("está vacía")


def evidence(config: Config) -> str | None:
    """The same of the evidence; empty, it lies in the folder of data."""
    return _no_store(config.evidence_dir)


def evidence_before(config: Config) -> str | None:
    """The same of where the evidence was before; the same place twice moves nothing."""
    if config.evidence_before and config.evidence_before.rstrip("/") == config.evidence_dir.rstrip("/"):
        return N_("es el mismo almacén que SELLO_EVIDENCE")
    return _no_store(config.evidence_before)


def evidence_keys(config: Config) -> str | None:
    """A file of keys that lies among what they seal, or that no program would find."""
    file, keys = config.evidence_keys_file, config.evidence_keys
    if keys is not None and keys.is_relative_to(config.evidence):
        return N_("está dentro del almacén que cifra")
    return _nowhere(file) if file else None


def evidence_keys_adrift(config: Config) -> str | None:
    """The same of the file of the keys."""
    return _adrift(config.evidence_keys_file) if config.evidence_keys_file else None


def in_the_clear(config: Config) -> str | None:
    """A bucket to which everything travels as it is."""
    asked = [each for each in (config.evidence_dir, config.evidence_before) if bucket_address.is_bucket(each)]
    return next((seen for each in asked if (seen := bucket_address.in_the_clear(each))), None)


def data_adrift(config: Config) -> str | None:
    """A folder that depends on where each process was started; the default is for a look around."""
    return None if config.data_dir == Config.data_dir else _adrift(config.data_dir)


def evidence_adrift(config: Config) -> str | None:
    """The same of the evidence."""
    return None if bucket_address.is_bucket(config.evidence_dir) else _adrift(config.evidence_dir)


def ledger_key(config: Config) -> str | None:
    """The same of the file of the key; empty, it lies in the folder of data."""
    return _nowhere(config.ledger_key_file) if config.ledger_key_file else None


def ledger_key_adrift(config: Config) -> str | None:
    """The same of the file of the key."""
    return _adrift(config.ledger_key_file) if config.ledger_key_file else None


def checkpoints(config: Config) -> str | None:
    """The same of the folder of signed heads; empty, it lies in the folder of data."""
    return _nowhere(config.checkpoints_dir) if config.checkpoints_dir else None


def checkpoints_adrift(config: Config) -> str | None:
    """The same of the folder of signed heads."""
    return _adrift(config.checkpoints_dir) if config.checkpoints_dir else None


def witnesses(config: Config) -> str | None:
    """The same of the list of witnesses; empty, there are none."""
    return _nowhere(config.witnesses_file) if config.witnesses_file else None


def witnesses_adrift(config: Config) -> str | None:
    """The same of the list of witnesses."""
    return _adrift(config.witnesses_file) if config.witnesses_file else None


def witnessed(config: Config) -> str | None:
    """The same of the list of those whose witness this instance is; empty, of nobody's."""
    return _nowhere(config.witnessed_file) if config.witnessed_file else None


def witnessed_adrift(config: Config) -> str | None:
    """The same of that list."""
    return _adrift(config.witnessed_file) if config.witnessed_file else None


def mixed(config: Config) -> str | None:
    """One folder for both: the store would number its files among those of the database."""
    if config.evidence != Path(config.data_dir).resolve():
        return None
    return N_("es la misma carpeta que SELLO_DATA")


def _no_store(address: str) -> str | None:
    """Why nothing would be kept at an address of a store."""
    if bucket_address.is_bucket(address):
        return bucket_address.wrong(address)
    if "://" in address:
        return N_("«%(address)s» no es una carpeta ni empieza con s3://") % {"address": address}
    return _nowhere(address) if address else None


def _nowhere(folder: str) -> str | None:
    if folder.startswith("~") or "$" in folder or folder != folder.strip():
        return N_("«%(folder)s» se toma como está escrita: nadie la traduce") % {"folder": folder}
    return None


def _adrift(folder: str) -> str | None:
    if Path(folder).is_absolute() or _nowhere(folder) or not folder:
        return None
    return N_("«%(folder)s» depende de la carpeta desde la que se parte") % {"folder": folder}

"""What the workers will need is there before they part: the templates, as code from the last time.

Workers are copies of one process, so what it has made they have too, and share its memory. A template is
compiled when a page first needs it, and kept beside the database for the next start. What is kept there is
run, so it bears a seal made with the instance's key: of a file that somebody else put there nothing is run.
"""

import gc
import hmac
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Flask
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

FOLDER = "templates"
"""Where compiled templates lie, in the folder of the data."""

SEAL = 32
"""Bytes of a seal."""


class SealedCache(BytecodeCache):
    """Compiled templates in a folder, each under a seal; without room for them they are compiled again."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self.key = key.encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template's code, if it was kept and is ours."""
        with suppress(OSError):
            kept = self._file(bucket).read_bytes()
            if hmac.compare_digest(kept[:SEAL], self._seal(bucket, kept[SEAL:])):
                bucket.bytecode_from_string(kept[SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(self._seal(bucket, code) + code)
            Path(file.name).replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        return hmac.digest(self.key, bucket.key.encode() + code, sha256)


def warm(app: Flask, folder: Path) -> None:
    """Take up the templates that were compiled before; `folder` is that of the data.

    Call it before the workers part. Without a key nothing can be sealed, and nothing is kept.
    """
    if app.secret_key:
        app.jinja_env.bytecode_cache = cache = SealedCache(folder / FOLDER, str(app.secret_key))
        for name in app.jinja_env.list_templates():
            if _is_kept(app.jinja_env, cache, name):
                app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()  # what is there stays: looking through it again would copy every page of it into each worker


def _is_kept(env: Environment, cache: SealedCache, name: str) -> bool:
    if env.loader is None:
        return False
    source, file, _uptodate = env.loader.get_source(env, name)
    return cache.get_bucket(env, name, file, source).code is not None

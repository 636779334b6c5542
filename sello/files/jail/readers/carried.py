"""What is to be told of a package of Office: found in its words and in what it carries."""

import os
import zipfile
from typing import Any, BinaryIO

from sello.files.examining.findings import Kind
from sello.files.jail.readers import said, words


def document(file: BinaryIO) -> dict[str, Any]:
    """A text of Word: what it says, and what it carries."""
    leaves = list(words.document(file))
    blocks = [block for leaf in leaves for block in leaf["blocks"]]
    text = "\n".join(block.get("text", "") for block in blocks)
    lacks = [(kind, None, "") for kind in said.of_decree(text, signed=True)]
    found = [*lacks, *package(file)["findings"], *said.of_persons([(None, text)])]
    return {"findings": found, **said.of_itself([text])}


def package(file: BinaryIO) -> dict[str, Any]:
    """Another package of Office: what it carries."""
    file.seek(0, os.SEEK_SET)
    carries = any("/embeddings/" in name for name in zipfile.ZipFile(file).namelist())
    return {"findings": [(Kind.CARRIES_FILES, None, "")] if carries else [], "years": []}

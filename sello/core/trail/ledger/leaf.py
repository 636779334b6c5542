"""The leaf: an event as bytes that anybody can read, and that are the same on every database for ever.

The form is part of every signed head: whoever changes it makes all that was signed before look false.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

FIELDS = (
    "act",
    "after",
    "at",
    "before",
    "detail",
    "entity",
    "entity_id",
    "id",
    "institution_id",
    "person_id",
    "request_id",
)
"""What a leaf holds of an event: all of it, in the order in which it is written."""


def leaf_of(event: Mapping[str, Any]) -> bytes:
    """An event as a leaf: JSON on one line, names in alphabetical order, the instant in UTC by microseconds.

    Persons are ids: a leaf names nobody, and stays whole when a person's data are deleted.
    """
    values = {name: event[name] for name in FIELDS}
    values["act"] = str(values["act"])
    values["at"] = written(values["at"])
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def written(at: datetime) -> str:
    """An instant as leaves write it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

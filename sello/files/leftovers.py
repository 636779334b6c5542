"""Files that nobody put into a folder: what a system or an office program leaves there by itself."""

import re
from pathlib import PurePosixPath
from typing import Final

_LEFT: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "icon"})
_FOLDERS: Final = frozenset({"__macosx", "$recycle.bin", "system volume information", "@eadir"})


def is_left_behind(path: PurePosixPath) -> bool:
    """Whether a system or an office program left this: hidden files, locks, caches of folders."""
    name = path.name.lower()
    inside = {part.lower() for part in path.parts[:-1]}
    hidden = any(part.startswith(".") and part.strip(".") for part in path.parts)
    return hidden or bool(inside & _FOLDERS) or name.startswith("~$") or _is_cache(path.name)


def _is_cache(name: str) -> bool:
    return name.lower() in _LEFT or re.fullmatch(r"~.*\.tmp", name, re.IGNORECASE) is not None

"""Where the files that come with the program lie: in a checkout, an editable install or a wheel.

The only module that knows it. What an instance *keeps* (database, evidence) is never looked for here: that
comes from the configuration.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder of that name that came with the program: `templates`, `migrations`, one inside the package.

    A wheel carries the two top-level folders inside the package; a checkout has them beside it.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"sello was installed without its folder {name!r}")

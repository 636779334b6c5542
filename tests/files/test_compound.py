"""Our reader of compound files sees what an independent library sees."""

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.sniff.compound import MAGIC, Compound
from tests.files import samples
from tests.files.corpus import CASES

NAMES = st.sampled_from(
    ["WordDocument", "1Table", "\x05SummaryInformation", "Libro ñ", "__substg1.0_0037001F"]
)
CONTENTS = st.sampled_from([0, 1, 63, 64, 65, 4095, 4096, 4097, 9000]).flatmap(
    lambda size: st.binary(min_size=8, max_size=8).map(lambda seed: (seed * (size // 8 + 1))[:size])
)


@given(st.dictionaries(NAMES, CONTENTS, min_size=1, max_size=5))
def test_every_stream_is_the_same(streams: dict[str, bytes]) -> None:
    document = samples.compound_of(streams)
    ours = Compound(io.BytesIO(document))
    with olefile.OleFileIO(io.BytesIO(document)) as theirs:
        for name, content in streams.items():
            assert theirs.openstream([name]).read() == content
            assert ours.begins(name, len(content) + 1) == content
            assert ours.begins(name, 70) == content[:70]
    assert ours.whole


PACKED = [case for case in CASES if case.make().startswith(MAGIC) and isinstance(case.right, str)]


@pytest.mark.parametrize("case", PACKED, ids=lambda case: case.name)
def test_every_file_of_the_corpus_has_the_same_directory(case) -> None:  # type: ignore[no-untyped-def]
    document = case.make()
    ours = {entry.name for entry in Compound(io.BytesIO(document)).entries if entry.kind in (1, 2)}
    with olefile.OleFileIO(io.BytesIO(document)) as theirs:
        found = theirs.listdir(streams=True, storages=True)
    assert ours == {path[-1] for path in found}

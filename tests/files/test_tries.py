"""Files that try something: none of them is opened in the process that serves people."""

import io
import resource
import subprocess
import sys
from collections.abc import Callable

import pytest

from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.jail import process
from sello.core.refusal import Refusal
from sello.files import kinds
from sello.files.glance import NOTHING, glance
from sello.files.sniff import inspect, reasons
from sello.transfers.import_answers import archives
from tests.files import samples, tries
from tests.files.corpus import CASES

ALL = kinds.allowed("")
CODES = ("1.1.1",)
FLAT, NESTED, MANY = tries.flat_bomb(), tries.nested_bomb(), tries.very_many()
SHARED = tries.overlapping(2_001)
OUT = samples.zipped({"../../fuera.pdf": samples.pdf()})
LYING = tries.lying(samples.zipped({"1.1.1/a.txt": b"a" * 90_000}), 1_000)


@pytest.mark.parametrize(
    ("content", "right"),
    [
        (FLAT, reasons.DangerousArchive),
        (NESTED, reasons.NestedArchive),
        (SHARED, reasons.DangerousArchive),
        (MANY, reasons.DangerousArchive),
        (tries.link(), reasons.DangerousArchive),
        (OUT, reasons.DangerousArchive),
        (LYING, reasons.BrokenFile),
        (tries.greedy(), reasons.NotLookedAt),
    ],
    ids=["flat", "nested", "shared", "many", "link", "out", "lying", "greedy"],
)
def test_a_file_that_tries_is_refused_and_costs_this_process_nothing(
    content: bytes, right: type[Refusal]
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    with pytest.raises(right):
        inspect.inspect(io.BytesIO(content), name="archivo.zip", allowed=ALL)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_maxrss - before.ru_maxrss < 96 * 1024, "kB; the largest of them is 53 MB itself"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (FLAT, archives.OutsideAnyFolder),
        (tries.link(), archives.Link),
        (OUT, archives.LeadsOutside),
        (LYING, None),
        (tries.greedy(), None),
    ],
    ids=["flat", "link", "out", "lying", "greedy"],
)
def test_an_import_lists_it_and_unpacks_nothing_of_it(content: bytes, problem: type[Refusal] | None) -> None:
    (line,) = archives.read(io.BytesIO(content), "e.zip", CODES, limit=10_000_000)
    assert type(line.problem) is (problem or type(None))
    for _, stream in archives.contents(io.BytesIO(content), "e.zip", {line.path} if not problem else ()):
        with pytest.raises(archives.Damaged):
            stream.read(1 << 20)


@pytest.mark.parametrize("content", [MANY, SHARED], ids=["many", "shared"])
def test_very_many_entries_are_refused_by_their_number_or_their_list(content: bytes) -> None:
    with pytest.raises((archives.TooManyFiles, archives.NotAnArchive)):
        archives.read(io.BytesIO(content), "e.zip", CODES[:0], limit=10_000_000)


def test_after_a_spoilt_file_the_others_come() -> None:
    papers: dict[str, str | bytes] = {"1.1.1/a.txt": b"uno" * 40_000, "1.1.1/b.txt": b"dos"}
    content = bytearray(samples.zipped(papers))
    content[60] ^= 0xFF
    given = dict(archives.contents(io.BytesIO(bytes(content)), "e.zip", set(papers)))
    assert list(given) == list(papers)
    both = archives.contents(io.BytesIO(bytes(content)), "e.zip", set(papers))
    with pytest.raises(archives.Damaged):
        next(both)[1].read(1 << 20)
    assert next(both)[1].read(1 << 20) == b"dos"


def huge_sheet() -> bytes:
    """One text of a megabyte, to which ten thousand cells point."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    cell = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c></row>'
    rows = "".join(cell.format(each) for each in range(1, 10_001))
    sheet = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    related = "".join(
        f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"/>'
        for key, kind, target in (("r1", "worksheet", "a.xml"), ("r2", "sharedStrings", "sharedStrings.xml"))
    )
    parts = {
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}">{related}</Relationships>',
        "xl/sharedStrings.xml": f"<sst {main}><si><t>{'a' * (1 << 20)}</t></si></sst>",
        "xl/a.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
    }
    return samples.zipped({name: part.encode() for name, part in parts.items()})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (huge_sheet(), "demasiado grande"),
        (FLAT[: 3 << 20], "demasiado grande"),
        (tries.greedy(), "comprimido"),
        (tries.link(), "dañada"),
    ],
    ids=["cells", "bomb", "greedy", "link"],
)
def test_a_spreadsheet_that_tries_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(InvalidEdition, match=said):
        read_sheets(content, "m.xlsx")


@pytest.mark.parametrize(
    "answer",
    [b"", b"ok", b"ok\n", b"ok\n[]", b"ok\n{}", b'ok\n{"kind": "exe"}', b'ok\n{"refused": "SystemExit"}'],
)
def test_what_the_process_says_is_not_believed(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever took it over says what he likes: it is refused in our words, or nothing."""
    word, _, content = answer.partition(b"\n")
    monkeypatch.setattr(process, "asked", lambda *_, **__: process.Reply(word.decode(), content))
    with pytest.raises(reasons.NotLookedAt):
        inspect.inspect(io.BytesIO(samples.pdf()), name="a.pdf", allowed=ALL)
    assert glance(io.BytesIO(samples.eml()), kinds.EML.media_type) == NOTHING
    with pytest.raises(archives.NotAnArchive):
        archives.read(io.BytesIO(b"PK"), "e.zip", CODES, limit=9)
    with pytest.raises(InvalidEdition):
        read_sheets(b"a;b" + answer, "m.csv")


def test_one_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "seconds_for", lambda _size: 0)
    with pytest.raises(reasons.NotLookedAt):
        inspect.inspect(io.BytesIO(samples.pdf()), name="a.pdf", allowed=ALL)


LOOKERS = (
    "sello.files.sniff.order", "sello.files.sniff.zips", "sello.files.sniff.ole", "sello.files.sniff.text",
    "sello.catalogue.exchange.opening", "sello.catalogue.exchange.xlsx", "sello.files.jail.readers",
    "sello.files.jail.reader", "sello.files.jail.cell", "pikepdf", "pypdfium2", "PIL", "lxml", "mammoth",
    "python_calamine", "olefile",
)  # fmt: skip


def test_the_program_does_not_even_load_what_opens_files() -> None:
    code = (
        f"import sys, sello.app, sello.scheduler; print([each for each in {LOOKERS} if each in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_nothing_of_the_corpus_is_parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the parsers of this process gone, every file is still told for what it is."""

    def gone(*_: object, **__: object) -> None:
        raise AssertionError("opened in the process that serves people")

    parsers: tuple[Callable[..., object] | str, ...] = (
        "zipfile.ZipFile", "email.message_from_bytes", "zlib.decompressobj", "csv.reader",
        "xml.parsers.expat.ParserCreate",
    )  # fmt: skip
    made = {case.name: (case.make(), case.right) for case in CASES[::6]}
    for each in parsers:
        monkeypatch.setattr(str(each), gone)
    for name, (content, right) in made.items():
        try:
            told: object = inspect.inspect(io.BytesIO(content), name=name, allowed=ALL).code
        except reasons.FileRefused as refusal:
            told = type(refusal)
        assert told == right, name

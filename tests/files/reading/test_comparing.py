"""Two texts compared by words, page by page of the later one, within bounds whatever they say."""

import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sello.files.jail import warden
from sello.files.jail.readers import compared as inside
from sello.files.reading.comparing import Change, compared
from sello.files.reading.room import BrokenHere, SlowHere


def told(before, after):
    """What changed, page by page: the earlier page that it faces, and what became of its words."""
    return [
        (page.page, [(part.change.value, part.text.split()) for part in page.parts])
        for page in compared(before, after).pages
    ]


def test_words_that_came_and_went_stand_where_they_are_on_the_later_pages():
    before = ["Decreto 12\nEl Comité sesiona cada mes.", "Firma la alcaldesa."]
    after = ["Decreto 12\nEl Comité de Género sesiona cada trimestre.", "Firma la alcaldesa."]
    assert told(before, after) == [
        (
            1,
            [
                ("same", ["Decreto", "12", "El", "Comité"]),
                ("come", ["de", "Género"]),
                ("same", ["sesiona", "cada"]),
                ("gone", ["mes."]),
                ("come", ["trimestre."]),
            ],
        ),
        (2, [("same", ["Firma", "la", "alcaldesa."])]),
    ]
    found = compared(before, after)
    assert (found.came, found.went, found.changed, found.cut) == (3, 1, (1,), False)


def test_a_page_that_was_put_in_does_not_move_the_others_apart():
    old = ["uno dos tres cuatro", "cinco seis siete ocho"]
    found = told(old, [old[0], "intercalada nueva", old[1]])
    assert [page for page, _parts in found] == [1, 1, 2]
    assert found[1][1] == [("come", ["intercalada", "nueva"])]


def test_a_page_that_was_taken_out_is_told_where_it_stood():
    old = ["uno dos tres", "cuatro cinco seis", "siete ocho nueve"]
    found = told(old, [old[0], old[2]])
    assert found[1] == (3, [("gone", ["cuatro", "cinco", "seis"]), ("same", ["siete", "ocho", "nueve"])])
    assert told(old, old[:1])[-1][1][-1] == ("gone", ["cuatro", "cinco", "seis", "siete", "ocho", "nueve"])


@pytest.mark.parametrize(
    ("before", "after"),
    [([], []), ([""], ["", ""]), ([], ["algo"]), (["algo"], []), (["a" * 500], ["b" * 500])],
)
def test_what_says_little_or_nothing_is_compared_too(before, after):
    assert len(compared(before, after).pages) == max(1, len(after))


def test_markup_and_odd_letters_stay_text():
    found = compared(["<b>"], ["<script>alert(1)</script> \x00\ud800"])
    assert Change.COME in {part.change for part in found.pages[0].parts}
    assert "\x00" not in "".join(part.text for part in found.pages[0].parts)


def test_what_is_longer_than_is_compared_is_said():
    long = "palabra " * (inside.MOST_WORDS + 1)
    assert compared(["corto"], [long]).cut
    assert not compared(["corto"], ["corto"]).cut


def test_texts_that_take_for_ever_end(monkeypatch):
    monkeypatch.setattr(warden, "READING", 0)
    with pytest.raises(SlowHere):
        compared(["a b " * 9_000], ["b a " * 9_000])


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"pages": 1, "cut": 0}', b'{"pages": [{"facing": "x", "parts": []}], "cut": 0}',
     b'{"pages": [{"facing": 1, "parts": [["new", "x"]]}], "cut": 0}'],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(monkeypatch, content):
    monkeypatch.setattr(warden, "read", lambda *_said, **_how: warden.Reply("ok", content))
    with pytest.raises(BrokenHere):
        compared(["a"], ["b"])


PAGES = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "de", "fg", "<i>", "ñ"]), max_size=12).map(" ".join), max_size=4
)


@settings(max_examples=300, deadline=None)
@given(PAGES, PAGES)
def test_both_texts_can_be_read_from_what_is_told(before, after):
    parts = [part for page in _inside(before, after)["pages"] for part in page["parts"]]
    assert _words(parts, "come") == " ".join(after).split()
    assert sorted(_words(parts, "gone")) == sorted(" ".join(before).split())


def test_the_worst_two_texts_are_still_told():
    words = [f"p{number}" for number in range(3_000)]
    mixed = random.Random(7).sample(words, len(words))
    found = compared([" ".join(words)], [" ".join(mixed)])
    assert found.came == found.went > 2_000


def _words(parts, change):
    return " ".join(text for kind, text in parts if kind in {"same", change}).split()


def _inside(before, after):
    return inside.texts(io.BytesIO(json.dumps({"before": before, "after": after}).encode()))

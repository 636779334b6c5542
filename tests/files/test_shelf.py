"""The shelf: what lies on it, what goes when it is full, and what goes with its file."""

import os
from pathlib import Path

import pytest

from sello.files.store import keys
from sello.files.store.disk import Store
from sello.files.store.keys import Keyring
from sello.files.store.shelf import Shelf

FIRST, SECOND, THIRD = ("1" * 64, "2" * 64, "3" * 64)


def test_what_is_laid_down_is_found_until_it_is_dropped(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.find(FIRST, "page-1.jpg") is None
    shelf.put(FIRST, "page-1.jpg", b"a")
    shelf.put(FIRST, "page-1.jpg", b"b")
    shelf.put(SECOND, "page-1.jpg", b"c")
    assert (shelf.find(FIRST, "page-1.jpg"), shelf.find(SECOND, "page-1.jpg")) == (b"b", b"c")
    shelf.drop(FIRST)
    shelf.drop(FIRST)
    assert (shelf.find(FIRST, "page-1.jpg"), shelf.find(SECOND, "page-1.jpg")) == (None, b"c")


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x", "A"])
@pytest.mark.parametrize("sha256", [FIRST, "../" + "1" * 61, "1" * 63])
def test_no_name_leads_elsewhere(tmp_path: Path, sha256: str, name: str) -> None:
    with pytest.raises(ValueError, match="leaf"):
        Shelf(tmp_path).put(sha256, name, b"")


def test_the_longest_unasked_goes_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for age, sha256 in ((300, FIRST), (200, SECOND), (100, THIRD)):
        shelf.put(sha256, "a", b"0123456789")
        folder = tmp_path / sha256[:2] / sha256
        os.utime(folder, (folder.stat().st_mtime - age,) * 2)
    shelf.find(FIRST, "a")  # asked for now
    Shelf(tmp_path, room=25).trim()
    assert [shelf.find(each, "a") is not None for each in (FIRST, SECOND, THIRD)] == [True, False, True]


def test_it_never_grows_far_beyond_its_room(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, room=1600)
    for number in range(60):
        shelf.put(f"{number:064x}", "a", b"x" * 100)
        held = sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())
        assert held <= 1600 + 200


def test_a_disk_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("in the way")
    shelf = Shelf(tmp_path / "shelf")
    shelf.put(FIRST, "a", b"x")
    assert shelf.find(FIRST, "a") is None


def test_it_is_no_part_of_what_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.pages.put(FIRST, "a", b"x")
    assert list(store.digests()) == []
    assert store.pages.sweep(store.exists) == 1
    assert store.pages.find(FIRST, "a") is None


KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def ring(*several: bytes) -> Keyring:
    return Keyring({keys.id_of(key): key for key in several})


def test_with_a_key_what_is_drawn_is_sealed_each_leaf_for_its_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, ring=ring(KEY))
    shelf.put(FIRST, "page-1.jpg", b"Rosa Huenchumilla" * 90)
    shelf.put(FIRST, "page-2.jpg", b"Juana Soto")
    lying = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [b"Rosa" in path.read_bytes() for path in lying] == [False, False]
    assert shelf.find(FIRST, "page-1.jpg") == b"Rosa Huenchumilla" * 90
    assert Shelf(tmp_path, ring=ring(OTHER)).find(FIRST, "page-1.jpg") is None
    assert Shelf(tmp_path).find(FIRST, "page-1.jpg") is None
    lying[0].write_bytes(lying[1].read_bytes())
    assert shelf.find(FIRST, "page-1.jpg") is None, "one leaf does not open in the place of another"
    lying[1].write_bytes(lying[1].read_bytes()[:-1])
    assert shelf.find(FIRST, "page-2.jpg") is None


def test_what_lay_open_before_there_was_a_key_is_not_read_and_goes(tmp_path: Path) -> None:
    Shelf(tmp_path).put(FIRST, "page-1.jpg", b"Rosa")
    sealed = Shelf(tmp_path, ring=ring(KEY))
    assert sealed.find(FIRST, "page-1.jpg") is None
    sealed.put(FIRST, "page-1.jpg", b"Rosa")
    assert sealed.sweep(lambda _sha256: True) == 1
    (left,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert b"Rosa" not in left.read_bytes()
    assert sealed.find(FIRST, "page-1.jpg") == b"Rosa"
    after = Shelf(tmp_path, ring=ring(OTHER, KEY))
    assert after.drop_others() == 1, "with another key it is drawn anew"

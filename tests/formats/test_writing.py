"""Files that are whole or not there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.file_calls import each_call

from dprk_transfers.formats.writing import write_file, write_files

OLD: Final = {"a.md": "old", "sub/b.md": "old", "sub/c.md": "old"}
NEW: Final = {"a.md": "new", "sub/b.md": "new", "sub/d.md": "new"}


def write(folder: Path, texts: dict[str, str]) -> None:
    write_files(folder, {name: [text] for name, text in texts.items()})


def read(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def test_files_are_written_to_folders_that_are_made(tmp_path: Path) -> None:
    write(tmp_path / "x" / "y", NEW)
    assert read(tmp_path / "x" / "y") == NEW


def test_other_files_stay(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    write(tmp_path, NEW)
    assert read(tmp_path) == OLD | NEW


@pytest.mark.parametrize("killed", [True, False])
def test_each_file_is_old_or_new_whatever_call_fails(tmp_path: Path, killed: bool) -> None:
    write(tmp_path, OLD)
    seen: set[str] = set()
    for _ in each_call(
        lambda: write(tmp_path, NEW), first=lambda: write(tmp_path, OLD), killed=killed
    ):
        found = {name: text for name, text in read(tmp_path).items() if not name.endswith(".new")}
        assert OLD.keys() <= found.keys() <= OLD.keys() | NEW.keys()
        assert found["sub/c.md"] == "old"
        assert set(found.values()) <= {"old", "new"}
        seen |= set(found.values())
        (tmp_path / "sub" / "d.md").unlink(missing_ok=True)
    assert seen == {"old", "new"}


def test_nothing_changes_unless_all_can_be_written(tmp_path: Path) -> None:
    write(tmp_path, OLD)

    def torn() -> Iterator[str]:
        yield "new"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        write_files(tmp_path, {"a.md": ["new"], "sub/b.md": torn()})
    assert read(tmp_path) == OLD


def test_no_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.md").write_text("mine")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").symlink_to(tmp_path / "outside" / "b.md")
    write(tmp_path / "pages", {"a.md": "new"})
    (tmp_path / "pages" / "sub").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match="nothing is written through one"):
        write(tmp_path / "pages", NEW)
    assert read(tmp_path / "outside") == {"b.md": "mine"}
    assert (tmp_path / "pages" / "a.md").read_text() == "new"


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(IsADirectoryError, match="a file is to be written there"):
        write_file(tmp_path / "a.md", ["new"])
    assert list(tmp_path.rglob("*")) == [tmp_path / "a.md"]

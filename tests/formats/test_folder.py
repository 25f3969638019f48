"""A folder holds one dump, whole, at every moment."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import attrs
import pytest
from tests.builders import build, dataset
from tests.file_calls import each_call, watched

from dprk_transfers.exceptions import Fault
from dprk_transfers.formats import dump_dataset, folder, load_dataset
from dprk_transfers.model import Claim, Dataset, Document, Item, Source, Vessel

OLD: Final = dataset(
    build(Source), build(Document), build(Claim), build(Vessel, id="gone"), title="Old"
)
NEW: Final = dataset(
    build(Source), build(Document), build(Claim, id="second"), build(Item, id="come"), title="New"
)


def names(path: Path) -> set[str]:
    return {file.name for file in path.iterdir()}


FORMS: Final = ["book", "book.json"]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("killed", [True, False])
def test_a_dump_that_ends_at_any_file_call_leaves_the_old_or_the_new_whole(
    tmp_path: Path, form: str, killed: bool
) -> None:
    path = tmp_path / form
    seen: list[str] = []
    for call in each_call(
        lambda: dump_dataset(NEW, path), first=lambda: dump_dataset(OLD, path), killed=killed
    ):
        left = load_dataset(path)
        assert left in (OLD, NEW), call
        seen.append(left.title)
    assert load_dataset(path) == NEW
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"Old", "New"} if killed else "Old" in seen


@pytest.mark.slow
@pytest.mark.parametrize("killed", [True, False])
def test_a_folder_is_tidy_after_the_next_dump(tmp_path: Path, killed: bool) -> None:
    old, new = (partial(dump_dataset, whole, tmp_path) for whole in (OLD, NEW))
    for _ in each_call(new, first=old, killed=killed):
        dump_dataset(OLD, tmp_path)
        assert names(tmp_path) == {
            "dataset.json",
            *(f"{kind}.jsonl" for kind in ("sources", "documents", "claims", "vessels")),
        }


@pytest.mark.parametrize("form", FORMS)
def test_a_first_dump_that_ends_early_is_no_dataset(tmp_path: Path, form: str) -> None:
    count = 0

    def dump() -> None:
        nonlocal count
        count += 1
        dump_dataset(NEW, tmp_path / str(count) / form)

    for _ in each_call(dump, killed=True):
        path = tmp_path / str(count) / form
        if path.exists():
            loaded, faults = load_dataset(path, lenient=True)
            missing = ["dataset.json: $: is missing"]
            assert (loaded, faults) == (NEW, ()) or list(map(str, faults)) == missing
    assert load_dataset(tmp_path / str(count) / form) == NEW


@pytest.mark.parametrize("form", FORMS)
def test_whoever_reads_at_any_file_call_of_a_writer_reads_one_dump(
    tmp_path: Path, form: str
) -> None:
    path = tmp_path / form
    dump_dataset(OLD, path)
    seen: list[Dataset] = []
    with watched(lambda _: seen.append(load_dataset(path))):
        dump_dataset(NEW, path)
    first = seen.index(NEW)
    assert seen == [OLD] * first + [NEW] * (len(seen) - first)
    assert first > 0


@pytest.mark.parametrize("form", FORMS)
def test_whoever_writes_at_any_file_call_of_a_reader_is_read_whole_or_not(
    tmp_path: Path, form: str
) -> None:
    path = tmp_path / form
    at = 0
    made = [""]
    while len(made) > at:  # one more writer that comes one call later each time
        at += 1
        dump_dataset(OLD, path)
        made = []

        def write(_: str, at: int = at, made: list[str] = made) -> None:
            made.append("")
            if len(made) == at:
                dump_dataset(NEW, path)

        with watched(write):
            read = load_dataset(path)
        assert read in (OLD, NEW)


@pytest.mark.parametrize("form", FORMS)
def test_two_writers_and_a_reader_never_meet_a_mixture(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    dump_dataset(OLD, path)

    def write(whole: Dataset) -> None:
        for _ in range(25):
            dump_dataset(whole, path)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as pool:
            writers = [pool.submit(write, whole) for whole in (OLD, NEW)]
            while not all(writer.done() for writer in writers):
                assert load_dataset(path) in (OLD, NEW)
            for writer in writers:
                writer.result()
    finally:
        sys.setswitchinterval(interval)
    assert load_dataset(path) in (OLD, NEW)


def test_a_folder_that_never_rests_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_TRIES", 3)
    dump_dataset(OLD, tmp_path)

    def write(name: str) -> None:
        if name == "open":
            dump_dataset(OLD, tmp_path)

    with watched(write), pytest.raises(OSError, match="is written again and again"):
        load_dataset(tmp_path)


def test_records_are_read_from_where_a_header_says_they_are(tmp_path: Path) -> None:
    dump_dataset(OLD, tmp_path)
    with pytest.raises(KeyboardInterrupt), watched(_interrupt_at_the_last_replace()):
        dump_dataset(NEW, tmp_path)
    assert '"pending"' in (tmp_path / "dataset.json").read_text()
    assert load_dataset(tmp_path) == NEW


def _interrupt_at_the_last_replace() -> Callable[[str], None]:
    made: list[str] = []

    def interrupt(name: str) -> None:
        made.append(name)
        if made.count("replace") == 2:
            raise KeyboardInterrupt

    return interrupt


@pytest.mark.parametrize("token", ["../../etc", "ABCDEF01", "0123456", 12345678, None])
def test_a_header_names_no_file_elsewhere(tmp_path: Path, token: object) -> None:
    text = f'{{"title": "Old", "pending": {"null" if token is None else ascii(token)}}}'
    (tmp_path / "dataset.json").write_text(text.replace("'", '"'))
    (fault,) = load_dataset(tmp_path, lenient=True)[1]
    assert isinstance(fault, Fault)
    assert (fault.file, fault.path) == ("dataset.json", "$.pending")


def test_a_link_is_replaced_wherever_it_stands(tmp_path: Path) -> None:
    for name in ("dataset.json", "claims.jsonl", "vessels.jsonl"):
        (tmp_path / name).write_text("mine")
        (tmp_path / "book").mkdir(exist_ok=True)
        (tmp_path / "book" / name).symlink_to(tmp_path / name)
    (tmp_path / "book.json").symlink_to(tmp_path / "claims.jsonl")
    for form in FORMS:
        dump_dataset(NEW, tmp_path / form)
        assert load_dataset(tmp_path / form) == NEW
    for name in ("dataset.json", "claims.jsonl", "vessels.jsonl"):
        assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("name", ["dataset.json", "claims.jsonl", "vessels.jsonl"])
def test_a_folder_where_a_file_goes_is_told_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    dump_dataset(OLD, tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    before = names(tmp_path)
    with pytest.raises(IsADirectoryError, match=name):
        dump_dataset(NEW, tmp_path)
    assert names(tmp_path) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_file_keeps_its_mode(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    dump_dataset(OLD, path)
    file = path / "claims.jsonl" if path.is_dir() else path
    file.chmod(0o600)
    dump_dataset(NEW, path)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_pipe_where_a_file_goes_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.jsonl")
    dump_dataset(NEW, tmp_path)
    assert load_dataset(tmp_path) == NEW


def test_folders_are_written_where_no_locks_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    dump_dataset(NEW, tmp_path)
    assert load_dataset(tmp_path) == NEW


def test_a_dump_of_what_was_loaded_changes_nothing(tmp_path: Path) -> None:
    dump_dataset(OLD, tmp_path / "a")
    dump_dataset(load_dataset(tmp_path / "a"), tmp_path / "a")
    dump_dataset(attrs.evolve(OLD), tmp_path / "b")
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()

"""What a dataset begins with: sound, with nothing to remark, and an answer."""

from pathlib import Path

import pytest
from tests.builders import records_of

from dprk_transfers import load_dataset, reconcile, review
from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats.example import EXAMPLE, write_example
from dprk_transfers.model import KINDS


def test_an_example_has_one_sound_record_of_each_kind() -> None:
    assert [len(EXAMPLE.tables[kind]) for kind in KINDS] == [1] * len(KINDS)
    assert EXAMPLE.validate() == ()
    assert review(EXAMPLE) == ()
    (answer,) = reconcile(EXAMPLE)
    assert str(answer.bounds.range) == "1,001 or more"


def test_an_example_can_stand_beside_the_casebook() -> None:
    merged = load_casebook().merge(EXAMPLE)
    assert len([*records_of(merged)]) == len([*records_of(load_casebook())]) + len(KINDS)


@pytest.mark.parametrize("make", [False, True])
def test_a_new_folder_is_loaded_and_says_what_next(tmp_path: Path, *, make: bool) -> None:
    folder = tmp_path / "deep" / "mine"
    if make:
        folder.mkdir(parents=True)
    write_example(folder)
    assert load_dataset(folder) == EXAMPLE
    told = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("dataset.json", *(f"{kind}.jsonl" for kind in KINDS)):
        assert f"`{name}`" in told
        assert (folder / name).exists()


@pytest.mark.parametrize("name", [".", "file"])
def test_nothing_that_is_there_is_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is there and not empty; give a new folder"):
        write_example(tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]

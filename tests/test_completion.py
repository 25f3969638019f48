"""What a shell is told while an id is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from tests.builders import build, dataset

from dprk_transfers import Claim, Document, Item, dump_dataset, load_casebook
from dprk_transfers.cli import main


def completed(*words: str) -> dict[str, str]:
    """What the last word may become, each with what it is called."""
    shell = ShellComplete(main, {}, "dprk-transfers", "_DPRK_TRANSFERS_COMPLETE")
    *before, incomplete = map(str, words)
    return {item.value: item.help or "" for item in shell.get_completions(before, incomplete)}


def test_ids_of_all_kinds_are_completed_with_what_they_are_called() -> None:
    found = completed("explain", "ukr")
    assert found["ukr-10000"]
    assert found["ukraine"] == "Ukraine"
    assert all(own_id.startswith("ukr") for own_id in found)


def test_a_kind_before_an_id_names_its_own_alone() -> None:
    found = completed("subset", "claims/ukr")
    assert "claims/ukr-10000" in found
    assert all(own_id.startswith("claims/ukr") for own_id in found)
    assert completed("subset", "nothing/u") == {}


@pytest.mark.parametrize(
    ("option", "kind"),
    [
        ("--speaker", "sources"),
        ("--item", "items"),
        ("--place", "locations"),
        ("--vessel", "vessels"),
        ("--document", "documents"),
    ],
)
def test_an_option_takes_ids_of_its_kind(option: str, kind: str) -> None:
    assert completed("claims", option, "").keys() == load_casebook().tables[kind].keys()


def test_documents_and_claims_are_cited() -> None:
    book = load_casebook()
    assert completed("cite", "").keys() == book.documents.keys() | book.claims.keys()


def test_ids_are_those_of_the_dataset_that_is_named(tmp_path: Path) -> None:
    long = "Sent.\n" + "x" * 100
    whole = dataset(build(Item), build(Document), build(Claim, summary=long))
    dump_dataset(whole, tmp_path / "mine")
    found = completed("subset", "--dataset", str(tmp_path / "mine"), "")
    assert found == {
        "briefing": "ministry",
        "first": f"Sent. {'x' * 54}",
        "shells": "Some name",
    }
    on = completed("claims", str(tmp_path / "mine"), "--on", "casebook", "--item", "she")
    assert on.keys() >= {"shells"}
    assert on.keys() - {"shells"} <= load_casebook().items.keys()
    assert completed("claims", str(tmp_path / "none"), "--item", "") == {}


@pytest.mark.parametrize("command", ["brief", "claims"])
def test_questions_are_completed_by_any_part_of_their_codes(command: str) -> None:
    book = load_casebook()
    every = completed(command, "--question", "")
    assert every.keys() == {str(question) for question in book.by_question}
    assert completed(command, "--question", "170") == {
        "KP/RU/170mm-guns/guns/moved": "170 mm Koksan self-propelled guns"
    }
    assert completed(command, "--question", "kp/ru/170").keys() < every.keys()
    assert completed(command, "--question", "70mm") == {}


def test_paths_are_left_to_the_shell() -> None:
    shell = ShellComplete(main, {}, "dprk-transfers", "_DPRK_TRANSFERS_COMPLETE")
    (item,) = shell.get_completions(["brief"], "boo")
    assert (item.type, item.value) == ("file", "boo")


@pytest.mark.parametrize(
    ("shell", "begin"), [("zsh", "#compdef dprk-transfers"), ("fish", "function _dprk_transfers")]
)
def test_shells_are_told_how(shell: str, begin: str) -> None:
    env = {**os.environ, "_DPRK_TRANSFERS_COMPLETE": f"{shell}_source"}
    call = [sys.executable, "-m", "dprk_transfers"]
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(begin)

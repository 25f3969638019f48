"""The command, as its users meet it."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dprk_transfers import (
    __main__,
    cite,
    dump_dataset,
    load_casebook,
    reconcile,
    review,
    select,
    to_rows,
)
from dprk_transfers.cli import main
from dprk_transfers.formats.schema import json_schema
from dprk_transfers.present import CitationForm, brief, pages, to_csv
from dprk_transfers.reconciliation.rows import COLUMNS, USE

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    runner = CliRunner(env={"COLUMNS": "88"})
    return lambda *args: runner.invoke(main, args, prog_name="dprk-transfers")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dump_dataset(load_casebook(), tmp_path / "book")
    return tmp_path / "book"


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_brief_tells_of_the_casebook(run: Run) -> None:
    done = run("brief")
    book = load_casebook()
    assert done.exit_code == 0
    assert done.stdout == brief(reconcile(book))
    assert max(map(len, done.stdout.splitlines())) <= 88


def test_brief_in_full_tells_every_question(run: Run) -> None:
    full = run("brief", "--full").stdout
    assert full == brief(reconcile(load_casebook()), in_full=True)
    for told in (
        "  By 13 October 2023: more than 1,000 [kbs-1000c]\n",
        "  Tension: United States Department of State (“more than 10,000”)",
        "  21 claims used, 7 independent origins among ",
        "In short\n",
        "  North Korean government denies it all 5 times, ",
        "  Another reading: NK Pro",
    ):
        assert told in full


def test_brief_is_as_wide_as_columns_says(run: Run) -> None:
    runner = CliRunner(env={"COLUMNS": "60"})
    done = runner.invoke(main, ["brief"])
    assert done.stdout == brief(reconcile(load_casebook()), width=60)


def test_brief_on_a_path_tells_the_same(run: Run, folder: Path) -> None:
    assert run("brief", str(folder)).stdout == run("brief").stdout


def test_brief_as_it_was_known_on_a_day(run: Run) -> None:
    assert "1,600 or more" not in run("brief", "--as-known", "2023-10-20").stdout


def test_brief_in_the_typical_reading(run: Run) -> None:
    asked = "--question", "arms-containers/containers/moved", "--reading", "typical"
    assert "By 2 November 2023: 1,900 to 5,250 (“is estimated”" in run("brief", *asked).stdout
    known = run("brief", *asked, "--as-known", "2024-02-29").stdout
    assert "If Shin Won-sik is right: " in " ".join(known.split())


def test_brief_counts_origins_at_a_level(run: Run) -> None:
    asked = "brief", "--question", "voyages", "--level"
    told = reconcile(load_casebook(), question="voyages", level="source")
    assert run(*asked, "source").stdout == brief(told)
    assert run(*asked, "organisation").stdout != run(*asked, "source").stdout
    assert "'party' is not one of 'source'" in run(*asked, "party").stderr


def test_brief_of_one_question(run: Run) -> None:
    done = run("brief", "--question", "KP/RU/artillery-ammunition/rounds/moved")
    assert "1,000,000" in done.stdout
    assert "What each said, in the order of days" in done.stdout
    assert "arms-containers" not in done.stdout


def test_brief_as_csv_is_the_claims_and_whether_they_are_used(run: Run) -> None:
    found = reconcile(load_casebook(), as_known="2023-11-02")
    done = run("brief", "--csv", "--as-known", "2023-11-02")
    assert done.stdout_bytes.decode("utf-8") == to_csv(found.to_rows(), (*COLUMNS, *USE))


def test_claims_as_csv_are_those_that_are_selected(run: Run) -> None:
    book = load_casebook()
    rows = to_rows(book, select(book, item="munitions", stance="asserts"))
    done = run("claims", "--csv", "--item", "munitions", "--stance", "asserts")
    assert done.stdout_bytes.decode("utf-8") == to_csv(rows, COLUMNS)
    none = run("claims", "--csv", "--document", "rbc-20231129", "--stance", "retracts")
    assert none.stdout_bytes.count(b"\r\n") == 1


@pytest.mark.parametrize("command", ["brief", "claims"])
def test_two_forms_at_once_are_refused(run: Run, command: str) -> None:
    done = run(command, "--csv", "--json")
    assert done.exit_code == 2
    assert "--json and --csv are two forms: give one of them" in done.stderr


@pytest.mark.parametrize("other", [["--json"], ["--csv"], ["--html", "page.html"]])
def test_questions_at_length_are_a_form_of_their_own(run: Run, other: list[str]) -> None:
    done = run("brief", "--full", *other)
    assert done.exit_code == 2
    assert f"--full and {other[0]} are two forms: give one of them" in done.stderr


@pytest.mark.slow
def test_brief_as_json_is_the_answers(run: Run) -> None:
    assert json.loads(run("brief", "--json").stdout) == reconcile(load_casebook()).to_dict()


def test_explain_tells_of_a_claim_and_of_any_other_record(run: Run, folder: Path) -> None:
    assert "literally 1,600 to 2,400" in run("explain", "rbc-containers-body").stdout
    assert "Source reuters" in run("explain", "reuters", str(folder)).stdout
    assert run("explain", "sources/reuters").stdout == run("explain", "reuters").stdout
    assert "no record has the id 'claims/reuters'" in run("explain", "claims/reuters").stderr


@pytest.mark.slow
def test_diff_tells_what_changed_and_which_answers_moved(run: Run, folder: Path) -> None:
    assert run("diff", str(folder)).stdout == "no difference\n"
    spoil(folder, "claims.jsonl", "an estimated 28,000", "an estimated 29,000")
    done = run("diff", str(folder))
    assert done.exit_code == 0
    assert "changed claims/dia-28000: summary, quantity" in done.stdout
    told = " ".join(done.stdout.split())
    assert "26,100 or more [dia-28000] -> 25,200 or more [dia-28000]" in told
    assert run("diff", str(folder), str(folder)).stdout == "no difference\n"
    assert run("diff", str(folder / "lost")).exit_code == 2
    as_data = json.loads(run("diff", str(folder), "--json").stdout)
    (change,) = as_data["records"]
    assert (change["record"], change["what"]) == ("claims/dia-28000", "changed")
    assert [*change["fields"]] == ["summary", "quantity"]
    assert change["fields"]["quantity"]["before"]["words"] == "an estimated 29,000"
    assert change["fields"]["quantity"]["after"]["words"] == "an estimated 28,000"
    assert "26,100 or more [dia-28000]" in [each["before"] for each in as_data["moves"]]


@pytest.mark.slow
def test_diff_tells_what_a_dataset_adds_to_the_one_it_builds_on(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    figure = {"words": "more than 33,000", "unit": "containers"}
    said = {"id": "new", "document": "kbs-181077", "speaker": "rok-government", "summary": "Sent."}
    about = {"item": "arms-containers", "shipment": "dprk-to-russia", "period": "../2025-10"}
    claim = said | about | {"quantity": figure, "measure": "moved", "extent": "total"}
    mine.mkdir()
    (mine / "dataset.json").write_text('{"title": "Mine"}')
    (mine / "claims.jsonl").write_text(json.dumps(claim))
    done = run("diff", str(mine), "--on", "casebook")
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()[:2]
    assert first == "added claims/new"
    told = " ".join(done.stdout.split())
    assert "bounds of KP/RU/arms-containers/containers/moved: 25,200 or more [dia-28000] ->" in told
    assert "more than 33,000 [new]" in told
    assert "claims that peskov-tass answers: none -> new" in told
    assert second.startswith("bounds of ")
    assert run("diff", str(mine), str(mine), "--on", "casebook").stdout == "no difference\n"


def test_what_is_in_the_casebook_is_told_where_it_is_not_built_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{"title": "Mine"}')
    claim = {"id": "a", "document": "none", "speaker": "john-kirby", "summary": "Sent."}
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim))
    told = "john-kirby is in the casebook: --on casebook builds on it\n"
    for command in ("validate", "brief", "list sources", "cite --dataset", "diff"):
        done = run(*command.split(), str(tmp_path))
        assert (done.exit_code, done.stderr[-len(told) :]) == (1, told)
    assert told not in run("validate", str(tmp_path), "--on", "casebook").output
    # A command that builds on nothing, or a dataset that is built on, is no way out.
    assert told not in run("merge", str(tmp_path), str(tmp_path), "-o", "x").output
    assert told not in run("validate", str(tmp_path), "--on", str(tmp_path)).output
    claim |= {"speaker": "nobody"}
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim))
    assert "is in the casebook" not in run("validate", str(tmp_path)).output


def test_validate_counts_what_it_checked(run: Run, folder: Path) -> None:
    done = run("validate", str(folder))
    assert (done.exit_code, done.stdout[:12]) == (0, "no faults in")


@pytest.mark.slow
def test_validate_prints_remarks_behind_the_faults_and_they_are_no_failure(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    done = run("validate", str(folder))
    _, count, *lines = done.stdout.splitlines()
    found = review(load_casebook())
    assert (done.exit_code, done.stderr) == (0, "")
    assert count == f"{len(found)} remarks on what is no fault and deserves a second look:"
    assert lines == [*map(str, found)]
    file = tmp_path / "empty.json"
    file.write_text('{"title": "empty"}', encoding="utf-8")
    assert run("validate", str(file)).stdout.splitlines()[1:] == ["no remarks"]


def test_validate_prints_every_fault_with_its_place_and_exits_with_1(
    run: Run, folder: Path
) -> None:
    publisher = '{"id": "rbc-20231129", "publisher": '
    spoil(folder, "documents.jsonl", f'{publisher}"rbc-ukraine"', f"{publisher}7")
    spoil(folder, "claims.jsonl", '"over 1,000 containers"', '"plenty\\u202e of containers"')
    done = run("validate", str(folder))
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert re.fullmatch(r"documents\.jsonl:\d+: \$\.publisher: must be text, got 7", lines[0])
    assert re.match(
        r"claims\.jsonl:\d+: \$\.quantity\.words: it has characters that do not show", lines[1]
    )
    assert "\u202e" not in done.stdout
    assert len(lines) == 2


@pytest.mark.parametrize("command", ["brief", "explain reuters"])
def test_faults_go_to_stderr_where_the_output_is_something_else(
    run: Run, folder: Path, command: str
) -> None:
    spoil(folder, "dataset.json", "The public record", "\\u0007")
    done = run(*command.split(), str(folder))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("dataset.json:1: $.title: must be text")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["brief", "nowhere"], "cannot read 'nowhere': there is no such file or folder"),
        (["validate", "nowhere"], "cannot read 'nowhere': there is no such file or folder"),
        (["validate", "/dev/null"], "is neither a plain file nor a folder"),
        (["validate"], "Missing argument 'PATH'"),
        (["explain", "reuter"], "no record has the id 'reuter'; did you mean reuters"),
        (["explain", "zzzzzz"], "no record has the id 'zzzzzz'\n"),
        (["brief", "--question", "zzz"], "'zzz' fits no question; 6"),
        (["brief", "--as-known", "yesterday"], "'yesterday' does not match the format"),
        (["brief", "--reading", "loose"], "'loose' is not one of 'literal', 'typical'"),
        (["briefly"], "No such command 'briefly'"),
    ],
)
def test_a_wrong_call_gets_one_clear_message_and_exit_code_2(
    run: Run, args: list[str], told: str
) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"nope", "is not JSON"),
        (b"[1, 2]", "is not JSON: expecting {"),
        (b'{"title": 5}', "$.title: must be text"),
        (b'{"title": "x", "claims": ' + b"[" * 100_000, "is nested too deeply"),
        (b'{"title": "x", "items": [{"id": 1' + b"0" * 9_000 + b"}]}", "too many digits"),
        (b"\xff\xfe", "must be UTF-8"),
        (b'{"title": "x", "claims": [NaN]}', "NaN is no number"),
    ],
)
def test_a_file_that_is_no_dataset_gets_one_clear_message(
    run: Run, tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    for command in ("validate", "brief"):
        done = run(command, str(file))
        assert done.exit_code == 1
        assert told in done.output
        assert len(done.output.splitlines()) == 1


def test_limits_hold_for_every_command(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl"
    file.write_text("{}\n" * 3 + "x" * 2_000, encoding="utf-8")
    limits = ("--limit", "line", "1000", "--limit", "faults", "1")
    for command in ("validate", "brief", "claims"):
        done = run(*limits, command, str(tmp_path))
        assert done.exit_code == 1
        assert len(done.output.splitlines()) == 2
        assert "has 4 more faults" in done.output
    done = run("--limit", "line", "1000", "validate", str(tmp_path))
    assert "items.jsonl:4: $: must be a line of at most 1,000 bytes: limits.line" in done.output


WRONG_LIMITS = [("lines", "9"), *(("line", each) for each in ("0", "-1", "1.5", "9" * 20))]


@pytest.mark.parametrize("wrong", WRONG_LIMITS)
def test_a_limit_that_there_is_not_is_refused(run: Run, wrong: tuple[str, str]) -> None:
    done = run("--limit", *wrong, "brief")
    assert done.exit_code == 2
    assert "'--limit'" in done.stderr


def test_a_question_about_an_empty_dataset_has_no_known_ones_to_offer(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "empty.json"
    file.write_text('{"title": "empty"}', encoding="utf-8")
    assert "'x' fits no question; 0 known" in run("brief", str(file), "--question", "x").stderr


@pytest.mark.slow
def test_pages_are_written_to_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "new" / "pages"
    assert run("pages", str(there), "--dataset", str(folder)).exit_code == 0
    written = {
        path.relative_to(there).as_posix(): path.read_bytes().decode()
        for path in there.rglob("*.md")
    }
    assert written == pages(load_casebook())


@pytest.mark.slow
def test_pages_that_the_dataset_does_not_have_are_told_and_left(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    there = tmp_path / "pages"
    assert run("pages", str(there), "--dataset", str(folder)).stderr == ""
    (there / "places" / "atlantis.md").write_text("mine")
    (there / "notes.md").write_text("mine")
    done = run("pages", str(there), "--dataset", str(folder))
    assert done.exit_code == 0
    assert done.stderr == "no page of this dataset, and left as it is: places/atlantis.md\n"
    assert (there / "places" / "atlantis.md").read_text() == "mine"


def test_pages_that_cannot_be_written_are_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("pages", str(tmp_path / "file" / "pages"))
    assert done.exit_code == 2
    assert "cannot write to " in done.stderr
    assert "Traceback" not in done.output


def terminal(*args: str, columns: str = "70") -> str:
    """What the command shows on a terminal."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = subprocess.Popen(
        [sys.executable, "-m", "dprk_transfers", *args],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment,
    )
    os.close(follower)
    output = b""
    with suppress(OSError):  # Linux ends a terminal whose other side is gone with an error.
        while True:
            output += os.read(leader, 65_536)
    os.close(leader)
    assert command.wait() == 0
    return output.decode()


def test_on_a_terminal_there_are_colours_and_no_line_is_too_long() -> None:
    shown = terminal("brief")
    assert "\x1b[1m" in shown
    plain = [line for line in shown.split("\r\n") if "\x1b" not in line]
    assert max(map(len, plain)) <= 70


@pytest.mark.slow
def test_on_a_terminal_a_load_may_show_how_far_it_is(folder: Path) -> None:
    assert "no faults in" in terminal("validate", str(folder))


def test_piped_output_is_plain_and_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m dprk_transfers brief | head -n 1"
    wide = {**os.environ, "COLUMNS": "88"}
    done = subprocess.run(  # noqa: S602
        command, shell=True, capture_output=True, text=True, check=True, env=wide
    )
    assert done.stdout == f"{load_casebook().title}, version {load_casebook().version}\n"
    assert done.stderr == ""


COMMANDS = [
    *(["brief"], ["brief", "--json", "--question", "170mm"]),
    *(["claims"], ["claims", "--json"]),
    *(["cite"], ["cite", "--format", "bibtex"], ["cite", "--format", "csl-json"]),
    *(["--help"], ["brief", "--help"]),
]


def call(command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dprk_transfers", *command.split()],
        stderr=subprocess.PIPE,
        check=False,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", ["brief", "claims --json", "brief --help"])
def test_output_that_cannot_be_written_is_told_with_exit_code_3(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = call(command, stdout=full)
    assert done.returncode == 3
    assert done.stderr == b"Error: cannot write the output: No space left on device\n"


def test_a_closed_output_is_told_with_exit_code_3() -> None:
    done = call("validate nowhere", preexec_fn=partial(os.close, 1))
    assert done.returncode == 3
    assert done.stderr == b"Error: cannot write the output: it is closed\n"


def test_a_pipe_that_nobody_reads_is_no_fault_of_the_dataset() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = call("brief", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (3, b"")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "cp949"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_in_any_encoding_says_the_same(run: Run, command: list[str], encoding: str) -> None:
    told = run(*command).stdout
    done = CliRunner(charset=encoding, env={"COLUMNS": "88"}).invoke(
        main, command, prog_name="dprk-transfers"
    )
    assert (done.exit_code, done.stderr_bytes) == (0, b"")
    shown = done.stdout_bytes.decode(encoding)
    if "--json" in command or "csl-json" in command:
        assert json.loads(shown) == json.loads(told)
        return
    escape = r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))"
    if "bibtex" in command:
        escape = r'\{\\char"([0-9A-F]+)\}'
    marks = re.sub(escape, lambda found: chr(int(found[found.lastindex or 0], 16)), shown)
    assert marks == told


def test_without_its_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "dprk_transfers.cli", raising=False)
    monkeypatch.setitem(sys.modules, "click", None)
    with pytest.raises(SystemExit, match=r"pip install 'dprk-transfers\[cli\]'"):
        __main__.main()


def test_another_missing_module_is_not_mistaken_for_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "dprk_transfers.cli", None)
    with pytest.raises(ModuleNotFoundError, match=r"dprk_transfers\.cli"):
        __main__.main()


def test_the_command_runs_as_a_module_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dprk-transfers", "explain", "reuters"])
    with pytest.raises(SystemExit) as stop:
        __main__.main()
    assert stop.value.code == 0
    assert "Source reuters" in capsys.readouterr().out


def test_read_tells_how_an_amount_is_read(run: Run) -> None:
    done = run("read", "nearly 2,000 containers")
    assert done.exit_code == 0
    assert "  Literally: 1,600 to 1,999 containers\n" in done.stdout
    assert run("read", "понад 10 тисяч", "--language", "uk").stdout.startswith("понад 10 тисяч\n")


def test_read_tells_how_a_date_phrase_is_read(run: Run) -> None:
    done = run("read", "since August", "--published", "2023-11-29")
    assert done.exit_code == 0
    assert "  EDTF: 2023-08/2023-11-29\n" in done.stdout


@pytest.mark.parametrize(
    "call", [["1.000"], ["many"], ["last August", "--published", "2023-10-16"], ["\x1b[31m"]]
)
def test_words_that_cannot_be_read_are_told_to_stderr_with_exit_code_1(
    run: Run, call: list[str]
) -> None:
    done = run("read", *call)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("cannot read ")
    assert done.stderr.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["5", "--language", "xx"], "no words of language 'xx' are known; known: de, en, es"),
        (["seit August", "--published", "2023-11-29", "--language", "de"], "English only"),
        (["since August", "--published", "yesterday"], "does not match the format"),
    ],
)
def test_a_wrong_call_of_read_exits_with_2(run: Run, call: list[str], message: str) -> None:
    done = run("read", *call)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_only_words_without_digits_are_taken_for_a_date_phrase(run: Run) -> None:
    assert run("read", "since August").stderr.endswith("; a date phrase needs --published\n")
    assert "--published" not in run("read", "500 kg bombs").stderr
    assert "--published" not in run("read", "soon", "--published", "2023-11-29").stderr


def test_claims_are_listed_by_every_condition(run: Run, folder: Path) -> None:
    conditions = (
        *("--speaker", "rok-government", "--item", "arms", "--place", "north-korea"),
        *("--since", "2023-11-01", "--until", "2023-11-02", "--stance", "asserts"),
        *("--document", "rbc-20231129"),
    )
    done = run("claims", *conditions)
    assert done.exit_code == 0
    count = len(load_casebook().claims)
    assert done.stdout.startswith(
        f"3 of {count} claims\nrbc-containers-body\n  2 November 2023, South "
    )
    assert run("claims", str(folder), *conditions).stdout == done.stdout


def test_claims_as_json_are_as_they_stand_in_files(run: Run, folder: Path) -> None:
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(run("claims", "--json").stdout) == list(map(json.loads, lines))


def test_no_claim_is_listed_where_none_meets_the_conditions(run: Run) -> None:
    done = run("claims", "--since", "2099-12-31")
    count = len(load_casebook().claims)
    assert (done.exit_code, done.stdout) == (0, f"0 of {count} claims\n")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["--speaker", "reuter"], "no source has the id 'reuter'; did you mean reuters?"),
        (["--vessel", "angar"], "no vessel has the id 'angar'; did you mean angara?"),
        (["--item", "zzz"], "no item has the id 'zzz'\n"),
        (["--place", "rasong"], "no location has the id 'rasong'; did you mean rason"),
        (["--document", "rbc"], "no document has the id 'rbc'"),
        (["--stance", "says"], "'says' is not one of 'asserts', 'denies'"),
        (["--since", "2024-01-01", "--until", "2023-01-01"], "since must not be after until"),
        (["--since", "May"], "'May' does not match the format"),
    ],
)
def test_a_wrong_call_of_claims_exits_with_2(run: Run, call: list[str], message: str) -> None:
    done = run("claims", *call)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_on_a_terminal_claims_are_a_table_that_cuts_no_id() -> None:
    shown = terminal(
        "claims", "--speaker", "us-government", "--document", "rbc-20231129", columns="40"
    )
    lines = re.sub("\x1b\\[[0-9;]*m", "", shown).split("\r\n")
    assert max(map(len, lines)) <= 40
    cells = [[cell.strip() for cell in line.split("│")] for line in lines if "│" in line]
    assert "".join(cell[1] for cell in cells).startswith("rbc-lead-shipsrbc-millerrbc-ships-us")


def test_cite_cites_every_document_and_then_the_casebook(run: Run, folder: Path) -> None:
    done = run("cite")
    assert done.exit_code == 0
    assert done.stdout == cite(load_casebook())
    assert run("cite", "--dataset", str(folder)).stdout == done.stdout


@pytest.mark.parametrize("form", [form.value for form in CitationForm])
def test_cite_cites_the_document_of_a_claim_in_every_form(run: Run, form: CitationForm) -> None:
    done = run("cite", "rbc-headline", "--format", form)
    assert done.stdout == cite(load_casebook(), "rbc-20231129", form=form)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["rbc-20231128"], "no document or claim has the id 'rbc-20231128'; did you mean rbc-2023"),
        (["--format", "ris"], "'ris' is not one of 'text', 'csl-json', 'bibtex'"),
        (["--dataset", "nowhere"], "cannot read 'nowhere'"),
    ],
)
def test_a_wrong_call_of_cite_exits_with_2(run: Run, call: list[str], message: str) -> None:
    done = run("cite", *call)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("kind", [None, "claims"])
def test_schema_prints_the_schema_of_records_or_of_a_document(run: Run, kind: str | None) -> None:
    done = run("schema", *filter(None, [kind]))
    assert json.loads(done.stdout) == json_schema(kind)
    assert "'claim' is not one of 'sources'" in run("schema", "claim").stderr


def test_claims_are_found_by_measure_question_and_who_said_them(run: Run) -> None:
    book = load_casebook()
    found = select(book, said_by="shin won", question="arms-containers/containers/moved")
    for question in ("arms-containers/containers/moved", "equipment and munitions from North"):
        done = run("claims", "--said-by", "Shin Won", "--question", question, "--csv")
        assert done.stdout_bytes.decode("utf-8") == to_csv(to_rows(book, found), COLUMNS)
    done = run("claims", "--measure", "share", "--json")
    told = [claim["id"] for claim in json.loads(done.stdout)]
    assert told == [claim.id for claim in select(book, measure="share")]
    assert "did you mean kirby?" in run("claims", "--said-by", "kirbi").stderr
    assert "fits several questions" in run("claims", "--question", "containers").stderr


def test_list_tells_records_with_how_many_claims_they_have(run: Run, folder: Path) -> None:
    done = run("list", "items", "--search", "koksan")
    assert done.stdout == (
        "1 of 55 items\n170mm-guns\n  170 mm Koksan self-propelled guns (Koksan): 3 claims\n"
    )
    assert run("list", "items", str(folder), "--search", "koksan").stdout == done.stdout
    lines = (folder / "vessels.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(run("list", "vessels", "--json").stdout) == list(map(json.loads, lines))
    rows = run("list", "vessels", "--csv").stdout_bytes.decode("utf-8").splitlines()
    assert rows[0] == '"id","name","other_names","what","country","claims"'
    assert len(rows) == 1 + len(lines)
    assert (
        "no item is called 'koksen'; did you mean koksan, korean?"
        in run(*("list", "items", "--search", "koksen")).stderr
    )
    assert run("list", "items", "--csv", "--json").exit_code == 2

"""Commands that fill in what tables leave out."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dprk_transfers import load_casebook, load_dataset
from dprk_transfers.cli import main

BOOK = load_casebook()


def run(*args: object) -> Result:
    return CliRunner(env={"COLUMNS": "88"}).invoke(main, [*map(str, args)])


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [*csv.reader(stream)]


CLAIMS = """document,speaker,item,stance,quantity.words,summary
kbs,usa,shells,asserts,"over 1,000",Sent.
kbs,usa,,denies,,Not sent.

kbs,usa,shells,,,"Sent, again."
"""


@pytest.mark.parametrize("name", ["out.csv", "claims.csv"])
def test_rows_of_claims_without_an_id_have_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "claims.csv").write_text(CLAIMS)
    done = run("ids", tmp_path / "claims.csv", "-o", tmp_path / name)
    assert (done.exit_code, done.output) == (0, "")
    assert table(tmp_path / name) == [
        ["id", "document", "speaker", "item", "stance", "quantity.words", "summary"],
        ["kbs-usa-shells-over-1000", "kbs", "usa", "shells", "asserts", "over 1,000", "Sent."],
        ["kbs-usa-denies-not-sent", "kbs", "usa", "", "denies", "", "Not sent."],
        ["", ""],
        ["kbs-usa-shells-sent-again", "kbs", "usa", "shells", "", "", "Sent, again."],
    ]


def test_other_records_have_an_id_from_what_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(
        "\ufeffnames.ko;id;names.en;names.ru\n연합뉴스;;Yonhap News;\n;tass;TASS;Йж\n;;;Зря\n"
    )
    file = tmp_path / "documents.csv"
    file.write_text("id,publisher,published,title\n,yonhap,2023-10-13,Sent\n,,,\n,yonhap")
    for kind in ("sources", "documents"):
        assert run("ids", tmp_path / f"{kind}.csv", "-o", tmp_path / f"{kind}.csv").exit_code == 0
    rows = (tmp_path / "sources.csv").read_text().splitlines()
    assert rows[1:] == [
        '"연합뉴스";"yonhap-news";"Yonhap News";',
        ';"tass";"TASS";"Йж"',
        ';"2af5184d";;"Зря"',
    ]
    assert [row[0] for row in table(file)] == ["id", "yonhap-2023-10-13-sent", "", "yonhap"]


def test_a_row_without_a_letter_stays_without_an_id(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("id,names.en\n,—\n,Guns\n")
    assert run("ids", file, "-o", file).exit_code == 0
    assert [row[0] for row in table(file)] == ["id", "", "guns"]


def test_what_is_made_is_read_as_it_was(tmp_path: Path) -> None:
    text = 'names.en,note\n"=1+1","\'tis ""so""\r\nand so"\n'
    (tmp_path / "items.csv").write_bytes(text.encode())
    (tmp_path / "dataset.json").write_text('{"title": "Things"}')
    assert run("ids", tmp_path / "items.csv", "-o", tmp_path / "items.csv").exit_code == 0
    (item,) = load_dataset(tmp_path).items.values()
    assert (item.id, item.names.main, item.note) == ("1-1-bac90eef", "=1+1", '\'tis "so"\r\nand so')


def test_an_error_stays_an_error_and_a_mark_of_the_bytes_stays(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_bytes(b"\xef\xbb\xbfid,names.en,note\n,Guns,#N/A\n")
    assert run("ids", file, "-o", file).exit_code == 0
    assert file.read_text() == '\ufeff"id","names.en","note"\n"guns","Guns","#N/A"\n'
    (tmp_path / "dataset.json").write_text('{"title": "Things"}')
    assert "shows #N/A" in run("validate", tmp_path).stdout


def test_a_table_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text('id\na\n"b\n')
    done = run("ids", file, "-o", tmp_path / "out.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("claims.csv:3: $: opens a quote that is not closed")
    assert not (tmp_path / "out.csv").exists()
    assert "cannot read" in run("ids", tmp_path / "items.csv", "-o", tmp_path / "x.csv").stderr
    for name in ("-", tmp_path / "x.csv.gz"):
        assert "to a file that ends in .csv" in run("ids", file, "-o", name).stderr
    done = run("ids", tmp_path / "mine.csv", "-o", tmp_path / "x.csv")
    assert (done.exit_code, "a table is named by its kind" in done.stderr) == (2, True)
    file.write_text("id\n")
    (tmp_path / "folder.csv").mkdir()
    assert "cannot write to" in run("ids", file, "-o", tmp_path / "folder.csv").stderr


def test_a_source_that_is_named_and_not_there_is_a_stub(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{"title": "Mine"}')
    (tmp_path / "claims.csv").write_text(
        "id,document,speaker,via,summary,item,x.y\n"
        "b,kbs-181077,zeta,alpha us-government,Sent.,,\n"
        "a,kbs-181077,zeta,,Sent.,no-such-item,\n".replace(",x.y", "").replace(",\n", "\n")
    )
    done = run("stubs", tmp_path, "--on", "casebook")
    assert done.exit_code == 0
    assert "names none of the items, got 'no-such-item'" in done.stderr
    assert "zeta" not in done.stderr
    assert done.stdout.splitlines() == [
        '"id","names.en","kind","note"',
        '"alpha","alpha","unnamed","a stub, as claims/b names it: who is it?"',
        '"zeta","zeta","unnamed","a stub, as claims/b names it: who is it?"',
    ]
    (tmp_path / "sources.csv").write_text(done.stdout)
    _, faults = load_dataset(tmp_path, lenient=True, on=BOOK)
    assert [fault.value for fault in faults] == ["no-such-item"]
    assert run("stubs", tmp_path, "--on", "casebook").stdout == '"id","names.en","kind","note"\n'
    assert run("stubs", tmp_path / "nowhere").exit_code == 2

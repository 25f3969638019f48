"""The page to mail: all that the answer says, escaped, in one file that asks no host."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from dprk_transfers import Dataset, Reconciliation, load_casebook, reconcile
from dprk_transfers.cli import main
from dprk_transfers.messages import escape_controls
from dprk_transfers.present.charts.marks import treads
from dprk_transfers.present.mail.page import page
from dprk_transfers.present.mail.parts import part_of

pytestmark = pytest.mark.slow

BOOK = load_casebook()
CONTAINERS = "arms-containers/containers/moved"
FOUND = reconcile(BOOK, question=CONTAINERS)
PAGE = page(FOUND)
(ANSWER,) = FOUND.answers

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}"


class Reader(HTMLParser):
    """What a browser finds on a page: texts, ids, links, and what each element names."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(told)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def ids(self) -> list[str]:
        return [given["id"] or "" for _, given in self.tags if "id" in given]


READ = Reader(PAGE)


def test_it_asks_no_host_for_anything() -> None:
    for tag, given in READ.tags:
        assert tag not in {"link", "iframe", "object", "embed", "img", "audio", "video", "form"}
        assert "src" not in given
        address = given.get("href") or given.get("xlink:href") or "#"
        assert tag == "a" or address.startswith("#")
    (policy,) = (given["content"] for _, given in READ.tags if "http-equiv" in given)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "@import" not in PAGE.partition("</style>")[0]


def test_every_id_is_given_once_and_every_link_within_leads_to_one() -> None:
    assert len(set(READ.ids)) == len(READ.ids)
    within = [str(given["href"])[1:] for tag, given in READ.tags if tag == "a"]
    assert within
    assert {each for each in within if not each.startswith("ttp")} <= set(READ.ids)


def test_every_figure_links_to_its_claim_and_the_claim_to_its_page() -> None:
    links = {given["href"] for tag, given in READ.tags if tag == "a"}
    for own_id in ANSWER.used:
        assert f"{ANSWER.question}:{own_id}" in READ.ids
        address = BOOK.documents[BOOK.claims[own_id].document].url
        assert address is None or address in links
    assert f"#{ANSWER.question}:dia-28000" in links


def test_it_tells_all_that_the_answer_says() -> None:
    text = " ".join(READ.text).casefold()
    for sentence in ANSWER.sentences:
        if sentence.topic not in ("floor", "ceiling", "dispute"):
            assert escape_controls(sentence.text).casefold() in text
    assert "25,200 or more" in text
    assert "north korean government denies it all" in text


def test_the_table_is_the_rows_of_the_answer() -> None:
    part, rows = part_of(ANSWER), {row["claim"]: row for row in ANSWER.to_rows()}
    assert {row["claim"] for row in part.rows if row["used"]} == set(ANSWER.used)
    for shown in part.rows:
        own = rows[shown["claim"]]
        assert own.items() <= shown.items()
    days = [str(row["said_last"]) for row in part.rows]
    assert days == sorted(days)


def test_what_raised_the_floor_is_the_curve() -> None:
    told = [(row["iso"], row["ids"]) for row in part_of(ANSWER).floor]
    assert told == [(each.first.isoformat(), each.risen) for each in treads(ANSWER) if each.risen]


def test_who_is_not_named_is_no_origin() -> None:
    tiles = part_of(reconcile(BOOK, question="170mm-guns/guns/moved").answers[0]).tiles
    assert tiles[1].number == "2 independent origins"
    behind = "1 behind the bounds: Ukrainian government"
    assert tiles[1].text == f"{behind}; all: Ukrainian government, South Korean government"


def test_charts_are_still_pictures_and_data_of_live_ones() -> None:
    assert PAGE.count('<svg role="img"') == 2
    specs = re.findall(r'<script type="application/json" class="(\w+)">(.*?)</script>', PAGE)
    assert [screen for screen, _ in specs] == ["wide", "phone"]
    assert all(json.loads(spec)["description"] for _, spec in specs)


def test_it_is_small_enough_to_mail() -> None:
    assert len(PAGE.encode()) < 1_500_000
    assert not [tag for tag, given in READ.tags if given.get("style", "") is None]


def test_nothing_that_is_recorded_acts() -> None:
    claims = [
        attrs.evolve(claim, summary=HOSTILE, certainty=HOSTILE) for claim in BOOK.claims.values()
    ]
    book = Dataset(
        HOSTILE,
        version=BOOK.version,
        licence=HOSTILE,
        **{**BOOK.tables, "claims": claims},  # type: ignore[arg-type]
    )
    read = Reader(page(reconcile(book, question="170mm-guns/guns/moved")))
    assert sum(tag == "script" for tag, _ in read.tags) == 5
    assert not any(tag == "img" or "onerror" in given for tag, given in read.tags)
    assert "{{ 7*7 }}" in "".join(read.text)


def test_an_address_that_is_none_is_no_link() -> None:
    documents = [attrs.evolve(each, url=None, archive_url=None) for each in BOOK.documents.values()]
    book = Dataset("Bare", **{**BOOK.tables, "documents": documents})  # type: ignore[arg-type]
    part = part_of(reconcile(book, question="170mm-guns/guns/moved").answers[0])
    assert {row["link"] for row in part.rows} == {None}
    told = page(reconcile(book, question="170mm-guns/guns/moved", as_known="2025-01-01"))
    assert "as known on 1 January 2025" in told
    assert not [tag for tag, given in Reader(told).tags if "http" in str(given.get("href", ""))]


@pytest.fixture(scope="module")
def every() -> Reconciliation:
    return reconcile(BOOK)


def test_without_a_question_it_tells_those_of_the_first_screen(every: Reconciliation) -> None:
    told = page(every)
    assert len(told.encode()) <= 3_000_000
    read = Reader(told)
    articles = [given["id"] for tag, given in read.tags if tag == "article"]
    assert len(articles) == 8
    assert articles[0] == str(ANSWER.question)
    assert len(set(read.ids)) == len(read.ids)
    assert {f"#{each}" for each in articles} <= {given.get("href") for _, given in read.tags}
    figures = sum(tag == "figure" for tag, _ in read.tags)
    assert 1 <= figures < 8


def test_a_dataset_that_tells_nothing_has_a_page() -> None:
    assert "Nothing" in page(reconcile(Dataset("Nothing")))
    answer = reconcile(BOOK, question="RU/KP/oil/tonnes/moved").answers[0]
    assert part_of(answer).headline == "No claim sets a bound"


def test_the_command_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done = CliRunner().invoke(main, ["brief", "--html", str(file), "--question", "170mm-guns"])
    assert (done.exit_code, done.output) == (0, "")
    assert file.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_the_command_tells_why_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "no folder"
    in_the_way.touch()
    lost = str(in_the_way / "page.html")
    asked = ["brief", "--question", "170mm-guns", "--html"]
    done = CliRunner().invoke(main, [*asked, lost])
    assert done.exit_code == 2
    assert "cannot write to" in done.output
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = CliRunner().invoke(main, [*asked, str(tmp_path / "page.html")])
    assert done.exit_code == 2
    assert "pip install 'dprk-transfers[plot]'" in done.output
    assert [*tmp_path.iterdir()] == [in_the_way]

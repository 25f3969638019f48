"""A dataset of hostile text through every command and page: nothing acts, nothing steers."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from click.testing import CliRunner
from markdown import markdown
from markdown_it import MarkdownIt
from tests.builders import HEADER, NODES, RICH, as_json

from dprk_transfers import load_dataset
from dprk_transfers.cli import main
from dprk_transfers.present import pages
from dprk_transfers.rules import TEXT, ElementsRule, rule_of

pytestmark = pytest.mark.slow

PAYLOADS: Final = [
    "x\n\n<script>alert(1)</script>\n\n[click](javascript:alert(1))\n\n# Fake heading\n",
    '--8<-- "pyproject.toml"',
    "```\n<b>out</b>",
    "</td></table><img src=x onerror=alert(1)> | a | b",
    "![i](https://evil.example/track.png) <https://evil.example> [a]: javascript:b",
    "a\u202egnp.exe\u2066 \u200b\u2028 b",
    "::: os.system",
    "1) one",
    "    indented code",
]
ADDRESS: Final = (
    "https://example.org/[Read_the_original](javascript:alert(document.domain))"
    "![i](https://evil.example/track.png)`code`\u202e"
)


def _is_text(owner: type, field: str) -> bool:
    rule = rule_of(attrs.fields_dict(owner)[field])
    return TEXT in (rule, rule.element if isinstance(rule, ElementsRule) else None)


def hostile(payload: str) -> dict[str, list[Any]]:
    """The rich records, with one text wherever any text may stand."""
    data = deepcopy(dict(RICH))
    data["shipments"][0] |= {"supplier": "AA", "recipient": "BB"}
    for node in NODES:
        record = data[node.kind][node.index]
        is_name = node.field == "names" and isinstance(node.steps[-1], int)
        if is_name or (_is_text(node.owner, node.field) and node.field != "words"):
            held = node.holder(record)[node.steps[-1]]
            if isinstance(held, str):
                # Names and authors come once.
                last = node.steps[-1]
                own = f"{payload}{last}" if isinstance(last, int) else payload
                node.holder(record)[last] = own
    data["claims"][1]["quantity"]["words"] = payload  # its bounds are set by hand
    denial = {"id": "denial", "stance": "denies", "about": ["first"], "summary": payload}
    data["claims"].append({"document": "article", "speaker": "agency", "note": payload} | denial)
    data["documents"][1] |= {"url": ADDRESS, "archive_url": ADDRESS}
    return data


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    data = hostile(request.param)
    header = dict.fromkeys(HEADER, request.param)
    (tmp_path / "dataset.json").write_text(as_json(header), encoding="utf-8")
    for kind, records in data.items():
        text = "".join(as_json(record) + "\n" for record in records)
        (tmp_path / f"{kind}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def rendered(page: str) -> Iterator[str]:
    yield markdown(page, extensions=["tables", "toc", "admonition", "def_list", "fenced_code"])
    yield MarkdownIt("gfm-like", {"linkify": False}).render(page)
    yield MarkdownIt("commonmark").enable("table").render(page)


TAGS: Final = {
    *("h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
    *("a", "br", "code", "em"),
}


def test_nothing_on_a_page_acts(folder: Path) -> None:
    told = pages(load_dataset(folder))
    assert any("Who answers" in page for page in told.values())
    for path, page in told.items():
        for html in rendered(page):
            assert {tag.lower() for tag in re.findall(r"</?([A-Za-z0-9]+)", html)} <= TAGS, path
            assert html.count("<h1") == 1, path
            for tag in re.findall(r"<[a-z][^>]*>", html):
                assert not re.search(r"\son\w+=", re.sub(r'"[^"]*"', '""', tag)), path
            for address in re.findall(r'href="([^"]*)"', html):
                is_ours = re.fullmatch(r"(\.\./)?([a-z]+/)?[a-z0-9-]+\.md(#[a-z0-9-]+)?", address)
                assert is_ours or address.startswith("https://example.org/"), (path, address)
        assert "--8<--" not in page
        assert not re.search(r"^\s*:::", page, re.MULTILINE)
        assert page.replace("\n", "").isprintable(), path


def test_the_address_of_a_document_stays_one_link(folder: Path) -> None:
    page = pages(load_dataset(folder))["documents/briefing.md"]
    for html in rendered(page):
        assert len(re.findall(r'href="https://example\.org/', html)) == 2


COMMANDS: Final = [
    ["brief"],
    ["brief", "--json"],
    ["claims"],
    ["claims", "--json"],
    ["claims", "--csv"],
    *(["list", kind] for kind in ("sources", "items", "vessels", "documents")),
    ["stubs"],
    *(
        ["explain", own_id]
        for own_id in ("first", "reply", "ministry", "angara", "rajin", "voyage")
    ),
    *(["explain", own_id] for own_id in ("briefing", "shells")),
    *(["cite", "--format", form] for form in ("text", "csl-json", "bibtex")),
    ["validate"],
    ["diff"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_that_a_command_prints_steers_a_terminal(folder: Path, command: list[str]) -> None:
    call = [*command, "--dataset"] if command[0] == "cite" else command
    done = CliRunner().invoke(main, [*call, str(folder)])
    assert done.exception is None or done.exit_code in (0, 1)
    assert done.stdout.replace("\n", "").isprintable()
    assert done.stderr.replace("\n", "").isprintable()
    if "--json" in command or "csl-json" in command:
        json.loads(done.stdout)


def test_json_keeps_what_it_escapes(folder: Path) -> None:
    shown = json.loads(CliRunner().invoke(main, ["claims", "--json", str(folder)]).stdout)
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").split("\n")
    written = [json.loads(line) for line in lines if line]
    assert shown == sorted(written, key=lambda record: str(record["id"]))

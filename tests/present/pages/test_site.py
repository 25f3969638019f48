"""A dataset as pages."""

import re
from pathlib import PurePosixPath

import attrs
import pytest
from hypothesis import given
from markdown import markdown
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import (
    Claim,
    Dataset,
    Document,
    Extent,
    Item,
    Location,
    Measure,
    Quantity,
    Shipment,
    Source,
    Vessel,
    load_casebook,
)
from dprk_transfers.model import Against, Check
from dprk_transfers.present import pages
from dprk_transfers.strategies import datasets

BOOK = load_casebook()
PAGES = pages(BOOK)


def linked(path: str, page: str) -> set[str]:
    """The pages and anchors that a page links to."""
    links = re.findall(r"\]\(([^)#]+\.md)(#[^)]*)?\)", page)
    found: set[str] = set()
    for link, anchor in links:
        steps: list[str] = []
        for step in (PurePosixPath(path).parent / link).parts:
            if step == "..":
                steps.pop()
            else:
                steps.append(step)
        found.add("/".join(steps) + anchor)
    return found


def test_every_question_document_place_and_vessel_has_a_page() -> None:
    kinds = {
        "questions": len(BOOK.by_question),
        "documents": len(BOOK.documents),
        "places": len(BOOK.locations),
        "vessels": len(BOOK.vessels),
    }
    about = {path for path in PAGES if path.endswith(("/index.md", "/SUMMARY.md"))}
    assert about == {f"{kind}/{name}.md" for kind in kinds for name in ("index", "SUMMARY")}
    for kind, count in kinds.items():
        assert sum(path.startswith(f"{kind}/") for path in PAGES.keys() - about) == count + (
            kind == "documents"
        )
    assert PAGES.keys() > {"index.md", "how-to-read.md", "documents/publishers.md"}


def test_every_page_stands_once_in_the_summary_of_its_folder_and_in_a_list() -> None:
    for kind in ("questions", "documents", "places", "vessels"):
        own = {path for path in PAGES if path.startswith(f"{kind}/")} - {f"{kind}/SUMMARY.md"}
        summary = PAGES[f"{kind}/SUMMARY.md"]
        listed = re.findall(r"\]\(([^()]+)\)$", summary, re.MULTILINE)
        assert sorted(f"{kind}/{path}" for path in listed) == sorted(own)
        assert linked(f"{kind}/index.md", PAGES[f"{kind}/index.md"]) >= own - {f"{kind}/index.md"}


def test_every_link_leads_somewhere() -> None:
    anchors = {
        f"{path}#{anchor}"
        for path, page in PAGES.items()
        for anchor in re.findall(r'<a id="([^"]+)">', page)
    } | {"how-to-read.md#the-two-readings"}
    assert "\n## The two readings\n" in PAGES["how-to-read.md"]
    for path, page in PAGES.items():
        assert linked(path, page) <= anchors | PAGES.keys(), path


def test_every_claim_stands_in_one_row_with_its_words() -> None:
    for claim in BOOK.claims.values():
        page = PAGES[f"documents/{claim.document}.md"]
        (row,) = [line for line in page.splitlines() if f'<a id="{claim.id}">' in line]
        if claim.quantity:
            assert f"“{claim.quantity.words}”" in row


def test_a_question_is_told_in_the_order_in_which_a_reader_asks() -> None:
    page = PAGES["questions/kp-ru-arms-containers-containers-moved.md"]
    assert re.findall("^## (.*)", page, re.MULTILINE) == [
        "What moved the bounds",
        "Where figures clash",
        "What it hangs on",
        "Who stands behind it",
        "Who answers, and what",
        "Claims that count",
        "Claims that repeat others",
    ]


def test_a_question_without_a_bound_is_told_so_in_the_list() -> None:
    listed = PAGES["questions/index.md"]
    assert "| no claim sets a bound |" in listed
    assert "any number" not in listed


def test_a_series_tells_only_the_days_on_which_the_bounds_change() -> None:
    page = PAGES["questions/kp-ru-arms-containers-containers-moved.md"]
    series = page.partition("## What moved")[2].partition("## ")[0]
    ranges = re.findall(r"^\| \d[^|]*\| ([^|]*) \|", series, re.MULTILINE)
    assert len(ranges) == len(set(ranges)) > 1


def test_a_question_tells_its_answer_its_claims_and_who_disputes_them() -> None:
    page = PAGES["questions/kp-ru-arms-containers-containers-moved.md"]
    for told in (
        "- 25,200 or more containers moved by 13 July 2025 (“estimated”) ([dia-28000]",
        "| 23 February 2024 | more than 10,000 | [ukr-10000]",
        "“nearly 16,000”",
        "bound: “over 1,000 containers” became “1,000 Containers”",
        "| denies, in general | Kim Yo Jong via",
        "| party-states |",
        "[Typically](../how-to-read.md#the-two-readings), as readers usually take them: 26,600",
        "- North Korean government denies it all 5 times",
    ):
        assert told in page


def test_a_place_tells_its_names_its_point_and_what_touches_it() -> None:
    page = PAGES["places/rajin-port.md"]
    assert "| point | 42.2333° N, 130.3° E, within 2,500 m |" in page
    assert "| UN/LOCODE | KPRJN |" in page
    assert "Rajin (Najin) to Dunay by sea (`rajin-dunay`)" in page
    assert "No claim names it" in PAGES["places/amur-oblast.md"]
    assert "[Dunay](dunay-port.md)" in PAGES["places/primorsky-krai.md"]
    south = build(Location, id="south", latitude=-1.5, longitude=-2.5, precision_m=9)
    assert "1.5° S, 2.5° W, within 9 m" in pages(dataset(south))["places/south.md"]


def test_what_words_were_compared_with_is_told_by_claim_and_in_number() -> None:
    claims = [build(Claim, id="a"), build(Claim, id="b", checked=Check(Against.NOTES))]
    records = (build(Source), build(Document))
    told = pages(dataset(*records, *claims))
    assert "| compared with |" in told["documents/briefing.md"]
    assert '| notes only | <a id="b">' in told["documents/briefing.md"]
    assert "Claims by what their words were compared with: notes only 1." in told["index.md"]
    untold = pages(dataset(*records, claims[0]))
    assert not any("compared with" in page for page in untold.values())


def test_a_vessel_tells_its_numbers_its_listings_and_its_claims_by_year() -> None:
    page = PAGES["vessels/angara.md"]
    for told in ("| IMO | 9179842 |", "| flag | Russia |", "| UK | 31 July 2024 | RUS2183 |"):
        assert told in page
    assert re.findall("^### (.*)", page, re.MULTILINE)[:2] == ["2023", "2024"]
    for claim in BOOK.by_vessel["angara"]:
        assert f"[{claim.id}]" in page
    bare = pages(dataset(build(Vessel, id="tub")))
    assert "No claim names it." in bare["vessels/tub.md"]
    assert "| [Some name](tub.md) |  |  |  |  | 0 |" in bare["vessels/index.md"]


def test_claims_of_unknown_day_come_first() -> None:
    vessel, claims = build(Vessel, id="tub"), [build(Claim, vessels=("tub",))]
    told = pages(dataset(build(Source), build(Document, published=None), vessel, *claims))
    assert "### No date" in told["vessels/tub.md"]
    assert "* No date\n    * [" in told["documents/SUMMARY.md"]


def test_documents_are_listed_by_day_and_by_publisher() -> None:
    days = re.findall("^## (.*)", PAGES["documents/index.md"], re.MULTILINE)
    assert days == sorted(days)
    by_publisher = PAGES["documents/publishers.md"]
    names = re.findall("^## <a id=[^>]*></a>(.*)", by_publisher, re.MULTILINE)
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len({each.publisher for each in BOOK.documents.values()})


def test_how_to_read_shows_both_readings_as_the_library_has_them() -> None:
    assert "| “nearly 2,000” | 1,600 to 1,999 | 1,900 to 1,999 |" in PAGES["how-to-read.md"]


def test_each_question_has_a_page_whatever_items_and_units_are_called() -> None:
    items = [build(Item, id="a", unit="b-c"), build(Item, id="a-b", unit="c")]
    claims = [
        build(
            Claim,
            id=f"about-{item.id}",
            item=item.id,
            shipment="programme",
            quantity=Quantity("12", item.unit or ""),
            measure=Measure.MOVED,
            extent=Extent.PART,
        )
        for item in items
    ]
    shipment = build(Shipment, supplier="KP", recipient="RU")
    told = pages(dataset(build(Source), build(Document), shipment, *items, *claims))
    paths = {path for path in told if path.startswith("questions/k")}
    assert paths == {"questions/kp--ru--a--b-c--moved.md", "questions/kp--ru--a-b--c--moved.md"}
    assert linked("questions/index.md", told["questions/index.md"]) >= paths


@pytest.mark.parametrize(
    "own_id", ["con", "aux", "com1", "lpt9", "index", "publishers", "readme", "summary"]
)
def test_a_page_has_a_name_that_any_system_takes(own_id: str) -> None:
    place = build(Location, id=own_id)
    inside = build(Location, id="inside", within=own_id)
    document = build(Document, id=own_id)
    claim = build(Claim, document=own_id, locations=(own_id,))
    told = pages(dataset(build(Source), document, place, inside, claim))
    assert {f"places/{own_id}-.md", f"documents/{own_id}-.md"} <= told.keys()
    for path, page in told.items():
        assert {link.partition("#")[0] for link in linked(path, page)} <= told.keys()


def test_a_dataset_with_little_in_it_has_pages_too() -> None:
    assert pages(Dataset("Nothing"))["index.md"].startswith("# Nothing\n\n0 documents, 0 claims.")
    book = attrs.evolve(
        BOOK,
        documents=[
            attrs.evolve(
                BOOK.documents["rbc-20231129"], published=None, title=None, url=None, note=None
            )
        ],
        claims=[],
    )
    assert pages(book)["documents/rbc-20231129.md"].startswith(
        "# RBC-Ukraine\n\n[RBC-Ukraine](publishers.md#rbc-ukraine), no date (`rbc-20231129`)\n\n"
        "| who | what |"
    )


@law(20)
@given(datasets())
def test_pages_are_the_same_whatever_the_order(told: Dataset) -> None:
    shuffled = attrs.evolve(
        told, claims=[*told.claims.values()][::-1], documents=[*told.documents.values()][::-1]
    )
    assert pages(told) == pages(shuffled)


@pytest.mark.slow
@pytest.mark.parametrize("hostile", ["<script>x</script>", "[x](javascript:y)", "`a` | b"])
def test_text_of_a_claim_cannot_act(hostile: str) -> None:
    claim = attrs.evolve(BOOK.claims["rbc-yusov"], summary=hostile, note=hostile, certainty=hostile)
    told = pages(attrs.evolve(BOOK, claims=[claim]))
    for page in told.values():
        html = markdown(page, extensions=["tables"])
        assert "<script" not in html
        assert "javascript:" not in re.findall(r'href="([^"]*)"', html)


def test_records_of_one_name_are_told_apart_in_the_navigation() -> None:
    ships = PAGES["vessels/SUMMARY.md"]
    assert "* [Angara (angara)](angara.md)" in ships
    assert "* [Angara (x-angara-2022)](x-angara-2022.md)" in ships
    assert "* [Maria](maria.md)" in ships


def test_the_page_of_a_country_names_what_is_shipped_from_it_and_to_it() -> None:
    for name in ("north-korea", "russia"):
        page = PAGES[f"places/{name}.md"]
        assert "- Transfers from North Korea to Russia (`dprk-to-russia`)" in page
    assert "dprk-to-russia" not in PAGES["places/china.md"]

"""The built site and the page to mail, in a browser.

`DPRK_TRANSFERS_SITE=FOLDER pytest tests/site` tries what `mkdocs build` wrote to FOLDER. Without it
the tests are passed over; where the environment says `CI`, a browser that is missing is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from dprk_transfers.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

SITE: Final = os.environ.get("DPRK_TRANSFERS_SITE")
CHROMIUM: Final = shutil.which("chromium")

pytestmark = pytest.mark.skipif(SITE is None, reason="DPRK_TRANSFERS_SITE names no built site")

QUESTION: Final = "casebook/questions/kp-ru-arms-containers-containers-moved/"

#: Folders of which every so many-th page is looked at, for want of time.
SAMPLED: Final = {"documents": 25, "places": 10, "questions": 8, "reference": 25, "vessels": 8}

#: How a request ends whose page is left.
LEFT: Final = "net::ERR_ABORTED"

#: What readers look for, and where they should be led.
SOUGHT: Final = {
    "containers": "casebook/questions/",
    "Angara": "casebook/vessels/angara/",
    "Rajin": "casebook/places/",
    "tension": "glossary/#tension",
    "install": "",
    "echo": "glossary/#echo",
    "hedge": "glossary/#hedge",
    "refined petroleum": "casebook/questions/ru-kp-refined-petroleum",
    "read_range": "reference/",
    "Kim Yo Jong": "casebook/documents/",
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    handler = partial(Quiet, directory=SITE)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium")
    assert CHROMIUM, "CI is to install chromium"
    from playwright.sync_api import sync_playwright

    switches = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync"
    )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=switches.split())
        yield found
        found.close()


@pytest.fixture(scope="module")
def mailed(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("mail") / "page.html"
    asked = ["brief", "--question", "arms-containers/containers/moved", "--html", str(path)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert path.stat().st_size < 3_000_000
    return path.as_uri()


def opened(
    browser: Browser, width: int = 1280, scheme: Any = "light", *, searches: bool = False
) -> BrowserContext:
    """A window; what is no search has an empty index, for every page builds it anew."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    if not searches:
        index = json.loads(Path(SITE or "", "search", "search_index.json").read_text("utf-8"))
        empty = index | {"docs": []}
        context.route("**/search_index.json", lambda route: route.fulfill(json=empty))
    return context


def faults_of(page: Page, *ours: str) -> list[str]:
    """What goes wrong on a page from now on, as it goes wrong; addresses begin as ours do."""
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    def ask(request: Request) -> None:
        if not request.url.startswith((*ours, "data:", "blob:")):
            faults.append(f"asks {request.url}")

    def fail(request: Request) -> None:
        if request.failure != LEFT:
            faults.append(f"{request.url}: {request.failure}")

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", ask)
    page.on("requestfailed", fail)
    return faults


def paths() -> list[str]:
    """The pages to look at: all, but of large folders a sample."""
    found: dict[str, list[str]] = {}
    root = Path(SITE or "")
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root)
        kind = next((part for part in path.parts[:-1] if part in SAMPLED), "")
        found.setdefault(kind, []).append(path.as_posix().removesuffix("index.html"))
    return [path for kind, told in found.items() for path in told[:: SAMPLED.get(kind, 1)]]


def overflow(page: Page) -> int:
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def test_every_page_stands_in_the_navigation() -> None:
    root = Path(SITE or "")
    pages = {path.relative_to(root).as_posix(): path for path in root.rglob("*.html")}
    assert len(pages) > 500
    outside = {
        name
        for name, path in pages.items()
        if "md-nav__link--active" not in path.read_text("utf-8")
    }
    assert outside == {"404.html", "containers.html"}


def test_pages_load_without_fault_or_foreign_request_and_fit_a_phone(
    browser: Browser, base: str
) -> None:
    asked = paths()
    assert len(asked) > 40
    with opened(browser, 360) as context:
        page = context.new_page()
        faults = faults_of(page, base)
        for path in asked:
            page.goto(base + path)
            assert (path, faults, overflow(page)) == (path, [], 0)


def test_search_leads_to_what_is_sought(browser: Browser, base: str) -> None:
    wrong: dict[str, list[str]] = {}
    with opened(browser, searches=True) as context:
        page = context.new_page()
        for words, where in SOUGHT.items():
            page.goto(base + "glossary/")
            page.click(".md-search__input")
            page.fill(".md-search__input", words)
            page.wait_for_selector(".md-search-result__item")
            links: list[str] = page.eval_on_selector_all(
                ".md-search-result__link", "all => all.map(one => one.pathname + one.hash)"
            )
            near = [link.removeprefix("/") for link in links[:6]]
            if not any(link == where or (where and link.startswith(where)) for link in near):
                wrong[words] = near
    assert not wrong


def test_a_question_shows_the_chart_for_its_screen(browser: Browser, base: str) -> None:
    for width, shown in ((1280, "wide"), (360, "phone")):
        with opened(browser, width) as context:
            page = context.new_page()
            page.goto(base + QUESTION)
            assert [
                name for name in ("wide", "phone") if page.is_visible(f".chart .{name} svg")
            ] == [shown]


def test_a_long_table_is_filtered_and_every_form_can_be_had(browser: Browser, base: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(base + "casebook/places/")
        page.fill(".filter input", "rajin port")
        assert page.locator("article tbody tr:visible").all_inner_texts()[0].startswith("Rajin")
        assert page.locator("article tbody tr:visible").count() < 5
        page.goto(base + "casebook/")
        forms: list[str] = page.eval_on_selector_all(
            "a[href*='downloads/']", "all => all.map(one => one.href)"
        )
        assert len(forms) == 5
        assert all(context.request.get(form).ok for form in forms)


def test_a_long_table_begins_with_its_first_rows_on_a_phone(browser: Browser, base: str) -> None:
    rows = "article table >> nth=0 >> tbody tr:visible"
    counts = []
    for width in (1280, 360):
        with opened(browser, width) as context:
            page = context.new_page()
            page.goto(base + "casebook/places/")
            counts.append(page.locator(rows).count())
            if width == 360:
                page.fill(".filter input", "rajin port")
                assert page.locator(rows).all_inner_texts()[0].startswith("Rajin")
                page.fill(".filter input", "")
                assert page.locator(rows).count() == counts[1]
                page.click("button.more")
                assert page.locator(rows).count() == counts[0]
                assert not page.is_visible("button.more")
    assert counts[0] > counts[1] == 12


def test_the_first_use_of_a_term_leads_to_its_definition(browser: Browser, base: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(base + "tutorial/")
        page.click("article a:text-is('origin')")
        assert page.url == f"{base}glossary/#origin"
        assert page.inner_text("#origin").startswith("Origin")
        assert (
            context.request.get(f"{base}pictures/card.png").headers["content-type"] == "image/png"
        )


def test_the_page_to_mail_sorts_filters_draws_and_prints(browser: Browser, mailed: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        faults = faults_of(page, mailed)
        page.goto(mailed)
        page.wait_for_selector(".live.wide canvas")
        assert not page.is_visible(".still.wide")
        page.click("th button:text-is('can bear')")
        sizes: list[str] = page.eval_on_selector_all(
            "td[data-head='can bear']", "all => all.map(one => one.dataset.value)"
        )
        told = [int(size) for size in sizes if size]
        assert told == sorted(told)
        assert sizes[len(told) :] == [""] * (len(sizes) - len(told))
        page.fill(".filter input", "Kirby")
        rows = page.locator(".claims tbody tr:visible")
        assert 0 < rows.count() < len(sizes)
        assert all("Kirby" in text for text in rows.all_inner_texts())
        assert page.pdf().startswith(b"%PDF-")
        assert faults == []


def test_hovering_over_a_mark_shows_the_words_of_its_claim(browser: Browser, mailed: str) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(mailed)
        page.wait_for_selector(".live.wide canvas")
        # The still picture, hidden behind, has its marks where the live one has them.
        marks: list[list[float]] = page.evaluate(
            """() => {
              const still = document.querySelector(".still.wide");
              still.hidden = false;
              const ground = still.querySelector("svg").getBoundingClientRect();
              const found = [...still.querySelectorAll(".mark-symbol path")].map((mark) => {
                const box = mark.getBoundingClientRect();
                return [(box.x + box.width / 2 - ground.x) / ground.width,
                        (box.y + box.height / 2 - ground.y) / ground.height];
              });
              still.hidden = true;
              return found;
            }"""
        )
        canvas = page.locator(".live.wide canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        told = set()
        for x, y in marks:
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            page.wait_for_timeout(20)
            if page.is_visible("#vg-tooltip-element.visible"):
                told.add(page.inner_text("#vg-tooltip-element"))
        assert any("“more than 10,000”" in text for text in told), told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", QUESTION, "mailed"])
def test_axe_finds_nothing(
    browser: Browser, base: str, mailed: str, path: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, scheme=scheme) as context:
        page = context.new_page()
        page.goto(mailed if path == "mailed" else base + path)
        page.wait_for_timeout(500)
        found = Axe().run(page)
        told = [
            (each["id"], [node["html"][:200] for node in each["nodes"]][:3])
            for each in found.response["violations"]
        ]
        assert told == []

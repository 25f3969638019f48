"""The package as a whole: what it exports, documents and imports."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dprk_transfers
from dprk_transfers.reading import FRAMES, TERMS

#: The public names. A stub states none: to a type checker it is the list itself.
NAMES: list[str] = vars(dprk_transfers)["__all__"]

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dprk_transfers"
REFERENCE = ROOT / "docs" / "reference"


def modules() -> list[str]:
    """The modules that a reader meets, as paths without a suffix."""
    files = (file.relative_to(SOURCE).with_suffix("") for file in SOURCE.rglob("*.py"))
    return sorted(str(file) for file in files if not file.name.startswith("_"))


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert sorted(NAMES) == NAMES
    for name in NAMES:
        assert getattr(dprk_transfers, name) is not None
    assert set(NAMES) <= set(dir(dprk_transfers))


def test_type_checkers_see_the_names_that_are_loaded_when_used() -> None:
    tree = ast.parse((SOURCE / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert sorted(node.names[0].name for node in imports) == NAMES
    for node in imports:
        (alias,) = node.names
        assert alias.asname == alias.name  # else a stub keeps the name to itself
        home = sys.modules[str(node.module)]
        assert alias.name in home.__all__
        assert getattr(home, alias.name) is getattr(dprk_transfers, alias.name)


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert dprk_transfers.__version__ == project["version"]


def test_a_name_of_a_low_floor_loads_no_higher_one() -> None:
    script = (
        "import sys; from dprk_transfers import Tally, read_range; "
        "high = ('model', 'formats', 'casebook', 'reconciliation', 'present'); "
        "print([name for name in high if f'dprk_transfers.{name}' in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Rang'"):
        dprk_transfers.Rang  # type: ignore[attr-defined]  # noqa: B018


def test_no_public_name_is_that_of_a_module_or_package_beside_it() -> None:
    taken = {Path(module).parts[0] for module in modules()}
    assert taken.isdisjoint(NAMES)


def test_every_public_name_is_documented_and_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in NAMES:
        value = getattr(dprk_transfers, name)
        assert inspect.getdoc(value), name
        assert re.search(rf"`{name}\b", changelog), name


def test_the_reference_has_one_page_a_module() -> None:
    pages = {
        re.search(r"^::: dprk_transfers\.(\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in REFERENCE.rglob("*.md")
        if page.name != "index.md"
    }
    documented = sorted(page[1].replace(".", "/") for page in pages if page is not None)
    assert documented == sorted({*modules(), "casebook"})


def test_importing_loads_nothing_slow() -> None:
    script = (
        "import sys, dprk_transfers; "
        "slow = ('dateutil', 'click', 'rich', 'cattrs', 'attrs', 'hypothesis'); "
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_library_and_its_casebook_are_cited_as_they_are() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    library, casebook = citation.split("\nreferences:\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    book = dprk_transfers.load_casebook()
    for part, told in (
        (library, (project["name"], project["version"], project["license"])),
        (casebook, (book.title, book.version, book.licence)),
    ):
        fields = re.findall(r'^ *(?:title|version|license): "?(.+?)"?$', part, re.MULTILINE)
        assert tuple(fields) == told
    assert f'"{project["description"]}"' in library
    assert re.findall(r'^  - "(.+)"$', library, re.MULTILINE) == project["keywords"]


@pytest.mark.parametrize("module", modules())
def test_modules_are_short_and_start_with_what_they_are(module: str) -> None:
    source = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), module
    assert len(source.splitlines()) <= 420, module


def test_the_explanation_lists_every_rule_for_dates_as_the_code_has_it() -> None:
    page = (ROOT / "docs" / "explanation" / "reading.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line.count(" | ") == 3]
    rules = (*FRAMES, *TERMS)
    for rule in rules:
        examples = ", ".join(f"“{example}”" for example in rule.examples)
        assert f"| {rule.name} | {examples} | {rule.window} | {rule.reason} |" in listed
    tables = listed[listed.index("| rule | as in | days | why |") :]
    assert len(tables) == 2 + len({rule.name for rule in rules})

"""`page`: answers as one page to mail, with charts, all claims, and no request to any host."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.present.charts.curve import curve_spec
from dprk_transfers.present.charts.extras import need
from dprk_transfers.present.charts.save import script
from dprk_transfers.present.charts.still import colour_pairs, dark_rules, still
from dprk_transfers.present.charts.style import Look, Screen, Theme
from dprk_transfers.present.mail.parts import part_of
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.brief import chosen
from dprk_transfers.reconciliation.reconcile import Reconciliation
from dprk_transfers.reconciliation.wording import Wording, count_of
from dprk_transfers.values.english import say_day

__all__ = ["page"]

#: How many characters all charts together may take; with what draws them, a page stays below 3 MB.
_ROOM: Final = 1_300_000


@attrs.frozen
class _Drawn:
    """The chart of an answer: still pictures, and what draws it live, by screen; and its words."""

    stills: dict[str, str]
    live: dict[str, str]
    told: str

    @property
    def size(self) -> int:
        return sum(map(len, (*self.stills.values(), *self.live.values())))


def page(found: Reconciliation) -> str:
    """Answers as one page of HTML to mail: self-contained, and it asks no host for anything.

    It tells one answer if one question was asked, or else those on the first screen of the brief:
    what the amount is, a chart, what raised the floor, where figures clash, what it hangs on, who
    stands behind it, who answers it, and all claims in a table that sorts and filters. Where
    scripts are off, the charts are still pictures. Whatever the record says is escaped.

    Args:
        found: What follows from the dataset.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> told = page(reconcile(load_casebook(), question="170mm-guns/guns/moved"))
        >>> "<title>170 mm Koksan self-propelled guns from North Korea to Russia</title>" in told
        True
    """
    check_kind(Reconciliation, found, "found")
    environment, answers = _environment(), _answers(found)
    wording = Wording(found.known)
    parts: list[dict[str, Any]] = []
    room = _ROOM
    for answer in answers:
        drawn = _draw(answer, len(parts)) if room > 0 else None
        room -= drawn.size if drawn else 0
        parts.append({"part": part_of(answer), "drawn": drawn if room >= 0 else None})
    title = wording.title(answers[0].question) if len(answers) == 1 else found.dataset.title
    template = environment.from_string(_resource("page.html"))
    told: str = template.render(
        title=title,
        parts=parts,
        style=_resource("page.css"),
        dark=dark_rules(".still"),
        colours=_json(colour_pairs()),
        behaviour=_resource("page.js"),
        vega=script().replace("</script", "<\\/script") if parts else "",
        made=_made(found),
        licence=found.dataset.licence,
    )
    return told


def _answers(found: Reconciliation) -> Sequence[Answer]:
    if len(found.questions) == 1:
        return found.answers
    return chosen(found.known, found.questions, found.__getitem__)


def _made(found: Reconciliation) -> str:
    """What the page is made from."""
    known, version = found.known, found.dataset.version
    told = [
        found.dataset.title,
        f"version {version}" if version else "",
        count_of(known.documents, "document"),
        count_of(known.claims, "claim"),
        f"as known on {say_day(found.as_known)}" if found.as_known else "",
        f"words in their {found.reading.value} reading",
    ]
    return ", ".join(filter(None, told))


def _draw(answer: Answer, number: int) -> _Drawn:
    specs = {screen.value: curve_spec(answer, Look(Theme.LIGHT, screen)) for screen in Screen}
    return _Drawn(
        {screen: still(spec, f"{screen}-{number}") for screen, spec in specs.items()},
        {screen: _json(spec) for screen, spec in specs.items()},
        str(specs[Screen.WIDE.value]["description"]),
    )


def _json(value: object) -> str:
    """Data within a script: no text in it ends the script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _resource(name: str) -> str:
    return files("dprk_transfers.present.mail").joinpath(name).read_text("utf-8")


def _environment() -> Any:
    jinja = need("jinja2")
    return jinja.Environment(autoescape=True, undefined=jinja.StrictUndefined, trim_blocks=True)

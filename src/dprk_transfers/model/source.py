"""`Source` and `Document`: who speaks or publishes, and where it was read."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import ClassVar

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.names import NAMES, Names, to_names
from dprk_transfers.rules import (
    COUNTRY,
    DAY,
    ID,
    IDS,
    LANGUAGE,
    TEXT,
    URL,
    CheckedRecord,
    CrossRule,
    check,
    each,
    names_others,
    one_of,
)
from dprk_transfers.values.when import When

__all__ = ["Document", "Reliability", "Source", "SourceKind"]


class SourceKind(Enum):
    """What kind of speaker or publisher a source is.

    Attributes:
        PERSON: A person, or people who are not named.
        GOVERNMENT: A state, a ministry, an agency, or officials who are not named.
        NEWS_AGENCY: An agency whose reports others print.
        OUTLET: A paper, broadcaster or site.
        RESEARCH: A think tank, a university, or researchers who are not named.
        COMPANY: A company.
        ORGANISATION: Any other body, such as one of the United Nations.
        UNNAMED: Nobody knows who: “reports”, “sources”. It is never an origin.
    """

    PERSON = "person"
    GOVERNMENT = "government"
    NEWS_AGENCY = "news_agency"
    OUTLET = "outlet"
    RESEARCH = "research"
    COMPANY = "company"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


class Reliability(Enum):
    """Reliability of a source on the Admiralty scale (NATO AJP-2.1).

    From A, completely reliable, to E, unreliable; F, reliability cannot be judged. It grades the
    source, never the statement.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


def _grade_has_reason(reliability: Reliability, note: str | None) -> Fault | None:
    if reliability is Reliability.F or note is not None:
        return None
    rule = "must give the reason for a reliability other than F"
    return Fault("$.reliability_note", rule, value=None)


@attrs.frozen
class Source(CheckedRecord):
    """Who speaks or publishes: a person, a body, an outlet, or a group that is not named.

    Attributes:
        id: Lower-case slug, unique among sources.
        names: What it is called, by language.
        kind: What it is.
        country: ISO 3166-1 alpha-2 code of the country it speaks for or works in.
        part_of: Id of the source it belongs to.
        members: Ids of those that a joint body, or a joint statement, speaks for. They are the
            origins of what it says.
        bloc: Slug of the group of states it is counted with, where one is stated.
        reliability: Admiralty grade; `F` unless a reason is given.
        reliability_note: The reason for any other grade.
        party_to: Ids of the shipments it has a stake in. A source of the supplier's or the
            recipient's country has one without saying so.
        note: Anything else.

    Raises:
        InvalidRecordError: If a field breaks its rule, or a grade other than F has no note.
    """

    id: str = attrs.field(metadata=check(ID))
    names: Names = attrs.field(converter=to_names, metadata=check(NAMES))
    kind: SourceKind = attrs.field(kw_only=True, metadata=check(one_of(SourceKind)))
    country: str | None = attrs.field(default=None, kw_only=True, metadata=check(COUNTRY))
    part_of: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="sources")
    )
    members: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="sources")
    )
    bloc: str | None = attrs.field(default=None, kw_only=True, metadata=check(ID))
    reliability: Reliability = attrs.field(
        default=Reliability.F, kw_only=True, metadata=check(one_of(Reliability))
    )
    reliability_note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    party_to: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="shipments")
    )
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))

    cross_rules: ClassVar[tuple[CrossRule, ...]] = (
        CrossRule(("reliability", "reliability_note"), _grade_has_reason, only_with="reliability"),
        names_others("members", "source"),
    )


@attrs.frozen
class Document(CheckedRecord):
    """Where a statement was read.

    Attributes:
        id: Lower-case slug, unique among documents.
        publisher: Id of the source that published it.
        title: Title as published.
        authors: Names of those who wrote it, as published and in that order.
        language: BCP 47 tag of its language.
        published: When it was published, as precisely as known and no more.
        url: Address at its publisher's.
        accessed: Day on which it was read.
        archive_url: Address of an archived or reposted copy.
        digest: Digest of the text that was read, as `algorithm:hex`.
        licence: Licence of the text, if one is stated.
        note: Anything else, such as how the date was inferred.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    id: str = attrs.field(metadata=check(ID))
    publisher: str = attrs.field(metadata=check(ID, refers="sources"))
    title: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    authors: tuple[str, ...] = attrs.field(default=(), kw_only=True, metadata=check(each(TEXT)))
    language: str | None = attrs.field(default=None, kw_only=True, metadata=check(LANGUAGE))
    published: When | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(When)))
    url: str | None = attrs.field(default=None, kw_only=True, metadata=check(URL))
    accessed: date | None = attrs.field(default=None, kw_only=True, metadata=check(DAY))
    archive_url: str | None = attrs.field(default=None, kw_only=True, metadata=check(URL))
    digest: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    licence: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))

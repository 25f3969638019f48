"""How long origins take, next to the fastest node cut of networkx on the same graph.

Run it with `python benchmarks/origins.py`. It prints one line a measure: our time, that of the
peer, building its graph included, and the ratio of the two. The graph of the peer holds nothing
that cannot matter: where all claims are asked about, that is some hundred sources. Times are of the
processor, the least of three, and the garbage collector rests, so that other work counts little.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from time import process_time
from typing import Final

import networkx as nx

from dprk_transfers import Claim, Dataset, Document, Names, Source, SourceKind
from dprk_transfers.reconciliation import origins

#: Most claims.
CLAIMS: Final = 100_000
SOURCES: Final = 300
START, END = "start", "end"


def main(share: float = 1) -> None:
    """Measure a share of the claims, and print a line each."""
    random = Random(20231013)  # noqa: S311  (the same claims each time)
    told = _record(random, round(CLAIMS * share))
    claims = [*told.claims.values()]
    bases = {base for claim in claims for base in claim.rests_on}
    last = [claim for claim in claims if claim.id not in bases]
    for asked in (last, claims, claims[-len(claims) // 50 :]):
        for line in _measured(asked, told):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def _measured(asked: list[Claim], told: Dataset) -> Iterator[str]:
    ours, found = _time(lambda: origins(told, asked, "source").count)
    for flow in (nx.algorithms.flow.dinitz, nx.algorithms.flow.shortest_augmenting_path):
        theirs, cut = _time(lambda flow=flow: _cut(_graph(asked, told), flow))  # type: ignore[misc]
        if found != cut:
            raise ValueError(f"{flow.__name__} finds another count: {cut}, not {found}")
        yield (
            f"{found} origins of {len(asked):,} claims among {len(told.claims):,}: {ours:.2f} s; "
            f"networkx, {flow.__name__}: {theirs:.2f} s: {ours / theirs:.2f} times"
        )


def _record(random: Random, number: int) -> Dataset:
    """Claims that rest on earlier ones without a circle; some came through relays."""
    names = Names({"en": ("Some name",)})
    sources = [Source(f"s{own}", names, kind=SourceKind.OUTLET) for own in range(SOURCES)]
    claims: list[Claim] = []
    for own in range(number):
        bases = random.choice([0, 1, 1, 1, 2]) if own > 500 else 0
        earlier = range(max(0, own - 5_000), own)
        claims.append(
            Claim(
                f"c{own:06}",
                "page",
                speaker=f"s{random.randrange(SOURCES)}",
                via=() if random.random() < 0.7 else (f"s{random.randrange(SOURCES)}",),
                rests_on=tuple({f"c{random.choice(earlier):06}" for _ in range(bases)}),
                summary="It was said.",
            )
        )
    pages = [Document("page", "s0")]
    return Dataset("Drawn claims", sources=sources, documents=pages, claims=claims)


def _graph(asked: list[Claim], told: Dataset) -> nx.DiGraph:
    """The ways from start to end through sources and claims, each circle of claims as one."""
    claims = nx.DiGraph()
    waiting = [claim.id for claim in asked]
    claims.add_nodes_from(waiting)
    seen: set[str] = set()
    while waiting:
        own_id = waiting.pop()
        if own_id not in seen:
            seen.add(own_id)
            waiting += told.claims[own_id].rests_on
            claims.add_edges_from((base, own_id) for base in told.claims[own_id].rests_on)
    goal = {claim.id for claim in asked}
    into: dict[str, str] = {}
    for members in nx.strongly_connected_components(claims):
        into |= dict.fromkeys(members, min(members) if goal.isdisjoint(members) else END)
    ways = nx.DiGraph()
    ways.add_nodes_from([START, END])
    for base, own_id in claims.edges:
        if into[base] not in (END, into[own_id]):
            ways.add_edge(into[base], into[own_id])
    for own_id in seen:
        claim = told.claims[own_id]
        if not claim.rests_on:
            ways.add_edges_from(pairwise((START, claim.speaker, *claim.via, into[own_id])))
    return ways


def _cut(ways: nx.DiGraph, flow: Callable[..., object]) -> int:
    return len(nx.minimum_node_cut(ways, START, END, flow_func=flow))


def _time(work: Callable[[], int]) -> tuple[float, int]:
    least, found = float("inf"), 0
    for _ in range(3):
        gc.collect()
        gc.disable()
        begun = process_time()
        found = work()
        least = min(least, process_time() - begun)
        gc.enable()
    return least, found


if __name__ == "__main__":
    main()

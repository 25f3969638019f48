"""A process pool that answers the questions of a dataset, shard by shard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import Final

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.split import split

__all__ = ["answer_apart"]

#: With fewer claims outside the largest shard, a process takes longer to start than to answer.
_LEAST: Final = 500


def answer_apart(
    dataset: Dataset, work: Callable[[Dataset], tuple[Answer, ...]], workers: int
) -> tuple[Answer, ...]:
    """The answers of all shards of a dataset, each worked out in some process.

    Args:
        dataset: The dataset.
        work: What answers the questions of a shard; it must be such that it can be pickled.
        workers: How many processes there are at most.

    Returns:
        The answers, shard by shard, each of its shard alone; none where that does not pay: with
            one worker, or where nearly all claims hang together.
    """
    if workers == 1 or len(dataset.claims) < _LEAST:
        return ()
    shards = list(split(dataset))
    if sum(len(shard.claims) for shard in shards[1:]) < _LEAST:
        return ()
    # Spawned, as a process forked beside running threads may stand still.
    context = get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(shards)), mp_context=context) as pool:
        return tuple(chain.from_iterable(pool.map(work, shards)))

"""Final ids are those that one process gives, however the input was partitioned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signals.cluster.provisional_ids import ProvisionalIds, final_ids
from signals.ingest.document_ids import DocIds

NAMES = st.sampled_from(["a", "b", "a~2", "a~3", "t-1", "t-2", "t-2~2", "u-1"])


TABLE_ROW = st.tuples(st.sampled_from(["t", "u"]), st.integers(1, 3))


def asked(ids: DocIds, request: str | tuple[str, int]) -> str:
    return ids.named(request) if isinstance(request, str) else ids.numbered(*request)


@given(st.lists(st.lists(NAMES | TABLE_ROW, max_size=6), max_size=5))
def test_final_ids_are_those_of_one_process(partitions: list[list[str | tuple[str, int]]]) -> None:
    one_process = DocIds()
    expected = [[asked(one_process, request) for request in partition] for partition in partitions]
    provisional = [ProvisionalIds() for _ in partitions]
    within_partition = [
        [asked(ids, request) for request in partition] for ids, partition in zip(provisional, partitions, strict=True)
    ]
    assert all(len(set(given_ids)) == len(given_ids) for given_ids in within_partition)
    renames = final_ids(ids.requested for ids in provisional)
    final = [
        [renamed.get(one, one) for one in given_ids]
        for given_ids, renamed in zip(within_partition, renames, strict=True)
    ]
    assert final == expected

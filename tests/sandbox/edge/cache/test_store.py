"""What is kept, within a bound."""

from sandbox.edge.cache.store import Entry, Store
from sandbox.edge.messages import Response


def entry(size: int = 0) -> Entry:
    return Entry(Response(200, (), b"x" * size), 100.0, 160.0)


def test_an_entry_is_fresh_until_its_end_and_has_an_age() -> None:
    assert entry().fresh(159.9)
    assert not entry().fresh(160.0)
    assert entry().age(130.9) == 30
    assert entry().age(99.0) == 0


def test_what_was_not_asked_for_longest_goes_first() -> None:
    store = Store(limit=40)
    for name in "abcd":
        store.put((name,), entry(10))
    assert store.get(("a",))
    store.put(("e",), entry(10))
    assert [key for (key,) in store.entries] == ["c", "d", "a", "e"]
    assert store.size == 40


def test_replacing_counts_once() -> None:
    store = Store(limit=40)
    store.put(("a",), entry(10))
    store.put(("a",), entry(5))
    assert store.size == 5


def test_what_is_too_large_is_not_kept_and_what_was_there_is_gone() -> None:
    store = Store(limit=40)
    store.put(("a",), entry(10))
    store.put(("a",), entry(11))
    assert store.get(("a",)) is None
    assert store.size == 0


def test_a_zone_can_be_forgotten() -> None:
    store = Store()
    store.put(("one", "a"), entry(1))
    store.put(("two", "a"), entry(2))
    store.purge("one")
    assert list(store.entries) == [("two", "a")]
    assert store.size == 2

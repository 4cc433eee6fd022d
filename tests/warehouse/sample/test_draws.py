"""The random numbers of the sample: fixed for ever, and centred."""

from __future__ import annotations

from warehouse.sample.draws import noise


def test_a_stream_never_changes() -> None:
    assert noise(2016, "volume", 2015, count=6, spread=90).to_list() == [56, 34, 26, 54, 11, 0]


def test_noise_stays_inside_its_spread_and_around_zero() -> None:
    drawn = noise(7, "anything", count=20_000, spread=100)

    assert drawn.min() >= -100  # type: ignore[operator]
    assert drawn.max() <= 100  # type: ignore[operator]
    assert abs(sum(drawn.to_list()) / 20_000) < 2


def test_streams_of_other_names_differ() -> None:
    assert noise(7, "a", count=50, spread=100).to_list() != noise(7, "b", count=50, spread=100).to_list()

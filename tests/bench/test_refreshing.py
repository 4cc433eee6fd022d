"""The comparison of a refresh through Dagster with the command's; the seconds themselves are no test."""

from bench.refreshing import Cost, share_of_command


def test_the_start_of_dagster_is_left_out_of_its_share_and_the_clock_does_not_count() -> None:
    costs = [
        Cost("start of Dagster", 4.0, 400.0),
        Cost("refresh through Dagster", 14.0, 900.0),
        Cost("refresh by the command", 8.0, 1.0),
    ]

    assert share_of_command(costs) == 1.25

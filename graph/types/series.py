"""Series and SeriesValue: what third parties' files call their figures, assigned to an indicator or not."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import SeriesState, SeriesWhy


@noun(
    "core.series",
    en="A series as files of third parties name it, and the indicator that it is.",
    zh="第三方文件中的序列及其对应的指标",
)
class Series:
    state: SeriesState
    why: SeriesWhy

    indicator = to_one("Indicator")
    region = to_one("Region")
    submission = to_one("Submission", "Newest file that has it.", "最近的来源文件")
    values = to_many("SeriesValue", "Its values, where it is not assigned.", "未指派序列的数值")


@noun(
    "core.series_value",
    en="A value of a series that is not assigned to an indicator, as received.",
    zh="未指派序列的数值（原样）",
    order_by=("series_id", "period"),
)
class SeriesValue:
    series = to_one("Series")
    submission = to_one("Submission", "File.", "报送文件")

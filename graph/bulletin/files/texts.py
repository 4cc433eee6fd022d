"""Words that the files add of their own: headings of the references, page numbers, rows left out."""

from __future__ import annotations

from collections.abc import Mapping

from graph.bulletin.numbers import Lang

REFERENCES: Mapping[Lang, tuple[str, tuple[str, ...]]] = {
    "zh": ("附录：数据出处", ("序号", "名称", "定义与计算", "规则版本", "数据版本", "单位", "来源")),
    "en": (
        "Appendix: references",
        ("No.", "Name", "Definition and arithmetic", "Rule set", "Vintage", "Unit", "Source"),
    ),
}
REST: Mapping[Lang, str] = {"zh": "另有{count}行未列。", "en": "{count} more rows are not shown."}
DATA: Mapping[Lang, str] = {"zh": "图中数据", "en": "Data of the chart"}
PAGE: Mapping[Lang, tuple[str, str]] = {"zh": ("第", "页"), "en": ("Page ", "")}


def rest(count: int, lang: Lang) -> str:
    """What stands below a table with rows left out."""
    return REST[lang].format(count=count)

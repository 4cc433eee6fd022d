"""One small file of each shape in which macro data come, with invented numbers; docs/sources/real_files.md says what
becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

_NOTES = ("注：1.2024年数据为初步核算数。", "　　　2.合成数据，仅供测试。", "数据来源：国家统计局")
TEXTS: Mapping[str, tuple[str, list[str]]] = {
    "province_year.csv": ("gb18030", [
        "数据库：分省年度数据",
        "指标：地区生产总值(亿元)",
        "时间：最近3年",
        "地区,2015年,2014年,2013年",
        "甘肃省,6790.3,6836.8,6330.7",
        "青海省,2417.1,2303.3,2122.1",
        *_NOTES,
    ]),
    "province_month.csv": ("gb18030", [
        "数据库：分省月度数据",
        "指标：社会消费品零售总额_当期值(亿元)",
        "时间：最近3个月",
        "地区,2016年3月,2016年2月,2015年12月",
        "甘肃省,230.1,,241.5",
        "青海省,55.2,,58.8",
        *_NOTES,
    ]),
    "province_quarter (1).csv": ("utf-8-sig", [
        "数据库：分省季度数据",
        "指标：地区生产总值累计值(亿元)",
        "时间：最近2季度",
        "地区,2016年第一季度,2015年第四季度",
        "甘肃省,1276.3,6790.3",
        "青海省,430.5,2417.1",
        *_NOTES,
    ]),
    "indicators_of_a_province.csv": ("gb18030", [
        "数据库：分省季度数据",
        "地区：甘肃省",
        "时间：最近2季度",
        "指标,2016年第一季度,2015年第四季度",
        "地区生产总值累计值(亿元),1276.3,6790.3",
        "农林牧渔业增加值累计值(亿元),79.6,998.9",
        *_NOTES,
    ]),
    "province_without_its_name.csv": ("gb18030", [
        "数据库：分省季度数据",
        "时间：最近1季度",
        "指标,2016年第一季度",
        "地区生产总值累计值(亿元),1276.3",
        *_NOTES,
    ]),
    "four_header_rows.csv": ("utf-8-sig", [
        "指标,地区生产总值_累计值,社会消费品零售总额_当期值",
        "地区,甘肃省,甘肃省",
        "频度,季,月",
        "单位,亿元,亿元",
        "2016-03-31,1276.3,230.1",
        "2015-12-31,6790.3,241.5",
        "数据来源：国家统计局",
    ]),
    "months_down.csv": ("utf-8", [
        "数据库：月度数据",
        "时间：最近3个月",
        "时间,工业增加值_同比增长(%),工业增加值_累计增长(%)",
        "2016年3月,6.8,5.8",
        "2016年2月,,5.4",
        "2015年12月,5.9,6.1",
        *_NOTES,
    ]),
    "second_header.csv": ("gb18030", [
        "数据库：季度数据",
        "指标,2016年第一季度",
        "国内生产总值累计值(亿元),158526.4",
        "",
        "行业,2018年10月",
        "农业,5.9",
    ]),
    "terminal_unknown_series.csv": ("gb18030", [
        "国家,中国",
        "指标名称,甘肃:产量:水泥:当月值",
        "频率,月",
        "单位,万吨",
        "指标ID,S0000001",
        "时间区间,2015-12:2016-03",
        "来源,合成数据",
        "更新时间,20160418",
        "2015/12/31,310.4",
        "2016/1/31,#N/A",
        "2016/2/29,#N/A",
        "2016/3/31,352.8",
    ]),
    "terminal_known_series.csv": ("gb18030", [
        "国家,中国",
        "指标名称,甘肃:用电量:当月值",
        "频率,月",
        "单位,亿千瓦时",
        "指标ID,S0000001",
        "时间区间,2015-12:2016-03",
        "来源,合成数据",
        "更新时间,20160418",
        "2015/12/31,99.1",
        "2016/1/31,#N/A",
        "2016/2/29,#N/A",
        "2016/3/31,90.7",
    ]),
    "matrix_without_a_name.csv": ("utf-8", [
        "年份,北京市,天津市,甘肃省",
        "2015,2171,1547,2600",
        "2014,2152,1517,2591",
    ]),
    "matrix_with_an_unknown_title.csv": ("utf-8", [
        "各省年末常住人口（万人）,,,",
        "年份,北京市,天津市,甘肃省",
        "2015,2171,1547,2600",
        "2014,2152,1517,2591",
    ]),
    "table_of_an_office.csv": ("utf-8", [
        "甘肃省主要经济指标,,,",
        "指标,单位,2015年,2014年",
        "地区生产总值,亿元,6790.3,6836.8",
        "年末常住人口,万人,2600,2591",
    ]),
}  # fmt: skip
"""Each file's encoding and lines."""
_HEAD = ["指标", "2016年第一季度", "2015年第四季度"]
SHEETS: Mapping[str, list[list[object]]] = {
    "季度数据": [["数据库：季度数据"], ["时间：最近2季度"], _HEAD, ["国内生产总值当季值(亿元)", 158526.4, 182600.1],
             ["国内生产总值累计值(亿元)", 158526.4, 676707.8], ["数据来源：国家统计局"]],
    "累计": [_HEAD, ["国内生产总值累计值(亿元)", 158526.4, 676707.8], ["金融业增加值累计值(亿元)", 15700.2, 57500.1]],
}  # fmt: skip
"""The sheets of several_sheets.xlsx."""


def write(folder: Path) -> None:
    """Writes every file."""
    for name, (encoding, lines) in TEXTS.items():
        (folder / name).write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    with xlsxwriter.Workbook(str(folder / "several_sheets.xlsx")) as book:
        for title, rows in SHEETS.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)

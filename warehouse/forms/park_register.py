"""Register of parks and clusters (园区与集群名录) of the programme's industries."""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import CellType, Column, Form, Sender

PARK_KINDS = {
    "产业园": "industrial_park",
    "双创示范园": "innovation_park",
    "创新试验区": "innovation_zone",
    "开发区": "development_zone",
    "产业集群": "cluster",
}
PARK_STATUSES = {"运营": "operating", "在建": "under_construction", "拟建": "planned"}

PARK_REGISTER = Form(
    form_id="park_register",
    version="2016.1",
    title_zh="园区与集群名录",
    title_en="Register of parks and clusters",
    description="One row per park or cluster: kind, region, managing unit, field, state, area and output.",
    dataset="park",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("园区与集群名录",),
    ignored_headings=("序号", "备注"),
    key=("park_id",),
    default_unit_id="cny_1e4",
    columns=(
        Column(
            "park_id", "园区代码", "Code of the park", CellType.CODE, ("园区标识",), nullable=False,
            pattern=r"[0-9A-Za-z_-]+", note_en="the same over time", note_zh="固定不变",
        ),
        Column("name_zh", "园区名称", "Name", CellType.TEXT, ("集群名称",), nullable=False),
        Column("name_en", "园区英文名称", "English name", CellType.TEXT, required=False),
        Column(
            "park_kind", "园区类别", "Kind of park", CellType.TEXT, nullable=False, choices=tuple(PARK_KINDS),
            stored=PARK_KINDS, note_en="an innovation park where it is for start-ups",
        ),
        Column(
            "region_code", "行政区划代码", "Region in which it lies", CellType.CODE, ("区划代码",),
            nullable=False, pattern=r"\d{6}", note_zh="园区所在地",
        ),
        Column("manager_name", "管理机构", "Managing unit", CellType.TEXT, ("管委会",)),
        Column("industry_name", "所属领域", "Field of the programme", CellType.TEXT, ("产业领域",)),
        Column(
            "status", "园区状态", "State", CellType.TEXT, ("状态",), nullable=False,
            choices=tuple(PARK_STATUSES), stored=PARK_STATUSES,
        ),
        Column(
            "planned_area", "规划面积(公顷)", "Planned area", CellType.DECIMAL, ("规划面积", "Planned area"),
            unit_id="hectare", required=False, minimum=Decimal(0),
        ),
        Column(
            "output_year", "产值年度", "Year of the output", CellType.INTEGER, ("Output year",), required=False
        ),
        Column(
            "gross_output", "工业总产值(万元)", "Gross industrial output of that year", CellType.DECIMAL,
            ("工业总产值", "Gross industrial output"), unit_id="cny_1e4", required=False, minimum=Decimal(0),
            note_en="current prices", note_zh="现价",
        ),
    ),
)  # fmt: skip

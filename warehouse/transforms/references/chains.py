"""Public graphs of companies, industries and products: supply chains elsewhere, never our chains."""

from __future__ import annotations

from warehouse.transforms.references.known_table import KnownTable, Shape, known_table
from warehouse.wording import Words

_STOCK_CODE = Shape(
    r"\d{6}\.(?:SH|SZ|BJ)", Words(en="stock codes lack the suffix of their exchange", zh="个股票代码缺少交易所后缀")
)
_NO_DAY = Words(en="cells hold no date", zh="个单元格不是日期")
_DAY = Shape(r"\d{4}-\d{2}-\d{2}", _NO_DAY)
_PLAIN_DAY = Shape(r"\d{8}", _NO_DAY)

REFERENCES = (
    known_table(
        "reference_listed_companies",
        Words(en="listed companies of a public supply-chain graph", zh="公开供应链图谱的上市公司"),
        KnownTable(
            ("name", "fullname", "code", "location", "time"), key="code", shapes={"code": _STOCK_CODE, "time": _DAY}
        ),
    ),
    known_table(
        "reference_stock_industries",
        Words(en="industries of a stock classification", zh="股票行业分类"),
        KnownTable(
            ("code", "name"),
            key="code",
            shapes={"code": Shape(r"\d{6}", Words(en="codes do not have six digits", zh="个代码不是六位"))},
        ),
    ),
    known_table(
        "reference_company_industries",
        Words(en="listed companies by industry", zh="上市公司所属行业"),
        KnownTable(
            ("company_code", "industry_code", "industry_name", "company_name", "rel"),
            shapes={"company_code": _STOCK_CODE},
        ),
    ),
    known_table(
        "reference_parent_industries",
        Words(en="industries and the industry above", zh="行业及其上级行业"),
        KnownTable(("from_code", "from_industry", "rel", "to_industry", "to_code"), key="from_code"),
    ),
    known_table(
        "reference_upstream_industries",
        Words(en="industries with counts of their upstream industries", zh="行业及其上游行业数"),
        KnownTable(("industry", "ups"), key="industry"),
    ),
    known_table(
        "reference_products",
        Words(en="products of a public supply-chain graph", zh="公开供应链图谱的产品"),
        KnownTable(("id", "belongToIndustry", "hasSupplyChain"), key="id", refers=("hasSupplyChain",)),
    ),
    known_table(
        "reference_masked_companies",
        Words(en="companies with masked names and their products", zh="匿名企业及其产品"),
        KnownTable(("id", "name", "product"), key="id"),
    ),
    known_table(
        "reference_industry_paths", Words(en="industries as paths", zh="行业路径"), KnownTable(("id",), key="id")
    ),
    known_table(
        "reference_product_events",
        Words(en="events about the price of a product", zh="产品价格事件"),
        KnownTable(("id", "name", "subject", "index", "trend"), key="id"),
    ),
    known_table(
        "reference_transfers",
        Words(en="transfers between masked companies", zh="匿名企业间转账"),
        KnownTable(("srcId", "dstId", "transDate", "transAmt"), shapes={"transDate": _PLAIN_DAY}),
    ),
)

"""Public graphs of companies, industries and products: knowledge about supply chains elsewhere, never our chains."""

from __future__ import annotations

from warehouse.transforms.references.known_table import KnownTable, Shape, known_table

_STOCK_CODE = Shape(r"\d{6}\.(?:SH|SZ|BJ)", "stock codes lack the suffix of their exchange")
_DAY = Shape(r"\d{4}-\d{2}-\d{2}", "cells hold something else than a day")
_PLAIN_DAY = Shape(r"\d{8}", "cells hold something else than a day")

REFERENCES = (
    known_table(
        "reference_listed_companies",
        "listed companies of a public supply-chain graph",
        KnownTable(
            ("name", "fullname", "code", "location", "time"), key="code", shapes={"code": _STOCK_CODE, "time": _DAY}
        ),
    ),
    known_table(
        "reference_stock_industries",
        "industries of a stock classification",
        KnownTable(("code", "name"), key="code", shapes={"code": Shape(r"\d{6}", "codes have not six digits")}),
    ),
    known_table(
        "reference_company_industries",
        "listed companies by industry",
        KnownTable(
            ("company_code", "industry_code", "industry_name", "company_name", "rel"),
            shapes={"company_code": _STOCK_CODE},
        ),
    ),
    known_table(
        "reference_parent_industries",
        "industries and the industry above",
        KnownTable(("from_code", "from_industry", "rel", "to_industry", "to_code"), key="from_code"),
    ),
    known_table(
        "reference_upstream_industries",
        "industries with counts of their upstream industries",
        KnownTable(("industry", "ups"), key="industry"),
    ),
    known_table(
        "reference_products",
        "products of a public supply-chain graph",
        KnownTable(("id", "belongToIndustry", "hasSupplyChain"), key="id", refers=("hasSupplyChain",)),
    ),
    known_table(
        "reference_masked_companies",
        "companies with masked names and their products",
        KnownTable(("id", "name", "product"), key="id"),
    ),
    known_table("reference_industry_paths", "industries as paths", KnownTable(("id",), key="id")),
    known_table(
        "reference_product_events",
        "events about the price of a product",
        KnownTable(("id", "name", "subject", "index", "trend"), key="id"),
    ),
    known_table(
        "reference_transfers",
        "transfers between masked companies",
        KnownTable(("srcId", "dstId", "transDate", "transAmt"), shapes={"transDate": _PLAIN_DAY}),
    ),
)

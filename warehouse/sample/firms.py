"""The firms of the invented province and their constant traits.

No firm can be taken for a real one. A name contains 样例 (example) and ends in (合成), synthetic. A credit code has
valid check digits (GB 32100, GB 11714) but an organisation code of the form `XN` and six digits: organisation codes
issued before October 2015 begin with eight digits or an early letter series, those issued since to enterprises begin
with `M`; no series `XN` (虚拟, not real) is known to have been issued.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

import polars as pl

from warehouse.domain.identifiers import check_character, organisation_check_character
from warehouse.sample.catalogue import Catalogue, Product
from warehouse.sample.draws import stream
from warehouse.sample.roles import (
    CHAIN_TARGETS,
    FIXED_COURSES,
    REDEFINED_PER_MILLE,
    REDEFINED_PRODUCT,
    RESTATED_MONTHLY,
    RESTATED_PER_MILLE,
    ROLE_PRODUCTS,
    SHRINKING_FIELD,
    SHRINKING_PER_MILLE,
    Role,
    role_indexes,
)

_BATCH_SIZES = (16, 20)
"""Of 58: the first and the second batch; the third has the rest."""
_SIZE_MILLIONS = (30, 80, 150, 220, 300, 380, 480, 620, 900, 1700, 6000)
"""Deciles of a year's revenue, in million yuan."""


@dataclass(frozen=True)
class Firms:
    """`table`: one row per firm, by `index`. `lines`: one row per firm and product.

    In `table`, `size` is a year's revenue in thousand yuan and traits end in `_pm` (per mille of revenue);
    `restated_pm` and `restated_monthly` are the differences of a restated base, `redefined_pm` what still counts of
    money under the definition that holds from the second year on; `first_year` is null for a firm that
    exists from the start; otherwise the firm enters in February of that year; it leaves after December of `last_year`.
    In `lines`, `quantity` is a year's in hundredths of the unit and `price_fen` is fen per unit.
    """

    table: pl.DataFrame
    lines: pl.DataFrame
    roles: dict[Role, int]

    def code_of(self, role: Role) -> str | None:
        """The credit code of the firm in that role, or None in a sample too small for it."""
        index = self.roles.get(role)
        return None if index is None else str(self.table["credit_code"][index])


def synthetic_credit_code(number: int) -> str:
    """The credit code of the firm of that number (1 to 999999): valid check characters, impossible organisation."""
    body = f"XN{number:06d}"
    code = f"91620000{body}{organisation_check_character(body)}"
    return code + check_character(code)


def batch_of(index: int, enterprises: int) -> int:
    """The batch of recognition: 16, 20 and 22 of 58 firms, other numbers in proportion."""
    first, second = (size * enterprises // 58 for size in _BATCH_SIZES)
    return 1 if index < first else 2 if index < first + second else 3


def make_firms(enterprises: int, seed: int, first_year: int, catalogue: Catalogue) -> Firms:
    """All firms of a sample. `first_year` is the year of its first month."""
    roles = role_indexes(enterprises)
    role_of = {index: role for role, index in roles.items()}
    source = stream(seed, "firms")
    by_class = {product.industry_class: product for product in catalogue.products}
    weights = [product.weight for product in catalogue.products]
    entering, leaving = _movers(source, enterprises, role_of, first_year)
    rows: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    for index in range(enterprises):
        role = role_of.get(index)
        product = source.choices(catalogue.products, weights)[0]
        if role is not None and role in ROLE_PRODUCTS:
            product = catalogue.product(ROLE_PRODUCTS[role])
        size = _size(source)
        row = _firm(source, index, enterprises, product, size, role, first_year, catalogue.places)
        rows.append(row | {"first_year": entering.get(index), "last_year": leaving.get(index)})
        made = [(product, 1000)]
        if source.random() < 0.25:
            other = by_class[source.choice(_neighbours(catalogue, product))]
            made = [(product, 700), (other, 300)] if other is not product else made
        if role not in ROLE_PRODUCTS:
            lines.extend(
                _line(source, index, number, made_product, size * part // 1000)
                for number, (made_product, part) in enumerate(made)
            )
    return Firms(pl.DataFrame(rows, schema=_FIRM_SCHEMA), pl.DataFrame(lines, schema=_LINE_SCHEMA), roles)


def _movers(
    source: random.Random, enterprises: int, role_of: dict[int, Role], first_year: int
) -> tuple[dict[int, int], dict[int, int]]:
    """Who enters and who leaves in which year, besides the entrant of the known truths: 2 % and 1 %."""
    ordinary = [index for index in range(enterprises) if index not in role_of]
    count = len(ordinary)
    selected = source.sample(ordinary, count * 2 // 100 + count // 100)
    entering = {index: first_year + source.randint(1, 2) for index in selected[: count * 2 // 100]}
    leaving = {index: first_year + source.randint(0, 1) for index in selected[count * 2 // 100 :]}
    entering |= {index: first_year + 1 for index, role in role_of.items() if role is Role.ENTRANT}
    return entering, leaving


def _size(source: random.Random) -> int:
    """A year's revenue in thousand yuan: 30 million to 6 billion yuan, half of them below 380 million."""
    lower = source.randrange(len(_SIZE_MILLIONS) - 1)
    return 1000 * source.randrange(_SIZE_MILLIONS[lower], _SIZE_MILLIONS[lower + 1])


def _fixed_size(role: Role | None) -> int | None:
    """A year's revenue of a firm with a fixed course; the chain leader's follows from its chain's target."""
    if role is Role.CHAIN_LEADER:
        return CHAIN_TARGETS[0] * 8 // 10
    if role is None or role not in FIXED_COURSES:
        return None
    fixed = FIXED_COURSES[role]
    return sum(units * yuan for units, yuan in zip(fixed.months, fixed.prices_yuan, strict=True)) // 1000


def _firm(
    source: random.Random,
    index: int,
    enterprises: int,
    product: Product,
    size: int,
    role: Role | None,
    first_year: int,
    places: tuple[str, ...],
) -> dict[str, object]:
    batch = batch_of(index, enterprises)
    recognised = (date(first_year, 6, 30), date(first_year + 1, 6, 30), date(first_year + 2, 1, 20))[batch - 1]
    restated = source.choice([-60, -35, -20, 15, 30, 55]) if source.random() < 0.04 else 0
    fixed = role in ROLE_PRODUCTS
    return {
        "index": index,
        "credit_code": synthetic_credit_code(index + 1),
        "name": f"陇样例{product.word}{index + 1:0{max(4, len(str(enterprises)))}d}有限公司(合成)",
        "region_code": "620302" if role is Role.NICKEL else source.choice(places),
        "industry_class_code": product.industry_class,
        "industry_name": product.field,
        "batch": batch,
        "recognised_date": recognised,
        "role": role,
        "size": _fixed_size(role) or size,
        "growth_pm": _growth(source, product),
        "cost_pm": 940 if role is Role.FAILS_TWICE else source.randint(690, 850),
        "expense_pm": source.randint(50, 110),
        "research_pm": 4 if role is Role.FAILS_TWICE else source.randint(12, 65),
        "other_pm": 0 if fixed else source.randint(0, 60),
        "asset_pm": source.randint(850, 2100),
        "head_revenue": source.randint(380, 1400),
        "restated_pm": RESTATED_PER_MILLE.get(role, 1000) if role else 1000 + restated,
        "restated_monthly": RESTATED_MONTHLY if role is Role.RESTATED else 0,
        "redefined_pm": REDEFINED_PER_MILLE if product.code == REDEFINED_PRODUCT else 1000,
    }


def _growth(source: random.Random, product: Product) -> int:
    """Growth of the volume in a year before noise, per mille; one field shrinks."""
    drawn = source.randint(50, 210)
    return SHRINKING_PER_MILLE if product.field == SHRINKING_FIELD else drawn


def _line(source: random.Random, index: int, number: int, product: Product, revenue: int) -> dict[str, object]:
    """One product of a firm, so that a year's quantity at its price comes to `revenue` thousand yuan."""
    price_fen = max(1, product.price_fen * source.randint(930, 1070) // 1000)
    quantity = max(1200, revenue * 1000 * 100 * 100 // price_fen)
    return {"index": index, "line": number, "product_code": product.code, "quantity": quantity,
            "price_fen": price_fen, "decimals": product.decimals}  # fmt: skip


def _neighbours(catalogue: Catalogue, product: Product) -> list[str]:
    return [other.industry_class for other in catalogue.products if other.field == product.field]


_FIRM_SCHEMA = {
    "index": pl.Int64, "credit_code": pl.String, "name": pl.String, "region_code": pl.String,
    "industry_class_code": pl.String, "industry_name": pl.String, "batch": pl.Int64, "recognised_date": pl.Date,
    "role": pl.String, "size": pl.Int64, "growth_pm": pl.Int64, "cost_pm": pl.Int64, "expense_pm": pl.Int64,
    "research_pm": pl.Int64, "other_pm": pl.Int64, "asset_pm": pl.Int64, "head_revenue": pl.Int64,
    "restated_pm": pl.Int64, "restated_monthly": pl.Int64, "redefined_pm": pl.Int64,
    "first_year": pl.Int64, "last_year": pl.Int64,
}  # fmt: skip
_LINE_SCHEMA = {"index": pl.Int64, "line": pl.Int64, "product_code": pl.String, "quantity": pl.Int64,
                "price_fen": pl.Int64, "decimals": pl.Int64}  # fmt: skip

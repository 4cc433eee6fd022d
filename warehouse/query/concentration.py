"""How concentrated the sum of a column is within each group: the Herfindahl-Hirschman index.

The rows of a group are summed for each holder (the enterprise, the region: whatever the concentration is across), and
the squares of the holders' shares in the whole are added up:

    HHI = sum over holders of (own sum / sum of all)²

It lies between 0 and 1: 1 where one holder has all, 1/n where n holders have the same. Times 10,000 it is in the points
of the Merger Guidelines of the U.S. Department of Justice and the Federal Trade Commission (2023, guideline 1), which
call a market above 1,800 highly concentrated; the sum of squares is O. C. Herfindahl's, "Concentration in the Steel
Industry" (1950), its root A. O. Hirschman's, "National Power and the Structure of Foreign Trade" (1945).

Rows without a holder are held by one, as they are one group where rows are grouped by the same column; a holder none of
whose rows has a value takes no part. There is no index, null, where a holder's sum is negative or the whole is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.query.keyed import KeyedRows
from warehouse.query.plan import Aggregate
from warehouse.query.statement import Statement, indent, join, lines, quote, wrap

HOLDER = "group:holder"

# A share has fifteen places, so that its square is exact in a decimal and the order of adding up does not matter.
_SHARE = "decimal(18, 15)"


def concentration(aggregates: Sequence[Aggregate], rows: KeyedRows) -> Statement:
    """The index of each group for columns that all have the same holders, which `rows` have as HOLDER."""
    window = rows.window(*rows.keys)
    if rows.remainder:
        window += f"{', ' if window else 'partition by '}{rows.remainder}"
    places = {aggregate.name: f"sum({quote(aggregate.column or '')})" for aggregate in aggregates}
    shares = [
        Statement(
            f"(case when min({place}) over ({window}) >= 0 then {place} / nullif(sum({place}) over ({window}), 0)"
            f" end)::{_SHARE} as {quote(name)}"
        )
        for name, place in places.items()
    ]
    names = ", ".join(rows.names)
    squares = [Statement(f"sum({quote(name)} * {quote(name)})::decimal(38, 6) as {quote(name)}") for name in places]
    return lines(
        [
            wrap("select ", join(", ", [*([Statement(names)] if names else []), *squares]), ""),
            "from (",
            indent(rows.group(shares, (quote(HOLDER),))),
            ")",
            f"group by {names}" if names else "",
        ]
    )

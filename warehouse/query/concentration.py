"""The concentration of a column's sum within each group: the Herfindahl-Hirschman index.

The rows of a group are summed per holder (the enterprise, the region: the column across which concentration is
measured), and the squares of the holders' shares in the total are added up:

    HHI = sum over holders of (own sum / sum of all)²

It lies between 0 and 1: 1 where one holder has everything, 1/n where n holders have the same. Times 10,000 it is in the
points of the Merger Guidelines of the U.S. Department of Justice and the Federal Trade Commission (2023, guideline 1),
which call a market above 1,800 highly concentrated; the sum of squares is O. C. Herfindahl's, "Concentration in the
Steel Industry" (1950), its root A. O. Hirschman's, "National Power and the Structure of Foreign Trade" (1945).

Rows without a holder count as one holder, as they form one group where rows are grouped by the same column; a holder
without any value is ignored. The index is null where a holder's sum is negative or the total is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.query.keyed import KeyedRows
from warehouse.query.plan import Aggregate
from warehouse.query.statement import Statement, indent, join, lines, quote, wrap

HOLDER = "group:holder"

# Shares are rounded to fifteen places, so that the square is exact in a decimal and the order of addition does not
# matter.
_SHARE = "decimal(18, 15)"


def concentration(aggregates: Sequence[Aggregate], rows: KeyedRows) -> Statement:
    """The index of each group, for columns with the same holders, which `rows` have as HOLDER."""
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

"""The subject of each row of a form, also where its code is destroyed and the row is held.

Nothing is matched here: names are stored with the codes, for proposals to a person (core.match_proposal).
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.forms.form import CellType, Form
from warehouse.transforms.origin import staged

_CODE, _NAME, _REGION = "credit_code", "name", "region_code"


def reporter_rows(
    form: Form, sheet_name: str, values: pl.DataFrame, texts: pl.DataFrame, letters: Mapping[str, str]
) -> pl.DataFrame | None:
    """One staged row per row with a code of an enterprise, accepted or not; None for other forms.

    `credit_code` is null where the code could not be read; `code_received` is the received cell.
    """
    names = {column.name: column.cell_type for column in form.columns}
    if names.get(_CODE) is not CellType.CREDIT_CODE or _NAME not in names or _CODE not in letters:
        return None
    rows = values.with_columns(code_received=texts[_CODE].str.strip_chars(), source_column=pl.lit(letters[_CODE]))
    if _REGION not in names:
        rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(_REGION))
    known = pl.col("code_received").is_not_null() & (pl.col("code_received") != "")
    return staged(rows.filter(known), "reporter", sheet_name)

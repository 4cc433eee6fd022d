"""What is planted for the tests of F1 to F18 to report, where nothing is planted beside the test itself."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import polars as pl
import pytest

from tests.planting import Fault
from tests.reliability import test_received_files as received
from tests.reliability import test_received_values as values
from warehouse.archive.home import Home
from warehouse.errors import UnreadableFile
from warehouse.reading.container import Limits
from warehouse.transforms.recognise.rows import classify_rows

NOT_REFUSED = pytest.fail.Exception
PLANTED = {
    "F1: a reader that takes whatever comes": Fault(
        received.test_f1_a_hostile_workbook_is_refused_and_the_next_file_is_read,
        {"warehouse.reading.child.ChildReader.read": lambda reader, path: SimpleNamespace(sheets=())},
        "DID NOT RAISE", by=NOT_REFUSED,
    ),
    "F2: nobody looks into the directory of an archive": Fault(
        received.test_f2_what_would_unpack_to_too_much_is_refused_unopened,
        {"warehouse.reading.container._check_directory": lambda *_: None},
        "DID NOT RAISE", {"limits": Limits(max_entries=3), "reason": "parts"}, by=NOT_REFUSED,
    ),
    "F3: every text is taken for GB18030": Fault(
        received.test_f3_one_table_in_every_encoding_gives_the_same_rows_and_no_character_is_another,
        {"warehouse.reading.open_file.decode": lambda content: content.decode("gb18030", "replace")},
        "Row 1 has", by=UnreadableFile,
    ),
    "F3: what is in no encoding is taken all the same": Fault(
        received.test_f3_what_is_no_single_encoding_is_refused,
        {"warehouse.reading.open_file.decode": lambda content: content.decode("utf-8", "replace").replace("\0", "")},
        "NUL",
    ),
    "F4: zeros in front are cut off": Fault(
        values.test_f4_a_code_keeps_every_character_as_text,
        {
            "warehouse.transforms.table.read_plain_cells": lambda *_: {},
            "warehouse.transforms.cells.typing.clean_code": lambda text: text.str.strip_chars_start("0"),
        },
        "000123", {"code": "000123"},
    ),
    "F6: the declared number of rows is not compared": Fault(
        received.test_f6_a_file_that_declares_its_rows_is_never_loaded_short,
        {"warehouse.transforms.table.check_declared_rows": lambda *_: None},
        r"assert \d+ == 0",
    ),
    "F9: no earlier submission is looked for": Fault(
        received.test_f9_the_same_content_is_one_submission_and_a_correction_is_another,
        {"warehouse.ingestion.receive._latest": lambda home, sha256: None},
        "duplicate",
    ),
    "F11: a row of totals is data": Fault(
        values.test_f11_a_total_that_counted_as_data_would_be_seen,
        {"warehouse.transforms.recognise.rows._TOTAL": "^no total at all$"},
        "assert ",
    ),
    "F11: a header in the middle is data": Fault(
        values.test_f11_hidden_rows_repeated_headers_and_moved_columns_change_no_value,
        {"warehouse.transforms.recognise.rows._repeats_header": lambda *_: pl.lit(False)},
        "a second header is here",
    ),
    "F12: a unit is seen and not converted": Fault(
        values.test_f12_a_unit_is_found_wherever_it_stands_and_converted_exactly,
        {"warehouse.transforms.recognise.unit_line.conversion_factor": lambda received, wanted: Decimal(1)},
        "1234.5", {"place": "line"},
    ),
    "F13: whatever a number may be is no number": Fault(
        values.test_f13_a_number_has_one_outcome,
        {"warehouse.transforms.cells.typing._NUMBER": ""},
        "not_a_number", {"text": "NaN"},
    ),
    "F13: a day to come is taken": Fault(
        values.test_f13_a_date_has_one_outcome,
        {"warehouse.transforms.table.hold_future": lambda found, *_: found},
        "in_the_future", {"text": "2106-03-31"},
    ),
    "F15: nobody tells of formulas": Fault(
        values.test_f15_the_value_of_a_formula_is_taken_if_it_was_saved_and_told_with_its_cell,
        {"warehouse.transforms.table.sheet_findings": lambda *_: []},
        "formula_cell", by=KeyError,
    ),
    "F18: a row disappears": Fault(
        values.test_f18_accepted_and_held_rows_are_all_rows_and_each_held_cell_has_its_address,
        {"warehouse.transforms.table.classify_rows": lambda *given: classify_rows(*given).head(-1)},
        "rows_read",
    ),
    "F18: a held cell is told by nobody": Fault(
        values.test_f18_accepted_and_held_rows_are_all_rows_and_each_held_cell_has_its_address,
        {"warehouse.transforms.table._cell_findings": lambda *_: []},
        "assert ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_reported(what: str, request: pytest.FixtureRequest) -> None:
    # The home of the files that are received is a fixture of their own file.
    own = {"home": Home(request.getfixturevalue("tmp_path") / "home").ensure()}
    PLANTED[what].plant(request, **own)

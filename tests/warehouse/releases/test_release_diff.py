"""What a release says it changes, and the one that waits for a person."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest

from warehouse.archive.home import Home
from warehouse.archive.seal import seal_again
from warehouse.catalog.catalog import load_catalog
from warehouse.connections import open_reader
from warehouse.decisions.intact import write_digests
from warehouse.errors import InvalidArgument, LedgerDamaged, ReleaseHeld
from warehouse.programme.programme import built_in
from warehouse.snapshots import code
from warehouse.snapshots.manifest import (
    Manifest,
    TableChange,
    current_snapshot_id,
    held_path,
    manifest_path,
    read_manifest,
)
from warehouse.snapshots.publish import accept_held, rollback
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.releases import comparison, hold
from warehouse.snapshots.releases.comparison import PartitionChange
from warehouse.snapshots.releases.diff import NOT_REPORTED, ReleaseDiff
from warehouse.snapshots.releases.hold import reasons_to_hold

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province

VALUES = "mart.observation"
FINANCIAL = "monthly_financial_return"
NOW = datetime(2014, 7, 1, tzinfo=UTC)


def _values(manifest: Manifest) -> dict[tuple[str, str], tuple[int | None, int | None, int | None]]:
    return {
        (change.form_id, change.cause): (change.values_added, change.values_corrected, change.values_dropped)
        for change in manifest.changes
        if change.table_name == VALUES
    }


def _staged_return(home: Home, period: str) -> Iterator[tuple[str, pl.DataFrame]]:
    for path in sorted(home.staged.glob("S*/observation.parquet")):
        rows = pl.read_parquet(path)
        if set(rows["period"]) == {period} and set(rows["subject_kind"]) == {"enterprise"}:
            yield str(path), rows


@contextmanager
def _current(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = open_reader(home.current.resolve())
    try:
        yield connection
    finally:
        connection.close()


def test_the_first_release_is_compared_with_nothing(province: Province) -> None:
    first = province.steps[0].manifest

    assert (first.compared_with, first.changes) == (None, ())


def test_every_release_adds_up_to_the_rows_of_the_next(province: Province) -> None:
    for before, after in zip(province.steps, province.steps[1:], strict=False):
        for key, content in after.manifest.tables.items():
            changes = [change for change in after.manifest.changes if change.table_name == key]
            if load_catalog().table(key).group in NOT_REPORTED:
                continue
            grown = sum(change.rows_added - change.rows_dropped for change in changes)
            assert content.row_count == before.manifest.tables[key].row_count + grown, key
            assert bool(changes) == (content != before.manifest.tables[key]), key


def test_a_corrected_return_is_told_from_new_ones_value_by_value(province: Province) -> None:
    truth = province.truths["corrected_return"]
    step = next(number for number, step in enumerate(province.steps) if step.arrived_at.month == 6)
    enterprise, (period,) = "E" + truth["credit_code"][8:17], truth["periods"]

    values = _values(province.steps[step].manifest)
    assert values[FINANCIAL, "correction"][1] == 2
    assert values[FINANCIAL, "new_submission"][0] > 0
    assert set(values) == {
        (FINANCIAL, "correction"), (FINANCIAL, "new_submission"), ("monthly_output_return", "new_submission")
    }  # fmt: skip
    listed = province.rows(
        step,
        "select observation_id, cause, value_before::bigint::varchar, value_after::bigint::varchar "
        "from core.release_value where change = 'corrected' order by 1",
    )
    old, new = truth["expected"]["old"], truth["expected"]["new"]
    assert listed == [
        (f"revenue.{enterprise}.{period}.{kind}", "correction", old[f"revenue_{kind}"], new[f"revenue_{kind}"])
        for kind in ("month", "ytd")
    ]


def test_what_the_snapshot_says_of_its_changes_is_what_the_manifest_says(province: Province) -> None:
    manifest = read_manifest(province.home, province.steps[-1].manifest.snapshot_id)
    rows = province.rows(-1, "select * from core.release_change order by table_name, form_id, cause")

    assert rows == sorted(tuple(vars(change).values()) for change in manifest.changes)
    assert rows


def test_a_release_that_changes_nothing_says_so(copy_of: Callable[[], Home], province: Province) -> None:
    again = refresh(copy_of(), province.steps[-1].arrived_at)

    assert (again.compared_with, again.changes) == (province.steps[-1].manifest.snapshot_id, ())


def test_an_earlier_as_of_instant_drops_values_and_holds_nothing(
    copy_of: Callable[[], Home], province: Province
) -> None:
    manifest = refresh(copy_of(), province.steps[1].arrived_at)

    assert {cause for _, cause in _values(manifest)} == {"earlier_as_of"}
    assert all(dropped for _, _, dropped in _values(manifest).values())


def test_values_that_vanish_hold_the_release_until_somebody_accepts_it(
    copy_of: Callable[[], Home], province: Province
) -> None:
    home = copy_of()
    published = current_snapshot_id(home)
    for path, rows in _staged_return(home, "2014-03"):
        rows.head(0).write_parquet(path)

    with pytest.raises(ReleaseHeld, match=r"of all values are dropped, more than 1 %.*2014-03 are dropped"):
        refresh(home, NOW)

    assert current_snapshot_id(home) == published
    with pytest.raises(InvalidArgument, match="--by"):
        accept_held(home, " ", "checked", NOW)
    manifest = accept_held(home, "Li Wei", "the bureau withdrew March", NOW)
    assert current_snapshot_id(home) == manifest.snapshot_id != published
    kept = read_manifest(home, manifest.snapshot_id)
    assert kept.acceptance is not None
    assert (kept.acceptance.accepted_by, kept.acceptance.reason) == ("Li Wei", "the bureau withdrew March")
    with _current(home) as connection:
        left = connection.execute(
            f"select count(*) from {VALUES} where subject_kind = 'enterprise' and period = '2014-03'"
        ).fetchone()
    assert left == (0,)
    with pytest.raises(InvalidArgument, match="No release is held"):
        accept_held(home, "Li Wei", "again", NOW)


def test_a_month_of_other_values_holds_the_release(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    for path, rows in _staged_return(home, "2014-05"):
        rows.with_columns((pl.col("value") * 3).cast(pl.Decimal(18, 6))).write_parquet(path)

    with pytest.raises(ReleaseHeld, match=r"monthly_financial_return 2014-05 are corrected, more than 50 %"):
        refresh(home, NOW)


def test_a_held_release_is_void_after_a_rollback_and_gone_after_a_publication(
    copy_of: Callable[[], Home], province: Province
) -> None:
    home = copy_of()
    spoilt = [(path, rows) for path, rows in _staged_return(home, "2014-03")]
    for path, rows in spoilt:
        rows.head(0).write_parquet(path)
    with pytest.raises(ReleaseHeld):
        refresh(home, NOW)
    rollback(home, province.steps[-2].manifest.snapshot_id)
    with pytest.raises(InvalidArgument, match="was compared with"):
        accept_held(home, "Li Wei", "checked", NOW)

    rollback(home, province.steps[-1].manifest.snapshot_id)
    for path, rows in spoilt:
        rows.write_parquet(path)
    refresh(home, NOW)
    assert not held_path(home).exists()


def test_a_lost_file_of_the_archive_is_no_earlier_as_of_instant(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    newest = max((home.archive / "submissions").glob("*.json"))
    newest.unlink()
    with pytest.raises(LedgerDamaged, match=newest.name):
        refresh(home, NOW)
    seal_again(home, "Li Wei", "no backup has it", NOW)

    with pytest.raises(ReleaseHeld, match=rf"the ledger no longer has \(S{newest.stem}\), lost_submission"):
        refresh(home, NOW)
    seal = home.archive / "seals" / "000001.json"
    sealed = seal.read_bytes()
    seal.write_bytes(sealed + b" ")
    with pytest.raises(LedgerDamaged, match=r"seals/000001\.json"):
        accept_held(home, "Li Wei", "no backup has it", NOW)
    seal.write_bytes(sealed)
    manifest = accept_held(home, "Li Wei", "no backup has it", NOW)

    assert _values(manifest)["monthly_output_return", "lost_submission"][2]


def test_few_changed_values_never_hold_a_release() -> None:
    limits = replace(built_in().release, smallest_count=100, dropped_percent=Decimal(1))

    def reasons(dropped: int, before: int, cause: str = "derived") -> tuple[str, ...]:
        change = TableChange(VALUES, FINANCIAL, cause, before, 0, 0, dropped, 0, 0, dropped)
        return reasons_to_hold(ReleaseDiff("000001", (change,), values_before=before), limits)

    assert reasons(99, 100) == ()
    assert reasons(100, 10_000) == ()  # exactly one per cent
    assert reasons(101, 10_000) == ("101 of 10000 of all values are dropped, more than 1 %",)
    assert reasons(101, 10_000, "earlier_as_of") == ()
    part = PartitionChange(FINANCIAL, "2014-03", 200, 0, 101)
    assert len(reasons_to_hold(ReleaseDiff("000001", (), (), (part,), 10**6), limits)) == 1


def test_the_command_shows_the_changes_and_accepts_by_name(copy_of: Callable[[], Home]) -> None:
    home = copy_of()

    def longmai(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "orchestration.cli", *arguments],
            check=False, capture_output=True, text=True,
            env={"LONGMAI_HOME": str(home.root), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        )  # fmt: skip

    for path, rows in _staged_return(home, "2014-03"):
        rows.head(0).write_parquet(path)
        # Otherwise the rows would be taken for rotten, and read again.
        write_digests(Path(path).parent)
    held = longmai("refresh")
    assert held.returncode == 1
    assert "RELEASE_HELD" in held.stderr

    accepted = longmai("refresh", "--accept-changes", "--by", "Li Wei", "--reason", "withdrawn")
    assert accepted.returncode == 0, accepted.stderr
    assert "mart.observation of monthly_financial_return, derived: 0 rows added" in accepted.stdout
    assert "Accepted by Li Wei: withdrawn" in accepted.stdout


def test_a_damaged_published_file_does_not_keep_its_successor_out(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    published = home.current.resolve()
    published.chmod(0o644)
    published.write_bytes(b"no database" * 1000)

    manifest = refresh(home, NOW + timedelta(days=1))

    assert current_snapshot_id(home) == manifest.snapshot_id
    assert manifest.compared_with is None


def test_a_changed_file_is_named_for_the_tables_that_it_makes_and_for_no_other(
    copy_of: Callable[[], Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copy_of()
    refresh(home, NOW)
    older = {**code.code_files(), "tables/mart/observation/model.sql": "before", "query/compile.py": "before"}
    manifest_file = manifest_path(home, current_snapshot_id(home))
    fields = json.loads(manifest_file.read_text("utf-8"))
    manifest_file.chmod(0o644)
    manifest_file.write_text(json.dumps({**fields, "code_files": older, "code_sha256": "before"}), "utf-8")
    for path, rows in _staged_return(home, "2014-05"):
        rows.with_columns(value=(pl.col("value") + 1).cast(pl.Decimal(18, 6))).head(3).write_parquet(path)
        break

    monkeypatch.setattr(hold, "_reasons", lambda *_: iter(()))
    manifest = refresh(home, NOW)

    causes = {change.table_name: (change.cause, change.cause_detail) for change in manifest.changes}
    assert causes["core.observation"] == ("derived", "")
    assert causes[VALUES] == ("rule_or_code", "tables/mart/observation/model.sql")


def test_a_table_is_made_by_its_folder_its_imports_and_what_it_reads() -> None:
    catalog = load_catalog()

    observation = code.makers_of(catalog, catalog.table("mart.observation"))
    assert {
        "tables/mart/observation/model.sql", "tables/core/observation/model.sql", "transforms/cells/typing.py",
        "forms/monthly_financial_return.py", "domain/unit.py", "programme/frames.py",
    } <= observation  # fmt: skip
    assert not {path for path in observation if path.startswith(("query/", "snapshots/", "sample/", "templates/"))}
    rules = code.makers_of(catalog, catalog.table("core.plausibility_rule"))
    assert "rules/continuity.toml" in rules
    assert code.is_made_of(catalog, catalog.table("core.plausibility_rule"), "rules/plausibility.toml")
    assert "transforms/typing.py" not in rules


def test_parts_with_equal_hashes_are_passed_over_and_hide_no_change(
    copy_of: Callable[[], Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "_reasons", lambda *_: iter(()))

    def changes_after_three_of_a_file() -> tuple[TableChange, ...]:
        home = copy_of()
        path, rows = next(_staged_return(home, "2014-05"))
        first, second, third = rows.head(3)["value"]
        assert first != second
        # Two values change places, one is another: the file has as many rows as before.
        values = pl.Series([second, first, third + 1, *rows["value"][3:]], dtype=rows.schema["value"])
        rows.with_columns(value=values).write_parquet(path)
        changes = refresh(home, NOW).changes
        shutil.rmtree(home.root)
        return changes

    narrowed = changes_after_three_of_a_file()
    monkeypatch.setattr(comparison, "_PARTED_BY", ())
    whole = changes_after_three_of_a_file()

    assert narrowed == whole
    assert [(one.cause, one.values_corrected) for one in narrowed if one.table_name == VALUES] == [("derived", 3)]


def test_values_of_another_type_are_compared_though_their_bits_are_the_same(
    copy_of: Callable[[], Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "_reasons", lambda *_: iter(()))
    home = copy_of()
    refresh(home, NOW)
    published = home.current.resolve()
    published.chmod(0o644)
    with closing(duckdb.connect(str(published))) as connection:
        hashed = f"select sum(hash(value)) from {VALUES}"
        bits = connection.execute(hashed).fetchall()
        # A tenth of what stands there now, with a place less: the same whole number underneath.
        connection.execute(f"alter table {VALUES} alter value type decimal(19, 5) using (value * 10)::decimal(19, 5)")
        assert connection.execute(hashed).fetchall() == bits
        # A column that has become one of lists since is compared as a new one.
        connection.execute(f"alter table {VALUES} alter decision_ids drop default")
        connection.execute(f"alter table {VALUES} alter decision_ids type varchar using ''")
        (held,) = connection.execute(f"select count(*) from {VALUES} where value <> 0").fetchall()[0]

    manifest = refresh(home, NOW)

    assert sum(corrected or 0 for _, corrected, _ in _values(manifest).values()) == held

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from orchestration import files_cli
from tests.staged import staged_name, staged_path
from warehouse.archive.arrivals import Arrivals, read_arrivals
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import read_revisions
from warehouse.archive.store import archived_path
from warehouse.domain.naming import Naming
from warehouse.errors import Busy, UnknownName
from warehouse.forms.datasets import DATASETS
from warehouse.ingestion import receive as ingestion
from warehouse.ingestion.receive import FileReport, files_in_inbox, ingest_file, ingest_files, restage
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)

Ingest = Callable[[Path], FileReport]
Staged = Callable[[str, str], pl.DataFrame]


@pytest.fixture
def sent(tmp_path: Path, deliveries: Path) -> Path:
    return Path(shutil.copy(deliveries / "financial_2016-03_gbk.csv", tmp_path))


def _settled(home: Home, source: Path, name: str | None = None) -> Path:
    path = Path(shutil.copy(source, home.inbox / (name or source.name)))
    os.utime(path, (time.time() - 10,) * 2)
    return path


def test_a_file_becomes_a_submission_with_its_rows(ingest: Ingest, staged: Staged, data_home: Home, sent: Path) -> None:
    report = ingest(sent)

    assert (report.submission_id, report.number, report.status, report.period) == ("S000001", 1, "held", "2016-03")
    assert (report.rows_read, report.rows_accepted, report.held_count) == (10, 6, 7)
    (submission,) = read_submissions(data_home)
    assert submission.received_at == RECEIVED_AT and submission.is_synthetic
    assert archived_path(data_home, submission.sha256).read_bytes() == sent.read_bytes()


def test_staged_datasets_have_the_agreed_columns_and_the_number(
    ingest: Ingest, staged: Staged, deliveries: Path
) -> None:
    ingest(deliveries / "financial_2016-03_gbk.csv")
    ingest(deliveries / "output_2016-02.csv")

    for dataset in ("observation", "product", "finding"):
        frame = staged("S000002", dataset)
        assert dict(frame.schema) == dict(DATASETS[dataset])
        assert set(frame["submission_number"]) == {2}


def test_the_same_file_twice_is_one_submission(ingest: Ingest, data_home: Home, sent: Path, tmp_path: Path) -> None:
    first = ingest(sent)

    second = ingest(Path(shutil.copy(sent, tmp_path / "renamed.csv")))

    assert (second.status, second.number, second.file_name) == ("duplicate", 1, "renamed.csv")
    assert second.findings == first.findings and len(first.findings) > 0
    assert len(read_submissions(data_home)) == 1


def test_a_file_that_waits_comes_in_with_the_same_bytes_once_a_person_names_it(
    ingest: Ingest, data_home: Home, reader: ChildReader, tmp_path: Path
) -> None:
    text = "date,value,yoy,mom,ytd_value,ytd_yoy,jan_feb_combined\n2016-03-01,95.7,,,95.2,,False\n"
    (tmp_path / "ppi.csv").write_text(text)
    (tmp_path / "renamed.csv").write_text(text)
    naming = Naming("王芳", "ppi_yoy_index", "index_yoy", "as_published", "100000")

    reports = [ingest(tmp_path / name) for name in ("ppi.csv", "ppi.csv", "renamed.csv")]
    reports.append(ingest_file(data_home, Path("S000001"), received_at=RECEIVED_AT, reader=reader, naming=naming))
    reports += [ingest(tmp_path / "renamed.csv")]

    assert [(report.status, report.number) for report in reports] == [
        ("waiting", 1), ("duplicate", 1), ("duplicate", 1), ("accepted", 2), ("duplicate", 2),
    ]  # fmt: skip
    assert [(entry.status, entry.file_name, entry.naming) for entry in read_submissions(data_home)] == [
        ("waiting", "ppi.csv", None), ("accepted", "ppi.csv", naming),
    ]  # fmt: skip


def test_a_file_that_was_named_is_read_again_as_it_was_named(
    data_home: Home, reader: ChildReader, staged: Staged, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("年份,北京市,天津市,河北省,甘肃省\n2015,23685.7,10879.5,26398.4,6556.6\n")
    naming = Naming("王芳", "gdp", "cny_1e8", "post_4th_census")
    ingest_file(data_home, path, received_at=RECEIVED_AT, reader=reader, naming=naming)
    before = staged("S000001", "observation")
    shutil.rmtree(staged_path(data_home, "S000001"))

    report = restage(data_home, 1, reader=reader)

    assert (report.status, report.naming) == ("accepted", naming)
    assert staged("S000001", "observation").equals(before) and set(before["vintage_id"]) == {"post_4th_census"}


def test_a_refused_file_is_archived_with_its_reason(ingest: Ingest, data_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"<html></html>")

    report = ingest(path)

    (submission,) = read_submissions(data_home)
    assert (report.status, submission.status, submission.form_id) == ("refused", "refused", None)
    assert submission.refusal is not None and "web page" in submission.refusal
    assert archived_path(data_home, submission.sha256).is_file()


def test_a_workbook_that_ends_its_reader_is_refused_and_the_next_file_is_read(
    data_home: Home, sent: Path, tmp_path: Path
) -> None:
    far = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(far)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1048575, 16383, 1)

    reports = ingest_files(data_home, [far, sent], received_at=RECEIVED_AT)

    assert [report.status for report in reports] == ["refused", "held"]


@pytest.mark.parametrize("name", ["a\nb.csv", "\u202evsc.csv", "甲（集团）.csv", "x" * 250 + ".csv"])
def test_a_name_is_data(name: str, ingest: Ingest, data_home: Home, sent: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd" / name
    path.parent.mkdir()
    shutil.copy(sent, path)
    before = {entry for entry in data_home.root.parent.rglob("*") if data_home.root not in entry.parents}

    ingest(path)

    assert read_submissions(data_home)[0].file_name == name
    assert {entry for entry in data_home.root.parent.rglob("*") if data_home.root not in entry.parents} == before


@pytest.mark.parametrize("step", ["_read", "stage", "record"])
def test_a_stop_at_any_step_leaves_no_submission_and_the_file_where_it_was(
    step: str, data_home: Home, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _settled(data_home, sent)

    def stop(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ingestion, step, stop)
        with pytest.raises(KeyboardInterrupt):
            ingest_files(data_home, [path], received_at=RECEIVED_AT, remove_source=True)
    assert path.is_file() and read_submissions(data_home) == ()

    (report,) = ingest_files(data_home, files_in_inbox(data_home), received_at=RECEIVED_AT, remove_source=True)

    assert (report.number, report.status, path.exists()) == (1, "held", False)
    assert [entry.name for entry in data_home.staged.iterdir()] == [staged_name(data_home, "S000001")]


def test_a_stop_before_the_file_is_removed_does_not_submit_it_twice(
    data_home: Home, sent: Path, reader: ChildReader
) -> None:
    path = _settled(data_home, sent)
    ingest_file(data_home, path, received_at=RECEIVED_AT, reader=reader)

    (report,) = ingest_files(data_home, files_in_inbox(data_home), received_at=RECEIVED_AT, remove_source=True)

    assert report.status == "duplicate" and not path.exists()
    assert len(read_submissions(data_home)) == 1


def test_a_file_that_was_replaced_meanwhile_is_not_removed(
    data_home: Home, sent: Path, deliveries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _settled(data_home, sent)
    record = ingestion.record

    def replace_and_record(home: Home, submission: object) -> None:
        _settled(home, deliveries / "output_2016-02.csv", "new.csv").replace(path)
        record(home, submission)  # type: ignore[arg-type]

    monkeypatch.setattr(ingestion, "record", replace_and_record)
    ingest_files(data_home, [path], received_at=RECEIVED_AT, remove_source=True)

    assert path.read_bytes() == (deliveries / "output_2016-02.csv").read_bytes()


def test_a_fault_of_our_own_keeps_its_file_and_no_other_out(
    data_home: Home, sent: Path, deliveries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [_settled(data_home, sent), _settled(data_home, deliveries / "output_2016-02.csv")]
    read_delivery = ingestion.read_delivery

    def stumble(sheets: object, file_name: str, *_: object) -> object:
        if file_name == paths[0].name:
            raise ZeroDivisionError
        return read_delivery(sheets, file_name, built_in())  # type: ignore[arg-type]

    monkeypatch.setattr(ingestion, "read_delivery", stumble)

    with pytest.raises(ZeroDivisionError):
        ingest_files(data_home, paths, received_at=RECEIVED_AT, remove_source=True)
    assert [path.exists() for path in paths] == [True, False]
    assert [entry.form_id for entry in read_submissions(data_home)] == ["monthly_output_return"]


def test_a_path_that_cannot_be_opened_is_reported_without_a_submission(data_home: Home, tmp_path: Path) -> None:
    (report,) = ingest_files(data_home, [tmp_path / "absent.xlsx"], received_at=RECEIVED_AT)

    assert (report.status, report.number, report.submission_id) == ("refused", None, None)
    assert read_submissions(data_home) == ()


def test_a_link_is_not_followed_and_said_so(data_home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("mine\n", encoding="utf-8")
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "return.csv").symlink_to(secret)
    (folder / "gone.csv").symlink_to(tmp_path / "nowhere")
    # The operator named it.
    (tmp_path / "linked").symlink_to(folder)

    found = files_cli._files_of(tmp_path / "linked")
    reports = ingest_files(data_home, found, received_at=RECEIVED_AT)

    assert [(report.file_name, report.status, report.number) for report in reports] == [
        ("gone.csv", "refused", None),
        ("return.csv", "refused", None),
    ]
    assert all("is a symbolic link" in str(report.refusal) and "符号链接" in str(report.refusal) for report in reports)
    of_programme = set(read_revisions(data_home)[0].files.values())
    assert {path.name for path in (data_home.archive / "files").rglob("*/*")} == of_programme


def test_nobody_ingests_beside_another_writer(data_home: Home, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingestion, "writer_lock", lambda home: writer_lock(home, wait_seconds=0.1))

    with writer_lock(data_home), pytest.raises(Busy):
        ingest_files(data_home, [sent], received_at=RECEIVED_AT)


def test_restaging_gives_the_same_rows_and_leaves_the_ledger(
    ingest: Ingest, staged: Staged, data_home: Home, sent: Path
) -> None:
    ingest(sent)
    before, ledger = staged("S000001", "observation"), read_submissions(data_home)
    shutil.rmtree(staged_path(data_home, "S000001"))

    report = restage(data_home, 1)

    assert staged("S000001", "observation").equals(before)
    assert read_submissions(data_home) == ledger and report.status == "held"


def test_there_is_nothing_to_restage_without_a_submission(data_home: Home) -> None:
    with pytest.raises(UnknownName):
        restage(data_home, 7)


def test_only_complete_files_are_taken_from_the_inbox(data_home: Home, sent: Path) -> None:
    for name in ("b.csv", "a.xlsx", "~$a.xlsx", ".hidden.csv", "c.csv.part", "d.TMP"):
        _settled(data_home, sent, name)
    (data_home.inbox / "growing.csv").write_text("x")
    (data_home.inbox / "folder").mkdir()
    (data_home.inbox / "link.csv").symlink_to(sent)

    assert [path.name for path in files_in_inbox(data_home)] == ["a.xlsx", "b.csv"]


def test_a_report_is_json_with_the_cells(ingest: Ingest, sent: Path) -> None:
    report = json.loads(json.dumps(ingest(sent).to_json_dict(), ensure_ascii=False))

    (destroyed,) = [finding for finding in report["findings"] if finding["rule"] == "credit_code_destroyed"]
    assert (destroyed["severity"], destroyed["cell"], destroyed["text"]) == ("held", "B8", "9.162E+17")


def test_the_plan_document_agrees_with_its_pack(ingest: Ingest, shared_data: Path) -> None:
    report = ingest(shared_data / "plan" / "gansu_2016_15_work_points.txt")

    assert (report.form_id, report.status, report.rows_read) == ("plan_document", "accepted", 34)
    assert report.findings == ()


def test_a_difference_from_the_plan_is_a_warning(ingest: Ingest, shared_data: Path, tmp_path: Path) -> None:
    text = (shared_data / "plan" / "gansu_2016_15_work_points.txt").read_text(encoding="utf-8")
    changed = tmp_path / "plan.txt"
    changed.write_text(text.replace("2016年5月底前", "2016年6月底前", 1), encoding="utf-8")

    report = ingest(changed)

    assert [(found.severity.value, found.rule) for found in report.findings] == [("warning", "plan_differs")]


@pytest.mark.parametrize("ledger", ["submissions", "decisions", "exemptions"])
def test_an_entry_that_a_power_cut_left_half_written_is_swept_away(data_home: Home, ledger: str) -> None:
    (data_home.archive / ledger).mkdir(exist_ok=True)
    half = data_home.archive / ledger / ".arriving-0123456789abcdef"
    half.write_bytes(b"{")

    ingest_files(data_home, [], received_at=RECEIVED_AT)

    assert not half.exists()


def _listed(path: Path, instant: str, *, name: str | None = None) -> dict[str, str]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"file": name or path.name, "sha256": digest, "arrives_at": instant}


def _deliveries(tmp_path: Path, *entries: dict[str, str]) -> Arrivals:
    truth = tmp_path / "truth.json"
    truth.write_text(json.dumps({"deliveries": list(entries)}), "utf-8")
    return read_arrivals(truth)


def _register(path: Path, note: str = "（合成数据）") -> Path:
    path.write_text(
        f"战略性新兴产业骨干企业名录{note}\n统一社会信用代码,企业名称,行政区划代码,行业代码,所属领域,批次,认定时间,状态\n"
        "91620000XN000001WJ,甲材料有限公司,620302,3213,新材料,1,2014年6月30日,\n",
        "utf-8",
    )
    return path


def test_a_generated_file_arrives_when_the_list_of_its_sample_says(data_home: Home, tmp_path: Path) -> None:
    later, first = _register(tmp_path / "a.csv"), _register(tmp_path / "b.csv", "（合成数据，第一份）")
    arrivals = _deliveries(
        tmp_path, _listed(later, "2014-08-10T02:00:00+00:00"), _listed(first, "2014-07-10T02:00:00+00:00")
    )

    ingest_files(data_home, [later, first], received_at=RECEIVED_AT, arrivals=arrivals)

    assert [(entry.file_name, entry.received_at.isoformat()) for entry in read_submissions(data_home)] == [
        ("b.csv", "2014-07-10T02:00:00+00:00"), ("a.csv", "2014-08-10T02:00:00+00:00"),
    ]  # fmt: skip


def test_a_real_file_or_other_bytes_under_a_listed_name_arrive_now(data_home: Home, tmp_path: Path) -> None:
    real, other = _register(tmp_path / "real.csv", ""), _register(tmp_path / "other.csv")
    listed = _listed(real, "2014-07-10T02:00:00+00:00")
    arrivals = _deliveries(tmp_path, listed, {**listed, "file": "other.csv", "sha256": "0" * 64})

    ingest_files(data_home, [real, other], received_at=RECEIVED_AT, arrivals=arrivals)

    assert {entry.received_at for entry in read_submissions(data_home)} == {RECEIVED_AT}


def test_a_listed_file_that_comes_after_a_later_one_arrives_now(data_home: Home, sent: Path, tmp_path: Path) -> None:
    ingest_files(data_home, [sent], received_at=RECEIVED_AT)
    file = _register(tmp_path / "a.csv")
    arrivals = _deliveries(tmp_path, _listed(file, "2014-07-10T02:00:00+00:00"))

    ingest_files(data_home, [file], received_at=RECEIVED_AT, arrivals=arrivals)

    assert read_submissions(data_home)[-1].received_at == RECEIVED_AT

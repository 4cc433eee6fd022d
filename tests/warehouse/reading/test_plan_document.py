from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest

from warehouse.errors import SourceChanged, UnreadableFile
from warehouse.reading.plan_document import DocumentTask, PlanDocument, read_plan_document

HEADING = "序号\t工作任务\t部门分工　　（先写的\n牵头）\t时限要求"
ROWS = (
    "1\t修一座桥。\t甲局负责风能、光能等领域　　乙厅负责水利等领域\t2016年\n2月底前",
    "2\t种一片树\t甲局牵头，各成员单位配合\t全年推进",
    "3\t挖一口井，\n再挖一口。\t丙公司负责\t2017年12月底前",
)


def write(folder: Path, *lines: str, name: str = "plan.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def write_docx(folder: Path, *rows: tuple[str, ...], tables: int = 1) -> Path:
    document = docx.Document()
    for paragraph in ("某办发〔2016〕7号", "参见某政发〔2014〕9号。", "2016年2月6日"):
        document.add_paragraph(paragraph)
    document.add_table(1, 2).rows[0].cells[0].text = "别的表"
    for _ in range(tables):
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    path = folder / "plan.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def real(shared_data: Path) -> PlanDocument:
    return read_plan_document(shared_data / "plan" / "gansu_2016_15_work_points.txt")


def test_the_real_document_has_34_tasks_of_which_20_have_no_due_date(real: PlanDocument) -> None:
    assert [task.ordinal for task in real.tasks] == list(range(1, 35))
    assert Counter(task.deadline_kind for task in real.tasks) == {"all_year": 20, "dated": 14}


def test_the_14_dated_tasks_of_the_real_document_are_due_at_month_ends(real: PlanDocument) -> None:
    due = Counter(task.due_date for task in real.tasks if task.due_date is not None)

    assert due == {
        date(2016, 2, 29): 2,
        date(2016, 3, 31): 5,
        date(2016, 4, 30): 1,
        date(2016, 5, 31): 1,
        date(2016, 9, 30): 1,
        date(2016, 12, 31): 4,
    }


def test_one_commission_leads_19_tasks_of_the_real_document(real: PlanDocument) -> None:
    leads = Counter(task.departments[0].name for task in real.tasks)

    assert leads["省发展改革委"] == 19
    assert real.tasks[11].departments[0].name.endswith("有限公司")
    assert all([department.role for department in task.departments].count("lead") == 1 for task in real.tasks)


def test_the_real_document_divides_task_2_into_9_fields(real: PlanDocument) -> None:
    divided = {task.ordinal: [len(unit.fields) for unit in task.departments] for task in real.tasks}

    assert divided[2] == [3, 6]
    assert sum(map(sum, divided.values())) == 9


def test_the_real_document_states_its_day_but_not_its_number(real: PlanDocument) -> None:
    assert (real.number, real.issued_date) == (None, date(2016, 2, 6))


def test_a_task_of_the_real_document_names_the_line_it_begins_on(real: PlanDocument) -> None:
    assert (real.tasks[0].place, real.tasks[1].place, real.tasks[33].place) == (
        "line 46",
        "line 48",
        "line 87",
    )


def describe(task: DocumentTask) -> tuple[object, ...]:
    units = [(unit.name, unit.role, unit.fields) for unit in task.departments]
    return task.ordinal, task.text, units, task.deadline_kind, task.due_date


EXPECTED = [
    (
        1,
        "修一座桥。",
        [("甲局", "lead", ("风能", "光能")), ("乙厅", "cooperating", ("水利",))],
        "dated",
        date(2016, 2, 29),
    ),
    (2, "种一片树", [("甲局", "lead", ()), ("各成员单位", "cooperating", ())], "all_year", None),
    (3, "挖一口井，再挖一口。", [("丙公司", "lead", ())], "dated", date(2017, 12, 31)),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_is_read_in_either_encoding_and_line_ending(tmp_path: Path, encoding: str, ending: str) -> None:
    text = "\n".join(["某办发〔2016〕7号", "2016年2月6日", HEADING, *ROWS]).replace("\n", ending)
    path = write(tmp_path, text, encoding=encoding)

    document = read_plan_document(path)

    assert (document.number, document.issued_date) == ("某办发〔2016〕7号", date(2016, 2, 6))
    assert [describe(task) for task in document.tasks] == EXPECTED


def test_notes_after_a_blank_line_are_no_part_of_the_table(tmp_path: Path) -> None:
    path = write(tmp_path, HEADING, *ROWS, "", "抄送：各处室", "2016年2月7日印发")

    assert [describe(task) for task in read_plan_document(path).tasks] == EXPECTED


def test_a_word_file_gives_the_same_tasks_as_a_text(tmp_path: Path) -> None:
    path = write_docx(tmp_path, *(tuple(row.split("\t")) for row in (HEADING, *ROWS)))

    document = read_plan_document(path)

    assert (document.number, document.issued_date) == ("某办发〔2016〕7号", date(2016, 2, 6))
    assert [describe(task) for task in document.tasks] == EXPECTED
    assert [task.place for task in document.tasks] == ["table row 2", "table row 3", "table row 4"]


@pytest.mark.parametrize(
    ("lines", "place", "expected"),
    [
        (["只有正文"], "line 1", "a heading 序号"),
        ([HEADING], "the task table", "task 1"),
        (["序号\t工作任务\t时限要求", *ROWS], "line 1", "部门分工"),
        (["序号\t工作任务\t责任单位\t时限要求", *ROWS], "line 1", "部门分工"),
        ([HEADING, ROWS[0], ROWS[2]], "line 5", "2 is expected"),
        ([HEADING, ROWS[0], ROWS[0]], "line 5", "2 is expected"),
        ([HEADING, *ROWS[:2], "3\t挖一口井\t丙公司负责"], "line 6", "a row of 4"),
        ([HEADING, *ROWS[:2], "3\t挖\t一口\t丙公司负责\t全年推进"], "line 6", "a row of 4"),
        ([HEADING, *ROWS[:2], "3\t\t丙公司负责\t全年推进"], "line 6", "its text"),
        ([HEADING, *ROWS[:2], "3\t挖一口井\t\t全年推进"], "line 6", "a unit that leads"),
        ([HEADING, *ROWS[:2], "3\t挖一口井\t丙公司负责\t2016年13月底前"], "line 6", "2016年3月底前"),
        ([HEADING, *ROWS[:2], "3\t挖一口井\t丙公司负责\t年底"], "line 6", "2016年3月底前"),
        ([HEADING, ROWS[0], "", "种一片树\t甲局\t全年推进"], "line 6", "its ordinal"),
        ([HEADING, *ROWS, "表后的话"], "line 6", "2016年3月底前"),
    ],
)
def test_a_changed_table_is_refused_with_file_place_and_expectation(
    tmp_path: Path, lines: list[str], place: str, expected: str
) -> None:
    path = write(tmp_path, *lines)

    with pytest.raises(SourceChanged) as refused:
        read_plan_document(path)

    assert refused.value.message.startswith(f"plan.txt, {place}: ")
    assert expected in refused.value.message


@pytest.mark.parametrize(
    ("rows", "tables", "place"),
    [
        ([("序号", "工作任务", "时限要求"), ("1", "种树", "全年推进")], 1, "table row 1"),
        ([("序号", "工作任务", "部门分工", "时限要求"), ("1", "种树", "甲局", "随时")], 1, "table row 2"),
        (
            [("序号", "工作任务", "部门分工", "时限要求"), ("一", "种树", "甲局", "全年推进")],
            1,
            "table row 2",
        ),
        ([("序号", "工作任务", "部门分工", "时限要求"), ("1", "种树", "甲局", "全年推进")], 2, "3 tables"),
        ([("编号", "事项"), ("1", "种树")], 1, "2 tables"),
    ],
)
def test_a_word_file_that_does_not_fit_is_refused_with_its_row(
    tmp_path: Path, rows: list[tuple[str, ...]], tables: int, place: str
) -> None:
    path = write_docx(tmp_path, *rows, tables=tables)

    with pytest.raises(SourceChanged) as refused:
        read_plan_document(path)

    assert refused.value.message.startswith(f"plan.docx, {place}: ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", b"not a zip file"),
        ("plan.docx", b"PK\x03\x04 cut off"),
        ("plan.txt", "序号".encode("utf-16")),
        ("plan.pdf", b"%PDF-1.4"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_unreadable(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=name):
        read_plan_document(path)


def test_a_zip_without_a_word_document_is_unreadable(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types><broken")

    with pytest.raises(UnreadableFile, match=r"plan\.docx"):
        read_plan_document(path)

"""`longmai moot`: what a person decides about a target or a task, from the command to its status."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.exemptions import read_exemptions
from warehouse.snapshots.store import published

TARGET, TASK = "gansu_2016_sub_funds_new", "gansu_2016_task_26"


def moot(subject: str, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["moot", subject, "--by", "某处长", *options])
    return ran.exit_code, ran.output + str(ran.exception or "")


@pytest.fixture
def at_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("LONGMAI_HOME", str(home.root))
    return home


def test_a_target_and_a_task_that_a_person_calls_moot_are_so_from_the_next_refresh_on(at_home: Home) -> None:
    assert moot(TARGET, "--from", "2016-09", "--reason", "省级财力调整")[0] == 0
    assert moot(TASK, "--from", "2016-11", "--reason", "国家停止受理")[0] == 0

    refresh_part(at_home, ("mart.target_progress", "mart.task_state"))
    with published(at_home) as snapshot:
        cursor = snapshot.cursor()
        of_target = cursor.execute(
            "select period, text_zh from mart.target_progress where target_id = ? and status = 'moot' and is_default",
            [TARGET],
        ).fetchall()
        of_task = cursor.execute("select state from mart.task_state where task_id = ?", [TASK]).fetchall()
    assert [period for period, _ in of_target] == ["2016-09", "2016-10", "2016-11", "2016-12"]
    assert of_target[0][1] == "2016年9月：已失效：省级财力调整 (某处长, X000001)。"
    assert of_task == [("moot",)]


@pytest.mark.parametrize(
    ("subject", "options", "message"),
    [
        ("gansu_2016_task_99", ("--from", "2016-09", "--reason", "财力调整"), "There is no target or task"),
        (TARGET, ("--from", "2016", "--reason", "财力调整"), "--from 2016 is not a month"),
        (TARGET, ("--from", "2017-01", "--reason", "财力调整"), "is due by 2016-12"),
        (TASK, ("--from", "2016-09", "--reason", " "), "needs a person and a reason"),
    ],
)
def test_what_cannot_be_moot_is_refused_and_nothing_is_recorded(
    at_home: Home, subject: str, options: tuple[str, ...], message: str
) -> None:
    code, said = moot(subject, *options)

    assert code != 0 and message in said
    assert not read_exemptions(at_home)

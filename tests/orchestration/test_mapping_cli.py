"""`longmai map` writes a file of the programme, and never over one that a person may have edited."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text("基金名称,状态\n甲,运营\n", encoding="utf-8")
    return path


def test_a_mapping_is_printed_or_written_and_says_what_is_left(listed: Path, tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["map", str(listed), "--to", "fund_register"])
    assert printed.exit_code == 0 and 'form = "fund_register"' in printed.stdout

    target = tmp_path / "p" / "mappings" / "list.toml"
    written = CliRunner().invoke(app, ["map", str(listed), "--to", "fund_register", "--out", str(target)])
    assert target.read_text("utf-8") == printed.stdout
    assert "2 entries are empty" in written.output and "有 2 项为空" in written.output


def test_a_list_that_is_in_the_archive_is_named_by_its_submission(home: Home, listed: Path) -> None:
    listed.write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["ingest", str(listed)]).exit_code == 2
    listed.unlink()

    printed = CliRunner().invoke(app, ["map", "S000001", "--to", "fund_register"])
    assert '"甲",' in printed.stdout and "名单.csv" in printed.stdout


def test_an_existing_file_and_a_name_that_no_programme_has_are_refused(listed: Path, tmp_path: Path) -> None:
    target = tmp_path / "mappings" / "list.toml"
    target.parent.mkdir()
    target.write_text("mine")

    for path in (target, tmp_path / "list.toml", tmp_path / "mappings" / "list.csv"):
        result = CliRunner().invoke(app, ["map", str(listed), "--to", "fund_register", "--out", str(path)])
        assert isinstance(result.exception, InvalidArgument)
    assert target.read_text() == "mine"

"""Names as they are compared, and how they are read."""

from __future__ import annotations

import polars as pl
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.measures.names.pinyin import other_readings, read_name, syllables
from warehouse.measures.names.search_names import name_tables, search_names


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("重庆", "chong qing"),
        ("重型", "zhong xing"),
        ("长城", "chang cheng"),
        ("长庆油田", "chang qing you tian"),
        ("单县", "shan xian"),
        ("宕昌县", "tan chang xian"),
        ("银行", "yin hang"),
        ("绿色", "lv se"),
        ("tcl王牌9", "t c l wang pai 9"),
    ],
)
def test_a_name_is_read_by_its_words(name: str, read: str) -> None:
    assert " ".join(syllables(name)) == read
    assert len(syllables(name)) == len(name)


def test_what_is_not_chinese_stays_together_in_the_pinyin_of_a_name() -> None:
    assert read_name("100%_能源TCL 2") == "100%_ neng yuan tcl 2"


def test_another_reading_changes_one_character() -> None:
    assert other_readings("单县", syllables("单县")) == [["dan", "xian"], ["chan", "xian"]]
    assert other_readings("金川", syllables("金川")) == []


def tables(**rows: list[dict[str, object]]) -> dict[str, pl.DataFrame]:
    """The tables that names are read from: empty but for the rows given, by the name of the table."""
    columns = {key: [column.name for column in load_catalog().table(key).columns] for key in name_tables()}
    return {
        key: pl.DataFrame(
            [{name: row.get(name) for name in names} for row in rows.get(key.partition(".")[2], [])],
            schema=dict.fromkeys(names, pl.String),
        )
        for key, names in columns.items()
    }


def firm(key: str, name: str) -> dict[str, object]:
    return {"enterprise_id": key, "name_zh": name}


def test_a_name_that_a_thing_has_now_is_no_former_name_of_it() -> None:
    made = search_names(
        tables(
            enterprise=[firm("E1", "金川集团")],
            enterprise_name=[firm("E1", "金川集团"), firm("E1", "金川（集团）"), firm("E1", "金川公司")],
        )
    )

    assert made.select("name", "name_kind", "is_current").rows() == [
        ("金川集团", "name", True),
        ("金川公司", "former_name", False),
    ]


def test_things_are_numbered_by_type_then_pinyin_then_key() -> None:
    made = search_names(
        tables(
            enterprise=[firm("E2", "金川"), firm("E1", "金川"), firm("E3", "白银"), firm("E4", "ABC")],
            chain=[{"chain_id": "C1", "name_zh": "白银"}],
        )
    )

    assert made["entity_key"].to_list() == ["E4", "E3", "E1", "E2", "C1"]
    assert made["entity_number"].to_list() == made["name_number"].to_list() == [0, 1, 2, 3, 4]


def test_a_code_is_not_read_and_a_name_of_signs_is_left_out() -> None:
    made = search_names(
        tables(
            enterprise=[{**firm("E1", "（…）"), "credit_code": "91620300224410T01X"}],
            product=[{"product_code": "3216011", "name_zh": "电解铜"}],
        )
    )

    assert made.select("name", "is_code", "pinyin").rows() == [
        ("91620300224410T01X", True, None),
        ("电解铜", False, "dian jie tong"),
        ("3216011", True, None),
    ]


def test_the_places_of_characters_are_kept_where_signs_were_left_out() -> None:
    made = search_names(tables(enterprise=[firm("E1", "金川（集团）"), firm("E2", "金川")]))

    assert dict(made.select("name", "places").rows()) == {"金川（集团）": [0, 1, 3, 4], "金川": None}

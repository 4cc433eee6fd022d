"""`python -m graph.bulletin.names`: writes the names that a wording may use into docs/bulletin.md."""

from __future__ import annotations

from pathlib import Path

from graph.bulletin.catalogue import CHARTS, NAMES, TABLES

PAGE = Path(__file__).parents[2] / "docs" / "bulletin.md"
BEGIN = "<!-- names: written by python -m graph.bulletin.names -->\n"
END = "<!-- end of names -->\n"


def write_names() -> str:
    """The names as Markdown."""
    lines = ["| number | 中文 | English |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {texts['zh']} | {texts['en']} |" for name, texts in NAMES.items()]
    lines += ["", "| table | columns |", "| --- | --- |"]
    lines += [f"| `{name}` | {', '.join(column.name for column in table.columns)} |" for name, table in TABLES.items()]
    lines += ["", "| chart | of the table |", "| --- | --- |"]
    lines += [f"| `{name}` | `{chart.rows}` |" for name, chart in CHARTS.items()]
    return "\n".join(lines) + "\n"


def updated(page: str) -> str:
    """The page with the names of today between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{write_names()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text("utf-8")), "utf-8")

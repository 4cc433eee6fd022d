"""What templates are given: numbers as people read them, states that look different, hostile text that does no harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.pages.folders import FOLDER
from graph.pages.rendering import MARKS, Rendering, build_environment
from graph.pages.values import MINUS, TONES, Vocabularies, show_number
from graph.schema import build_schema
from warehouse.measures.reason import Reason

VOCABULARIES = Vocabularies(build_schema())
HOSTILE = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "' onmouseover='alert(1)",
    ),
    *("{{ 7*7 }}", "{% raw %}", "${7*7}", "javascript:alert(1)", "</table></main>", "<!--", "]]>", "&lt;b&gt;"),
    *(
        "\u202etxt.exe",
        "𝕏\u0000企",
        "🏭" * 20,
        "名" * 200,
        "=cmd|' /C calc'!A0",
        "a\nb\tc",
        "O'Brien & Söhne \\",
        "%00%3Cscript%3E",
    ),
)


def rendering(of: str = "zh", **parameters: Any) -> Rendering:
    return Rendering(VOCABULARIES, "/here", of, parameters)


class Read(HTMLParser):
    """Tags and text as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("value", "unit", "digits", "text", "zh"),
    [
        ("66809598000", "cny", None, "668.10", "亿元"),
        ("-82000", "cny", None, f"{MINUS}8.20", "万元"),
        ("9999", "cny", None, "9,999.00", "元"),
        ("8504156", "cny_1e3", None, "85.04", "亿元"),
        ("0.046063", "share", None, "4.6", "%"),
        ("1.0517", "pp", None, "1.05", "个百分点"),
        ("1.0517", "point_pp", None, "1.05", "个百分点"),
        ("56", "firm", None, "56", "户"),
        ("1234.5", "tonne", 0, "1,235", "吨"),
        ("-0.001", "percent", None, "0.00", "%"),
        ("0.004613", None, None, "0.0046", ""),
        ("-0.00051", None, None, f"{MINUS}0.00051", ""),
        ("0.005", None, None, "0.01", ""),
        ("0", None, None, "0", ""),
    ],
)
def test_a_number_stands_in_the_unit_that_people_read(
    value: str, unit: str | None, digits: int | None, text: str, zh: str
) -> None:
    shown = show_number(value, unit, digits)

    assert (shown.text, shown.unit.zh) == (text, zh)


@pytest.mark.parametrize(
    ("value", "unit", "text", "en"),
    [
        ("66809598000", "cny", "66.81", "billion yuan"),
        ("5", "cny_1e8", "500.00", "million yuan"),
        ("-82000", "cny", f"{MINUS}82,000.00", "yuan"),
        ("0", "cny_1e8", "0", "yuan"),
    ],
)
def test_english_counts_money_by_thousands(value: str, unit: str, text: str, en: str) -> None:
    shown = show_number(value, unit, lang="en")

    assert (shown.text, shown.unit.en) == (text, en)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_null_says_why_in_words(lang: str) -> None:
    html = rendering(lang).number(None, "cny", reason=Reason.NOT_REPORTED.name)

    assert Read(html).text == ("未报送" if lang == "zh" else "Not reported")


def test_a_number_leads_to_its_own_page_and_keeps_the_state_of_the_address() -> None:
    html = rendering("en", period="2016-03", asOf="2016-05-31", lang="en").number("5", id="Wy=&", field="valueCny")
    ((_, attributes), *_) = Read(html).tags

    assert attributes["href"] == "/number?period=2016-03&asOf=2016-05-31&lang=en&id=Wy%3D%26&field=valueCny"
    assert attributes["data-n"] == "Wy=& valueCny"


@pytest.mark.parametrize("state", MARKS)
def test_each_state_has_a_class_and_a_sign_or_a_line_of_its_own(state: str) -> None:
    html = rendering().number("5", status=state)

    assert f"is-{state}" in html
    assert (MARKS[state].sign.zh in Read(html).text) and (state == "synthetic" or MARKS[state].sign.zh)


def test_the_fields_of_a_row_tell_its_states() -> None:
    row = {"isFlagged": True, "isSynthetic": False, "vintageStatus": "PRELIMINARY", "isMixedVintage": None}
    html = rendering().number("5", status=row)

    assert "is-flagged" in html and "is-preliminary" in html
    assert "is-synthetic" not in html and "is-mixed" not in html


def test_an_unknown_state_is_an_error_of_the_template() -> None:
    with pytest.raises(ValueError, match="no state of a number: certain"):
        rendering().number("5", status="certain")


def test_a_light_says_its_word_and_its_symbol_and_not_its_colour_alone() -> None:
    texts = {word: Read(rendering().light(word)).text for word in ("GREEN", "YELLOW", "RED")}

    assert texts == {"GREEN": "●绿灯", "YELLOW": "▲黄灯", "RED": "■红灯"}


def test_every_word_that_a_template_lights_has_a_tone() -> None:
    texts = {path: path.read_text("utf-8") for path in FOLDER.rglob("*.html")}
    lit = {(path.name, word) for path, text in texts.items() for word in re.findall(r"light\('([A-Z_]+)'", text)}

    assert lit
    assert not {each for each in lit if each[1] not in TONES}


def test_every_word_with_a_tone_is_a_word_of_the_schema() -> None:
    known = {word for words in VOCABULARIES._words.values() for word in words}

    assert sorted(TONES.keys() - known) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text_and_nowhere_becomes_markup(text: str) -> None:
    helpers = rendering("zh", text=text)
    figure = helpers.figure(
        "bar",
        "one",
        (text, text),
        [("name", text, text), ("v", "值", "Value")],
        [{"name": text, "v": "1"}],
        source=text,
    )
    page = build_environment().from_string("<p>{{ text }}</p>{{ figure }}{{ number }}<a href='{{ link }}'>x</a>")
    html = page.render(
        text=text, figure=figure, number=helpers.number(text, id=text, field=text), link=helpers.link("/x", text=text)
    )

    allowed = {
        "p",
        "figure",
        "figcaption",
        "h3",
        "div",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    for tag, attributes in Read(html).tags:
        assert tag in allowed | {"a", "span", "b", "button", "sup"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert (attributes.get("href") or "/").startswith("/")
    assert text.replace("\u0000", "") in Read(html).text.replace("\u0000", "").replace("\ufffd", "")


def test_a_field_of_a_row_comes_before_a_method_of_python() -> None:
    page = build_environment().from_string("{{ row.items }} {{ row.values }}")

    assert page.render(row={"items": "3", "values": "4"}) == "3 4"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "890.41亿元–995.68亿元"), ("en", "89.04 billion yuan–99.57 billion yuan")]
)
def test_both_ends_of_a_band_stand_in_the_same_unit(lang: str, words: str) -> None:
    parts = build_environment().get_template("parts.html").make_module(rendering(lang).names())
    band = {"id": "x", "low": "890.41", "high": "995.68"}

    assert Read(str(parts.ends(band, "cny_1e8"))).text.startswith(words)


@pytest.mark.parametrize("text", ["1E999999999", "-1E-999999999", "1E400", "NaN", "Infinity"])
def test_a_text_that_only_looks_like_a_number_stays_a_text(text: str) -> None:
    columns = [("name", "名称", "Name"), ("goods", "内容", "Goods")]
    drawn = str(rendering().figure("bar", "x", "t", columns, [{"name": "a", "goods": text}]))

    assert f"<td>{text}</td>" in drawn

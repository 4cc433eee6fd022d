"""The pictures of a report: bars, a bridge and a line, as PNG for Word and as SVG for pages. Same report, same bytes.

Colours are those of Okabe and Ito, which the colour-blind can tell apart; what matters is also written at each bar.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from graph.bulletin.numbers import rounded
from graph.bulletin.report import ReportChart

FONT = Path(__file__).with_name("font") / "NotoSansSC-subset.ttf"
_BLUE, _ORANGE, _GREY = "#0072B2", "#D55E00", "#555555"
_INCHES = 6.3
_DOTS = 150
_LONGEST = 48
"""Letters of a label; names of firms are longer, and stand in full in the table."""


def draw(chart: ReportChart, form: Literal["png", "svg"]) -> bytes:
    """The picture of a chart."""
    matplotlib = _matplotlib()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    settings = {
        "font.family": ["Longmai Sans SC"],
        "font.size": 9,
        "axes.unicode_minus": True,
        "svg.fonttype": "path",
        "svg.hashsalt": chart.name,
        "svg.image_inline": True,
    }
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A rare letter of a name that the font lacks is drawn as a box; the table has it.
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(_INCHES, _height(chart)), dpi=_DOTS, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        {"bars": _bars, "bridge": _bridge, "line": _line}[chart.kind](axes, chart)
        axes.spines[["top", "right"]].set_visible(False)
        picture = io.BytesIO()
        metadata: dict[str, Any] = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
        figure.savefig(picture, format=form, metadata=metadata)
    return picture.getvalue()


def _height(chart: ReportChart) -> float:
    return max(1.8, 0.9 + 0.24 * len(chart.labels)) if chart.kind == "bars" else 2.8


def _bars(axes: Any, chart: ReportChart) -> None:
    """Horizontal, the first row on top; a value that is not known has no bar."""
    places = range(len(chart.labels))
    values = [float(value or 0) for value in chart.values]
    axes.barh(places, values, color=[_BLUE if value >= 0 else _ORANGE for value in values], height=0.68)
    axes.set_yticks(places, [_wrapped(label, 24) for label in chart.labels])
    axes.invert_yaxis()
    axes.axvline(0, color=_GREY, linewidth=0.8)
    axes.margins(x=0.16)
    axes.set_xlabel(chart.heading)
    for place, value in zip(places, chart.values, strict=True):
        text = "—" if value is None else f"{rounded(value, 2)}"
        is_left = value is not None and value < 0
        axes.annotate(
            text, (float(value or 0), place), xytext=(-3 if is_left else 3, 0), textcoords="offset points",
            va="center", ha="right" if is_left else "left", fontsize=8,
        )  # fmt: skip


def _bridge(axes: Any, chart: ReportChart) -> None:
    """Each effect starts where the one before ended; the last bar is the total from zero."""
    level = Decimal(0)
    for place, value in enumerate(chart.values):
        amount = value or Decimal(0)
        is_total = place == len(chart.values) - 1
        start = Decimal(0) if is_total else level
        color = _GREY if is_total else _BLUE if amount >= 0 else _ORANGE
        axes.bar(place, float(amount), bottom=float(start), color=color, width=0.62)
        text = "—" if value is None else f"{rounded(value, 2):+}" if rounded(value, 2) else "0"
        axes.annotate(
            text, (place, float(max(start, start + amount))), xytext=(0, 2), textcoords="offset points",
            ha="center", va="bottom", fontsize=8,
        )  # fmt: skip
        level += amount
    axes.axhline(0, color=_GREY, linewidth=0.8)
    axes.use_sticky_edges = False
    axes.margins(y=0.14)
    axes.set_xticks(range(len(chart.labels)), [_wrapped(label, 10) for label in chart.labels])
    axes.tick_params(axis="x", labelsize=7)
    axes.set_ylabel(chart.unit)


def _line(axes: Any, chart: ReportChart) -> None:
    """A line with gaps where nothing is known."""
    places = range(len(chart.labels))
    values = [float("nan") if value is None else float(value) for value in chart.values]
    axes.plot(places, values, color=_BLUE, marker="o", markersize=3.5, linewidth=1.4)
    axes.axhline(0, color=_GREY, linewidth=0.8)
    axes.set_xticks(places, chart.labels, rotation=45, ha="right")
    axes.tick_params(axis="x", labelsize=7)
    axes.set_ylabel(chart.unit)
    axes.margins(y=0.2)
    last = max((place for place in places if chart.values[place] is not None), default=None)
    if last is not None:
        axes.annotate(
            f"{rounded(chart.values[last] or Decimal(0), 1)}", (last, values[last]), xytext=(0, 5),
            textcoords="offset points", ha="center", fontsize=8,
        )  # fmt: skip


def _shortened(label: str) -> str:
    text = "".join(letter for letter in label if letter.isprintable())
    # A dollar sign would begin a formula.
    text = text.replace("$", "＄")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _wrapped(label: str, width: int) -> str:
    """Words on lines of their own where they would meet the next label; Chinese labels are short."""
    return "\n".join(textwrap.wrap(_shortened(label), width)) or label


@cache
def _matplotlib() -> Any:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(FONT))
    return matplotlib


def png_size(chart: ReportChart) -> tuple[float, float]:
    """Width and height in inches."""
    return _INCHES, _height(chart)

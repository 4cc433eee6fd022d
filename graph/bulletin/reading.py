"""Runs the documents of the subjects, as the API does, on one state of the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from graph.bulletin.catalogue import SUBJECTS
from graph.bulletin.facts import Context, Facts, both
from graph.bulletin.numbers import Lang
from graph.bulletin.order import Order
from graph.bulletin.periods import moment_text, period_text, read_instant, span_text
from graph.bulletin.wording import Wording
from graph.execution.execution import Executor, Request
from graph.execution.job import QueryJob
from graph.execution.snapshot_store import Store
from graph.settings import RoleLimits
from warehouse.domain.moment import write_moment
from warehouse.domain.period import month_end
from warehouse.errors import CheckFailed, LimitExceeded, SnapshotNotFound

DOCUMENTS = Path(__file__).with_name("subjects")
_SHARED = "growth"
_AFTER = re.compile("[,;:，；：].*", re.DOTALL)
"""What a text of a word adds after its first clause."""
_PAGED: Mapping[str, str] = {"revisions": "observationVintages"}
_MOST_ROWS = 50_000
VOCABULARIES = (
    "Reason", "ProfitTurn", "TargetStatus", "MemberState", "GrowthCause", "VintageStatus", "Light", "LightReason",
    "TaskState", "TaskEscalation", "FundKind", "FundStatus", "CovenantKind", "PeriodKind",
)  # fmt: skip


class AnswerRefused(Exception):
    """The errors of the answer to a document."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


@cache
def read_document(name: str) -> str:
    """A document with the fragments that it uses."""
    text = (DOCUMENTS / f"{name}.graphql").read_text("utf-8")
    fragments = re.split(r"\n(?=fragment )", (DOCUMENTS / f"{_SHARED}.graphql").read_text("utf-8"))[1:]
    used = [fragment for fragment in fragments if f"...{fragment.split()[1]}" in text]
    return "\n".join([text, *used])


class Reader:
    """Reads one state: that of an instant, or the published snapshot, which the first answer pins."""

    def __init__(self, executor: Executor, store: Store, order: Order, limits: RoleLimits) -> None:
        self._executor = executor
        self._store = store
        self._order = order
        self._limits = limits
        self._snapshot_id = order.snapshot
        if order.as_of is None and self._snapshot_id is None:
            self._snapshot_id = store.published_id()
            if self._snapshot_id is None:
                raise SnapshotNotFound(
                    "No snapshot is published.", "Run longmai refresh.", zh="尚未发布快照；请运行 longmai refresh。"
                )

    def read(self, name: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the answer to a document, of one with pages all of them. Raises AnswerRefused."""
        data = self._read(name, variables)
        paged = _PAGED.get(name)
        if paged is not None:
            page = data[paged]["pageInfo"]
            while page["hasNextPage"]:
                more = self._read(name, {**variables, "after": page["endCursor"]})[paged]
                data[paged]["nodes"] += more["nodes"]
                page = more["pageInfo"]
                if len(data[paged]["nodes"]) > _MOST_ROWS:
                    raise LimitExceeded(
                        f"'{name}' has more than {_MOST_ROWS:,} rows.",
                        "Name a later day of the last bulletin: --since.",
                        zh=f"“{name}”超过 {_MOST_ROWS:,} 行；请用 --since 写明更近的上期日期。",
                    )
        return data

    def _read(self, name: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        text = read_document(name)
        given = {"snapshot": self._snapshot_id, "asOf": self._order.as_of, **variables}
        used = {key: value for key, value in given.items() if f"${key}:" in text}
        request = Request(text, used, caller=self._order.caller)
        answer = QueryJob(self._executor, self._store, request, limits=self._limits).run().answer
        if answer.errors:
            raise AnswerRefused(list(answer.errors))
        data = orjson.loads(orjson.dumps(answer.to_json_dict()))["data"]
        return dict(data)


NO_PLAN = both("本地区", "the region")
"""What a bulletin calls the region where no plan names it."""


def read_facts(
    reader: Reader, order: Order, wording: Wording, descriptions: Mapping[str, str]
) -> tuple[list[Facts], Context, dict[str, str], datetime, bool]:
    """Facts of all subjects, their context, the texts of the head, the instant, and whether data are synthetic."""
    lang: Lang = order.lang
    head = reader.read("head", {"period": order.period, "vocabularies": list(VOCABULARIES)})
    snapshot = head["snapshot"]
    if snapshot is None:
        raise CheckFailed("The snapshot has no row about itself.")
    as_of = read_instant(order.as_of or snapshot["asOf"])
    previous = next(iter(head["previous"]["nodes"]), None)
    since = read_instant(order.since or (previous["dueAt"] if previous else f"{order.period[:4]}-01-01"))
    labels = {
        entry["name"]: {value["value"]: _AFTER.sub("", value[lang]) for value in entry["values"]}
        for entry in head["vocabularies"]
    }
    labels["Form"] = {row["formId"]: row["titleZh" if lang == "zh" else "titleEn"] for row in head["forms"]["nodes"]}
    context = Context(
        order.period,
        lang,
        labels,
        descriptions,
        wording.causes,
        wording.cause_share,
        "; ".join(f"{row['fileName']} ({row['submissionId']})" for row in head["files"]["nodes"]),
    )
    year, month = int(order.period[:4]), int(order.period[5:])
    variables = {
        "period": order.period,
        "periodEnd": month_end(year, month).isoformat(),
        "trendFrom": f"{year - 1}-02",
        "lastYear": str(year - 1),
        "since": write_moment(since),
    }
    documents = dict.fromkeys(subject.document for subject in SUBJECTS)
    answers = {name: reader.read(name, variables) for name in documents}
    plan = next(iter(head["plans"]["nodes"]), None)
    texts = {
        "region": context.name(plan["region"]) if plan and plan["region"] else NO_PLAN[lang],
        "period": period_text(order.period, lang),
        "period.span": span_text(order.period, lang),
        "period.year": str(year),
        "as_of": moment_text(as_of, lang),
        "as_of.exact": write_moment(as_of),
        "since": moment_text(since, lang),
        "since.period": period_text(previous["period"], lang) if previous else "",
        "files": str(snapshot["submissionCount"]),
        "version": snapshot["longmaiVersion"],
    }
    facts = [subject.read(answers[subject.document], context) for subject in SUBJECTS]
    return facts, context, texts, as_of, bool(snapshot["hasSynthetic"])

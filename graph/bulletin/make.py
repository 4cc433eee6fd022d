"""From an order and a wording to a file: answers of the API, the report, and the writer of the format."""

from __future__ import annotations

from graph.bulletin.compose import compose
from graph.bulletin.definitions import descriptions
from graph.bulletin.order import Order
from graph.bulletin.reading import AnswerRefused, Reader, read_facts
from graph.bulletin.refusals import restore
from graph.bulletin.report import Report
from graph.bulletin.wording import Wording
from graph.execution.execution import Executor
from graph.execution.snapshot_store import Store
from graph.http.public_store import open_public
from graph.schema import build_schema
from graph.settings import Settings
from warehouse.archive.home import Home
from warehouse.errors import WarehouseError
from warehouse.snapshots.store import SnapshotStore
from warehouse.wording import CHINESE


def make_bulletin(order: Order, wording: Wording, settings: Settings, most_statement_mb: int) -> bytes:
    """The file of an order. Raises WarehouseError."""
    memory_mb = min(settings.statement_memory_mb, most_statement_mb)
    store: Store = SnapshotStore(Home(order.home), memory_mb=memory_mb)
    try:
        if order.is_public:
            store = open_public(store)
        report = read_report(order, wording, store, settings)
    finally:
        store.close()
    return write_report(report, order)


def read_report(order: Order, wording: Wording, store: Store, settings: Settings) -> Report:
    """The report of an order from the API's answers on that store."""
    schema = build_schema()
    reader = Reader(Executor(schema), store, order, settings.limits_of(order.caller.role))
    try:
        facts, context, head, as_of, is_synthetic = read_facts(reader, order, wording, descriptions(schema))
    except AnswerRefused as refused:
        raise _error_of(refused) from refused
    return compose(wording, facts, context, head, as_of, is_synthetic)


def write_report(report: Report, order: Order) -> bytes:
    """The file of a report; libraries of the other formats are not loaded."""
    if order.format == "html":
        from graph.bulletin.files.page import write_page

        return write_page(report)
    if order.format == "xlsx":
        from graph.bulletin.files.workbook import write_workbook

        return write_workbook(report)
    if order.layout is not None:
        from graph.bulletin.files.layout import write_layout

        return write_layout(report, order.layout)
    from graph.bulletin.files.document import write_document

    return write_document(report)


def _error_of(refused: AnswerRefused) -> WarehouseError:
    """The first error of an answer, under its own code."""
    first = refused.errors[0]
    extensions = first.get("extensions", {})
    english, _, chinese = str(first["message"]).partition(f" {CHINESE}")
    return restore(extensions.get("code", ""), english, extensions.get("hint"), chinese or None)

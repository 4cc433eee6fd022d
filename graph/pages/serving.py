"""The routes of the pages: an address to a document's variables, its answer through a template, a figure to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from anyio import to_thread
from graphql import GraphQLSchema
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Scope
from strawberry.utils.str_converters import to_snake_case

from graph.errors import write_bug
from graph.execution.accept import HTML, read_accept
from graph.execution.encodings import SMALLEST, choose_encoding, compress
from graph.execution.persisted_queries import hash_of
from graph.http.static_files import CompressedFiles
from graph.pages.figures import MEDIA_TYPES, choose, write_figure
from graph.pages.folders import FOLDER, SCRIPT, Page, read_pages
from graph.pages.numbers import PAGE as NUMBER
from graph.pages.numbers import Numbers
from graph.pages.parameters import WrongAddress, read_language, read_variables, write_address
from graph.pages.reading import ApiResponse, ask
from graph.pages.rendering import NotFound, Rendering, build_environment, read_bilingual
from graph.pages.rows import PAGE as ROWS
from graph.pages.rows import Rows
from graph.pages.units import shorten
from graph.pages.values import Vocabularies
from warehouse.wording import Words

STATIC = Path(__file__).parents[1] / "static" / "pages"
LIVE = (FOLDER / "live.graphql").read_text("utf-8")
NAVIGATION: Sequence[tuple[str, Words]] = (
    ("/", Words("看板", "Board")),
    ("/enterprises", Words("企业", "Enterprises")),
    ("/chains", Words("产业链", "Chains")),
    ("/money", Words("资金", "Money")),
    ("/projects", Words("项目", "Projects")),
    ("/tasks", Words("任务", "Tasks")),
    ("/warnings", Words("预警", "Warnings")),
    ("/data", Words("数据", "Data")),
    ("/definitions", Words("指标", "Definitions")),
    ("/ask", Words("提问", "Ask")),
)
_LEVEL = 6
_STATUS = {
    "ACCESS_DENIED": 403,
    "SNAPSHOT_NOT_FOUND": 404,
    "BUSY": 503,
    "MEMORY_EXCEEDED": 503,
    "QUERY_TIMED_OUT": 504,
    "INTERNAL": 500,
}
_TITLES = {
    400: Words("地址有误", "The address is wrong"),
    403: Words("无权查看", "Not for you to see"),
    404: Words("没有这个页面", "There is no such page"),
    500: Words("服务出错", "Something went wrong"),
    503: Words("服务繁忙", "The service is busy"),
    504: Words("查询超时", "The query took too long"),
}
_NO_SNAPSHOT = Words("没有可读的快照", "No snapshot to read")
"""The title of SNAPSHOT_NOT_FOUND: the page exists, its data do not."""

_MEANING: Mapping[str, str] = {
    "INVALID_ARGUMENT": "地址中有一个值无效，请改正期间、日期或标识后再试。",
    "BAD_USER_INPUT": "地址中有一个值的格式不对，请改正后再试。",
    "LIMIT_EXCEEDED": "所要的数据超过限额，请缩小范围后再试。",
    "ACCESS_DENIED": "以当前身份不能读取此页所需的数据。",
    "SNAPSHOT_NOT_FOUND": "没有可读的快照：尚未发布，或没有保留该时刻的数据。",
    "SNAPSHOT_DAMAGED": "快照文件与其清单不符，请联系管理员。",
    "QUERY_TIMED_OUT": "查询超过时限，请缩小范围或稍后再试。",
    "MEMORY_EXCEEDED": "查询所需内存超过限额，请缩小范围或稍后再试。",
    "BUSY": "当前请求过多，请稍后再试。",
    "": "服务未能给出此页，请稍后再试；如再次出现，请将下面的代号告知管理员。",
}
"""What an error of the API means, in Chinese, by its code (docs/errors.md)."""


class Pages:
    """The pages of a schema. `api` is the endpoint of /graphql."""

    def __init__(self, schema: GraphQLSchema, api: ASGIApp, headers: Mapping[str, str]) -> None:
        self._schema = schema
        self._api = api
        self._headers = {**headers, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
        self._environment: Environment = build_environment()
        self._vocabularies = Vocabularies(schema)
        self.pages = read_pages(schema)
        self._numbers = Numbers(schema)
        self._rows = Rows(schema)
        self._live = write_address(
            "/graphql",
            {"extensions": orjson.dumps({"persistedQuery": {"version": 1, "sha256Hash": hash_of(LIVE)}}).decode()},
        )
        paths = {page.path for page in self.pages}
        self._navigation = [(path, words) for path, words in NAVIGATION if path in paths]

    def documents(self) -> list[str]:
        """What the pages ask, also where a service runs listed documents only."""
        own = (page.document for page in self.pages)
        return [*own, *self._numbers.documents.values(), *self._rows.documents(), LIVE]

    def routes(self) -> list[BaseRoute]:
        """Of the pages, their scripts and the static files that they share."""
        scripts = frozenset(f"{page.name}/{SCRIPT}" for page in self.pages if page.has_script)
        return [
            *(Route(page.path, self._endpoint(page), methods=["GET"]) for page in self.pages),
            Mount("/static/page", PageScripts(scripts)),
            Mount("/static/pages", CompressedFiles(directory=STATIC)),
        ]

    async def not_found(self, request: Request, error: Exception) -> Response:
        """A page for an unknown address where a browser asks, plain text for other clients."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        if not read_accept(request.headers.get("accept", "")).is_page:
            return Response("Not Found", status, media_type="text/plain")
        words = Words("请从上方导航进入，或核对地址。", "Use the navigation above, or check the address.")
        return self._error(request, self._rendering(request), status, words)

    def _endpoint(self, page: Page) -> Any:
        async def serve(request: Request) -> Response:
            return await self._serve(page, request)

        return serve

    async def _serve(self, page: Page, request: Request) -> Response:
        rendering = self._rendering(request)
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        try:
            document, variables = self._request(page, request.path_params, query)
        except WrongAddress as error:
            return self._error(request, rendering, 400, error.words)
        answered = await ask(self._api, request.scope["headers"], request.receive, document, variables)
        if answered.error is not None:
            return self._refused(request, rendering, answered)
        try:
            text = await to_thread.run_sync(self._render, page, rendering, answered.body["data"], variables)
        except NotFound as missing:
            return self._error(request, rendering, 404, missing.words)
        except WrongAddress as error:
            return self._error(request, rendering, 400, error.words)
        except Exception as error:
            # A bug of a template: logged in full, shown as its reference, like one of the API.
            return self._refused(request, rendering, ApiResponse(500, {"errors": [write_bug(error)]}))
        wanted = request.query_params.get("figure")
        if wanted is not None:
            return self._download(request, rendering, wanted, answered.body["data"])
        return self._respond(request, 200, text)

    def _render(self, page: Page, rendering: Rendering, data: Mapping[str, Any], variables: Mapping[str, Any]) -> str:
        template = self._environment.get_template(page.template)
        context = {
            **rendering.names(),
            **self._frame(rendering, data, page),
            **self._of_type(page, rendering, data, variables),
            "data": data,
            "variables": dict.fromkeys(page.declared) | dict(variables),
        }
        return template.render(context)

    def _request(
        self, page: Page, path: Mapping[str, str], query: Mapping[str, Sequence[str]]
    ) -> tuple[str, dict[str, Any]]:
        """The hash of the document and its variables. Raises WrongAddress."""
        variables = read_variables(self._schema, page, path, query)
        if page.name == NUMBER:
            return self._numbers.sha256(variables["id"]), variables
        if page.name == ROWS:
            return self._rows.request(path["type"], query)
        return page.sha256, variables

    def _of_type(
        self, page: Page, rendering: Rendering, data: Mapping[str, Any], variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What the pages whose document depends on a type are given in addition. Raises NotFound and WrongAddress."""
        if page.name == ROWS:
            name = rendering.path.rpartition("/")[2]
            return {**self._rows.describe(name, data, variables), "of": rendering.choose, "short": shorten}
        if page.name != NUMBER:
            return {}
        row, field = data["node"], str(rendering.parameters.get("field") or "")
        if row is None:
            raise NotFound(Words("此快照中没有这一行。", "This snapshot has no such row."))
        described = self._numbers.describe(row, field)
        inputs = self._rows.inputs(row)
        return {**described, "inputs": inputs, "field": field, "snake": to_snake_case(field), "of": rendering.choose}

    def _frame(self, rendering: Rendering, data: Mapping[str, Any], page: Page | None) -> dict[str, Any]:
        documents = (data.get("frameProgramme") or {}).get("nodes") or [None]
        title = page.title if page is not None else Words("", "")
        return {
            "page_title": choose(title, rendering.lang),
            "page_name": page.name if page is not None else "",
            "page_script": page is not None and page.has_script,
            "declares_period": page is not None and "period" in page.declared,
            "snapshot": data.get("frameSnapshot"),
            "programme": documents[0],
            "role": (data.get("frameLimits") or {}).get("role"),
            "live": "" if {"asOf", "snapshot"} & rendering.parameters.keys() else self._live,
            "navigation": [(path, choose(words, rendering.lang)) for path, words in self._navigation],
        }

    def _refused(self, request: Request, rendering: Rendering, answered: ApiResponse) -> Response:
        error: Mapping[str, Any] = answered.error or {}
        extensions = error.get("extensions", {})
        code = str(extensions.get("code", ""))
        status = _STATUS.get(code, 400 if answered.status < 500 else answered.status)
        message = read_bilingual(str(error.get("message", "")))
        # Some messages are for engineers, in English alone: the reader is told what kind of error it is as well.
        is_english = message.zh == message.en
        words = Words(_MEANING.get(code, _MEANING[""]) if is_english else message.zh, message.en)
        detail = message.en if is_english and rendering.lang == "zh" else ""
        hint = read_bilingual(str(extensions.get("hint") or ""))
        if rendering.lang == "zh" and hint.zh == hint.en:
            detail, hint = f"{detail} {hint.en}", Words("", "")
        title = _NO_SNAPSHOT if code == "SNAPSHOT_NOT_FOUND" else None
        code = " ".join(filter(None, (code, extensions.get("reference"), detail.strip())))
        return self._error(request, rendering, status, words, hint, code, title)

    def _error(
        self,
        request: Request,
        rendering: Rendering,
        status: int,
        words: Words,
        hint: Words | None = None,
        code: str = "",
        title: Words | None = None,
    ) -> Response:
        title = title or _TITLES.get(status, _TITLES[400 if status < 500 else 500])
        context = {
            **rendering.names(),
            **self._frame(rendering, {}, None),
            "page_title": choose(title, rendering.lang),
            "live": "",
            "message": choose(words, rendering.lang),
            "hint": choose(hint, rendering.lang) if hint is not None else "",
            "code": code,
        }
        return self._respond(request, status, self._environment.get_template("error.html").render(context))

    def _download(self, request: Request, rendering: Rendering, wanted: str, data: Mapping[str, Any]) -> Response:
        form = request.query_params.get("download", "")
        figure = rendering.figures.get(wanted)
        if figure is None or form not in MEDIA_TYPES:
            words = Words(
                "此页没有这张图，或没有这种文件格式（csv、xlsx）。",
                "This page has no such figure, or no file of that kind (csv, xlsx).",
            )
            return self._error(request, rendering, 400, words)
        origin = {"address": str(request.url.replace(scheme="", netloc="")), **(data.get("frameSnapshot") or {})}
        content = write_figure(figure, form, rendering.lang, {name: str(value) for name, value in origin.items()})
        disposition = f'attachment; filename="{wanted}.{form}"'
        return Response(content, 200, {**self._headers, "Content-Disposition": disposition}, MEDIA_TYPES[form])

    def _respond(self, request: Request, status: int, text: str) -> Response:
        content = text.encode()
        headers = dict(self._headers)
        encoding = choose_encoding(request.headers.get("accept-encoding", "").encode("latin-1"))
        if encoding and len(content) >= SMALLEST:
            content = compress(content, encoding, _LEVEL)
            headers["Content-Encoding"] = encoding
        return Response(content, status, headers, HTML)

    def _rendering(self, request: Request) -> Rendering:
        query = request.query_params
        parameters = {
            name: values[0] if len(values) == 1 else values
            for name in query
            if name not in {"figure", "download"} and (values := query.getlist(name)) and any(values)
        }
        # Two slashes at the start of a link name another host, and browsers read a backslash as a slash.
        path = "/" + request.url.path.lstrip("/\\")
        return Rendering(self._vocabularies, path, read_language(query), parameters)


class PageScripts(CompressedFiles):
    """Serves the scripts of pages, and nothing else of their folders."""

    def __init__(self, scripts: frozenset[str]) -> None:
        super().__init__(directory=FOLDER)
        self._scripts = scripts

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path not in self._scripts:
            raise HTTPException(404)
        return await super().get_response(path, scope)

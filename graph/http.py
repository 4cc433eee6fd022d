"""GraphQL over HTTP: a request from the wire, an answer onto it. What is malformed is a 4xx, never a 500."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from graph.errors import BAD_REQUEST, write_message
from graph.execution import Answer, Request, refuse

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"

LARGEST_BODY = 256_000
SLOWEST_BODY_SECONDS = 10


class Malformed(Exception):
    """A request that is none of GraphQL; `status` is the HTTP status that says so."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


async def read_request(request: HttpRequest) -> Request:
    """The GraphQL request in a GET or POST. Raises Malformed."""
    if request.method == "GET":
        parameters: dict[str, Any] = dict(request.query_params)
        if parameters.get("variables"):
            parameters["variables"] = _decode(parameters["variables"].encode())
        return _parse(parameters)
    kind, _, options = request.headers.get("content-type", "").partition(";")
    charset = options.partition("charset=")[2].strip(' "').lower()
    if kind.strip().lower() != JSON or charset not in {"", "utf-8", "utf8"}:
        raise Malformed(415, f"The content type must be {JSON}, in UTF-8.")
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            body = await _read_body(request)
    except TimeoutError:
        raise Malformed(408, "The body took too long to arrive.") from None
    return _parse(_decode(body))


def write_answer(request: HttpRequest, answer: Answer, body: bytes) -> Response:
    """The answer in the media type that the client prefers; only the newer one tells a refusal by its status."""
    media_type = preferred(request.headers.get("accept", ""))
    status = 400 if answer.is_refused and media_type == GRAPHQL else 200
    return _response(body, status, media_type)


def write_malformed(request: HttpRequest, error: Malformed) -> Response:
    answer = refuse(write_message(error.message, BAD_REQUEST))
    media_type = preferred(request.headers.get("accept", ""))
    return _response(orjson.dumps(answer.to_json_dict()), error.status, media_type, error.headers)


def write_unavailable(request: HttpRequest, answer: Answer) -> Response:
    """503: nothing is wrong with the request, try again."""
    media_type = preferred(request.headers.get("accept", ""))
    return _response(orjson.dumps(answer.to_json_dict()), 503, media_type, {"Retry-After": "1"})


def preferred(accept: str) -> str:
    """The media type of the answer: the one of the greater weight in `Accept`, at equal weight the first named."""
    weights: dict[str, float] = {}
    for part in accept.split(","):
        kind, *options = (piece.strip().lower() for piece in part.split(";"))
        if kind in {JSON, GRAPHQL}:
            weights.setdefault(kind, _weight(options))
    return max(weights, key=lambda kind: weights[kind], default=JSON) if any(weights.values()) else JSON


def _weight(options: list[str]) -> float:
    for option in options:
        if option.startswith("q="):
            try:
                return float(option[2:])
            except ValueError:
                return 0.0
    return 1.0


def _response(body: bytes, status: int, media_type: str, headers: dict[str, str] | None = None) -> Response:
    response = Response(body, status, headers)
    response.headers["content-type"] = f"{media_type}; charset=utf-8"
    return response


async def _read_body(request: HttpRequest) -> bytes:
    declared = request.headers.get("content-length", "0")
    too_large = Malformed(413, f"The body may have at most {LARGEST_BODY} bytes.", {"Connection": "close"})
    if not declared.isdigit() or int(declared[:12]) > LARGEST_BODY:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise too_large
    return bytes(body)


def _decode(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(400, f"The request is not valid JSON: {error.msg}.") from error


def _parse(content: Any) -> Request:
    if not isinstance(content, dict):
        raise Malformed(400, "The request must be a JSON object with a 'query'.")
    query, variables, name = content.get("query"), content.get("variables"), content.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise Malformed(400, "'query' must be the text of a GraphQL document.")
    if variables is not None and variables != "" and not isinstance(variables, dict):
        raise Malformed(400, "'variables' must be an object.")
    if name is not None and not isinstance(name, str):
        raise Malformed(400, "'operationName' must be a text.")
    if not isinstance(content.get("extensions"), (dict, str, type(None))):
        raise Malformed(400, "'extensions' must be an object.")
    return Request(query, variables or {}, name or None)

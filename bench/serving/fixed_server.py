"""The floor of any answer over HTTP here: a Starlette route that returns the bytes of a file. Run as a process.

Same server class and settings as `python -m graph serve`.
"""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SERVER = {"log_level": "warning", "access_log": False, "ws": "none", "server_header": False}


def build_app(folder: Path) -> Starlette:
    """The app: /NAME gives the bytes of the file NAME; /again answers 304."""
    bodies = {path.name: path.read_bytes() for path in folder.iterdir()}

    async def fixed(request: Request) -> Response:
        return Response(bodies[request.path_params["name"]], media_type="application/json")

    async def again(_request: Request) -> Response:
        return Response(status_code=304)

    methods = ["GET", "POST"]
    return Starlette(routes=[Route("/again", again, methods=methods), Route("/{name}", fixed, methods=methods)])


if __name__ == "__main__":
    uvicorn.run(build_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), **SERVER)

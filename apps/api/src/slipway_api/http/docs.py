"""GET /docs: the OpenAPI document for people. Swagger UI is served from here too, so it works without internet."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)

# Relative to /docs, so that they are found behind a proxy that adds a prefix.
SCRIPT = "docs/swagger-ui-bundle.js"
STYLE = "docs/swagger-ui.css"
FAVICON = "data:,"


@router.get("/docs")
async def docs(request: Request) -> Response:
    page = get_swagger_ui_html(
        openapi_url=(request.app.openapi_url or "").lstrip("/"),
        title=request.app.title,
        swagger_js_url=SCRIPT,
        swagger_css_url=STYLE,
        swagger_favicon_url=FAVICON,
    )
    page.headers["Content-Security-Policy"] = _policy(bytes(page.body).decode())
    return page


@router.get(f"/{SCRIPT}")
async def script() -> Response:
    return _asset(SCRIPT)


@router.get(f"/{STYLE}")
async def style() -> Response:
    return _asset(STYLE)


def _asset(url: str) -> Response:
    # The package brings the files of Swagger UI; nothing else of it is used.
    return FileResponse(Path(str(files("fastapi_offline")), "static", Path(url).name))


def _policy(html: str) -> str:
    """Allows files of this server and exactly the inline script of this page."""
    inline = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    )
    return (
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        f"script-src 'self' {inline}; frame-ancestors 'none'"
    )

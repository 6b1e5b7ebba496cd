"""GET /docs: the OpenAPI document for people.

Swagger UI itself comes from a CDN, so only this page may load from there.
"""

import base64
import hashlib
import re

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html

router = APIRouter(include_in_schema=False)

CDN = "https://cdn.jsdelivr.net"
ASSETS = f"{CDN}/npm/swagger-ui-dist@5"
FAVICON = "data:,"


@router.get("/docs")
async def docs(request: Request) -> Response:
    page = get_swagger_ui_html(
        openapi_url=(request.app.openapi_url or "").lstrip("/"),
        title=request.app.title,
        swagger_js_url=f"{ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{ASSETS}/swagger-ui.css",
        swagger_favicon_url=FAVICON,
    )
    page.headers["Content-Security-Policy"] = _policy(bytes(page.body).decode())
    return page


def _policy(html: str) -> str:
    """Allows the CDN's files and exactly the inline script of this page."""
    inline = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    )
    return (
        f"default-src 'none'; connect-src 'self'; img-src 'self' data: {CDN}; style-src {CDN} 'unsafe-inline'; "
        f"script-src {CDN} {inline}; frame-ancestors 'none'"
    )

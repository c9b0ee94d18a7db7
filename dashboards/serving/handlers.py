"""What answers each kind of request."""

from __future__ import annotations

import hmac
import logging
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote, unquote

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider
from jupyter_server.base.handlers import JupyterHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from dashboards.serving import pages
from dashboards.serving.kernels import well_formed
from dashboards.serving.logs import log_failure
from simlib.text import Text

PROTOCOL = "v1.kernel.websocket.jupyter.org"
log = logging.getLogger(__name__)

TEXTS = {
    400: Text("请求格式有误。", "This request cannot be understood."),
    403: Text("没有权限。请使用启动时显示的地址。", "Not allowed. Use the address the launcher printed."),
    404: Text("没有这个页面。", "There is no such page."),
    405: Text("这个页面不接受这样的请求。", "This page does not take such a request."),
    421: Text("主机名不在允许之列。请用启动时显示的地址。", "Unknown host name. Use the address the launcher printed."),
    503: Text(
        "同时使用的人数已到上限，请几分钟后再试。关闭不用的页面会立即让出位置。",
        "This server is full. Try again in some minutes; closing a page makes room at once.",
    ),
}
REFUSED = Text("请求没有被接受。", "The request was refused.")
FAILED = Text("服务器出错，请稍后再试。", "The server failed. Try again later.")


class Notices(tornado.web.RequestHandler):
    """Errors as a bilingual page, without the exception's own words."""

    def write_error(self, status_code: int, **_: Any) -> None:
        for name, value in self.settings.get("headers", {}).items():
            self.set_header(name, value)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if status_code == 503:
            self.set_header("Retry-After", "120")
        otherwise = REFUSED if status_code < 500 else FAILED
        self.finish(pages.notice(self.settings["base_url"], status_code, *TEXTS.get(status_code, otherwise)))

    def log_exception(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log what is a failure of ours; a refusal has its line already."""
        if not isinstance(failure, tornado.web.HTTPError) or failure.status_code >= 500:
            log_failure(self, failure)


def with_notices(handler: type[tornado.web.RequestHandler]) -> type[tornado.web.RequestHandler]:
    """Return somebody else's handler with our words and our log for what goes wrong."""
    return type(handler.__name__, (Notices, handler), {})


class NoSuchPage(Notices):
    """Any path nobody serves; also any host name that is not this server's (DNS rebinding)."""

    def prepare(self) -> None:
        known = self.settings["known_hosts"].match(self.request.host_name)
        raise tornado.web.HTTPError(404 if known else 421)


class HeaderOrCookie(IdentityProvider):
    """A token in a header or a cookie set by the login page; never in a query string."""

    cookie_options = {"samesite": "Lax"}  # noqa: RUF012 (a traitlets default)

    @property
    def auth_enabled(self) -> bool:
        return bool(self.token)

    @property
    def login_available(self) -> bool:
        return True

    def get_token(self, handler: tornado.web.RequestHandler) -> str | None:
        found = self.auth_header_pat.match(handler.request.headers.get("Authorization", ""))
        return found.group(2) if found else None

    def get_handlers(self) -> list[tuple[str, object]]:
        return []  # the launcher adds the login page below its own base address


class LoginPage(Notices, JupyterHandler):
    """Exchanges the token for a signed cookie."""

    def initialize(self, folder: Path) -> None:
        self.folder = folder

    @allow_unauthenticated
    def get(self) -> None:
        self.show(failed=False)

    @allow_unauthenticated
    def post(self) -> None:
        given = self.get_body_argument("token", "")
        if not hmac.compare_digest(given.encode(), self.identity_provider.token.encode()):
            self.set_status(401)
            return self.show(failed=True)
        self.identity_provider.set_login_cookie(self, self.identity_provider.generate_anonymous_user(self))
        self.redirect(self.next_url(), status=303)

    def show(self, failed: bool) -> None:
        self.finish(pages.login(self.base_url, self.xsrf_form_html(), self.next_url(), failed))

    def next_url(self) -> str:
        """Where to go after the login: the list or one of the dashboards, in our own spelling; nothing else."""
        wanted = unquote(self.get_argument("next", "").partition("?")[0])
        known = {f"{self.base_url}voila/render/{entry.file}" for entry in pages.dashboards(self.folder)}
        return quote(wanted) if wanted in known else self.base_url


class IndexPage(Notices, JupyterHandler):
    """The list of dashboards, or the only one."""

    def initialize(self, folder: Path) -> None:
        self.folder = folder

    @tornado.web.authenticated
    def get(self) -> None:
        entries = pages.dashboards(self.folder)
        if len(entries) == 1:
            self.redirect(f"{self.base_url}voila/render/{entries[0].file}")
        else:
            self.finish(pages.index(self.base_url, entries))


class DashboardPage(Notices, TornadoVoilaHandler):
    """A notebook rendered by Voilà, if it is a dashboard and there is room."""

    def initialize(self, folder: Path, max_kernels: int, **options: Any) -> None:
        self.folder, self.max_kernels = folder, max_kernels
        super().initialize(**options)

    @tornado.web.authenticated
    async def get(self, path: str | None = None) -> None:
        if path not in [entry.file for entry in pages.dashboards(self.folder)]:
            raise tornado.web.HTTPError(404)
        if self.kernel_manager.in_use() >= self.max_kernels:
            raise tornado.web.HTTPError(503)
        _ = self.xsrf_token  # sets the cookie that the page sends back to end its kernel when it is closed
        try:
            async for html in self.get_generator(path=path):
                self.write(html)
                await self.flush()
        except Exception as failure:
            if not self._headers_written:
                raise
            log_failure(self, failure)  # the visitor has half a page: tell him in it
            self.write(pages.BROKEN)


class KernelSocket(VoilaKernelWebsocketHandler):
    """Kernel messages of the v1 protocol only, each checked before it is unpacked."""

    async def get(self, kernel_id: str) -> None:
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [name.strip() for name in offered.split(",")]:
            raise tornado.web.HTTPError(400)
        await super().get(kernel_id)

    def on_message(self, message: str | bytes) -> None:
        if well_formed(message):
            super().on_message(message)
        else:
            log.warning("a malformed kernel message was refused")
            self.close(code=1007)

"""Voilà with the defences in place."""

from __future__ import annotations

import errno
import re
import socket
import tempfile
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from traitlets import Bool, Callable, Integer, List, Unicode
from voila.app import Voila
from voila.request_info_handler import RequestInfoSocketHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import AllowListFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from dashboards.serving import handlers
from dashboards.serving.logs import keep_secrets_out, log_request

LOOK_EVERY = 250  # milliseconds between two looks at how much memory the kernels take
NOT_SERVED = (TornadoVoilaTreeHandler, VoilaContentsHandler, AllowListFileHandler, RequestInfoSocketHandler)
KEPT = (KernelHandler, VoilaShutdownKernelHandler)  # named so that a reader sees what reaches a kernel


class LabServer(Voila):
    """One server for a folder of dashboards; made by `dashboards.serve.serve`."""

    known_hosts = List(Unicode(), help="host names this server answers to")
    max_kernels = Integer(20)
    ports_to_try = Integer(20)
    behind_proxy = Bool(False, help="trust X-Forwarded-Proto and X-Real-Ip")
    port: int
    announce = Callable(lambda port: None, help="called with the port once the server listens")

    def init_settings(self) -> dict[str, Any]:
        known = re.compile("^(" + "|".join(map(re.escape, self.known_hosts)) + ")$", re.IGNORECASE)
        return super().init_settings() | {
            "known_hosts": known,
            "default_handler_class": handlers.NoSuchPage,
            "login_url": f"{self.base_url}login",
            "log_function": log_request,
        }

    def init_handlers(self) -> list[Any]:
        """Voilà's handlers, less those that list or serve files; ours in the place of three, our words in all."""
        served = [self.ours(rule) for rule in super().init_handlers() if rule[1] not in NOT_SERVED]
        own = [
            (self.base_url, handlers.IndexPage, {"folder": Path(self.root_dir)}),
            (f"{self.base_url}login", handlers.LoginPage, {"folder": Path(self.root_dir)}),
        ]
        return own + served

    def ours(self, rule: tuple[Any, ...]) -> tuple[Any, ...]:
        """`rule`, with our handler where we have one."""
        path, handler, *options = rule
        if handler is VoilaKernelWebsocketHandler:
            return path, handlers.with_notices(handlers.KernelSocket)
        if handler is TornadoVoilaHandler:
            limits = {"folder": Path(self.root_dir), "max_kernels": self.max_kernels}
            return path, handlers.DashboardPage, options[0] | limits
        return path, handlers.with_notices(handler), *options

    def start(self) -> None:
        """As Voilà's, but only requests that name a known host reach a handler."""
        keep_secrets_out(self.log, secret=self.token or "")
        self.connection_dir = tempfile.mkdtemp(prefix="voila_")
        settings = self.init_settings() | self.tornado_settings
        self.app = tornado.web.Application(**settings)
        self.app.add_handlers(settings["known_hosts"].pattern, self.init_handlers())
        self.listen()

    def sockets(self) -> list[socket.socket]:
        """Listening sockets on the asked port or, if it is taken, the next free one."""
        for port in range(self.port, self.port + self.ports_to_try):
            try:
                sockets = bind_sockets(port, self.ip)
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                self.port = port
                return sockets
        raise OSError(errno.EADDRINUSE, f"ports {self.port} to {self.port + self.ports_to_try - 1} are taken")

    def listen(self) -> None:
        """Take the first free port, say where, and serve until stopped."""
        HTTPServer(self.app, xheaders=self.behind_proxy).add_sockets(self.sockets())
        self.announce(self.port)
        PeriodicCallback(self.kernel_manager.end_too_large, LOOK_EVERY).start()
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

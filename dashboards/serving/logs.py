"""Nothing secret in the log: tokens and kernel ids are struck out before a line is written."""

from __future__ import annotations

import logging
import re

import tornado.web

KERNEL_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)
TOKEN = re.compile(r"(token=)[^&#\s\"']+", re.IGNORECASE)
NOISE = (
    "is not trusted",  # a notebook's stored outputs, which the dashboards do not have
    "Setting websocket_ping_timeout=30000",  # jupyter_server gives tornado milliseconds for seconds; harmless
)
LOGGERS = ("", "tornado.access", "tornado.application", "tornado.general", "traitlets")


def struck_out(text: str) -> str:
    """`text` without kernel ids (who knows one may talk to that kernel) and without tokens."""
    return TOKEN.sub(r"\1…", KERNEL_ID.sub("<kernel>", text))


class StrikeOut(logging.Filter):
    """Rewrites each record before it reaches a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = struck_out(record.getMessage()), ()
        return not record.msg.endswith(NOISE)


class StruckOutFormatter(logging.Formatter):
    """Strikes out what a traceback repeats as well."""

    def format(self, record: logging.LogRecord) -> str:
        return struck_out(super().format(record))


def keep_secrets_out(*loggers: logging.Logger) -> None:
    """Write warnings and worse to standard error, struck out, for the given loggers and tornado's own."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(StruckOutFormatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    for logger in (*loggers, *(logging.getLogger(name) for name in LOGGERS)):
        if logger is not root:
            logger.handlers.clear()
            logger.propagate = True
        logger.filters[:] = [StrikeOut()]


def log_request(handler: tornado.web.RequestHandler) -> None:
    """One line for each refused or failed request, without its query string."""
    status = handler.get_status()
    if status >= 400:
        request = handler.request
        logging.getLogger("tornado.access").warning("%s %s %s", status, request.method, request.path)

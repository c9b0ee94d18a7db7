"""The log: one short line for a refusal, nothing secret in any, and never more than a reader can take in."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

import tornado.web

KERNEL_ID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", re.IGNORECASE)
NAMED = re.compile(r"\b((?:token|session(?:_?id)?|_xsrf|password|secret|key)(?:=|%3D|:|/))[^&#;/\s\"']+", re.IGNORECASE)
PATH_PART = re.compile(r"[^/\s]{25,}")  # longer than any name of ours; a token is
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LONGEST_PATH = 120
NOISE = (
    "is not trusted",  # a notebook's stored outputs, which the dashboards do not have
    "Setting websocket_ping_timeout=30000",  # jupyter_server gives tornado milliseconds for seconds; harmless
    "Couldn't authenticate",  # told by the line of the refusal, as are the next two
    "Clearing invalid/expired login cookie",
    "wrote error:",
    "No session ID specified",
)
LOGGERS = ("", "tornado.access", "tornado.application", "tornado.general", "traitlets")
MOST = 30  # refusals told in a minute
refusals = logging.getLogger("tornado.access")


def struck_out(text: str, secret: str = "") -> str:
    """`text` without kernel ids (who knows one may talk to that kernel), without tokens and ids of sessions."""
    text = text.replace(secret, "…") if secret else text
    return NAMED.sub(r"\1…", KERNEL_ID.sub("<kernel>", text))


def short(path: str) -> str:
    """A path as the log tells it: printable, no part of it longer than our own, and not endless."""
    plain = PATH_PART.sub("…", KERNEL_ID.sub("<kernel>", UNPRINTABLE.sub("?", path[: 10 * LONGEST_PATH])))
    return plain if len(plain) <= LONGEST_PATH else plain[:LONGEST_PATH] + "…"


class StrikeOut(logging.Filter):
    """Rewrites each record before it reaches a handler."""

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self.secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = struck_out(record.getMessage(), self.secret), ()
        return not any(words in record.msg for words in NOISE)


class StruckOutFormatter(logging.Formatter):
    """Strikes out what a traceback repeats as well."""

    def __init__(self, secret: str = "") -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")
        self.secret = secret

    def format(self, record: logging.LogRecord) -> str:
        return struck_out(super().format(record), self.secret)


class FewAMinute(logging.Filter):
    """Lets `most` records of a minute through, says that there are more, and with the next one how many there were."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.most, self.clock = most, clock
        self._minute, self._count = 0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        minute = int(self.clock() // 60)
        if minute != self._minute:
            untold, self._minute, self._count = self._count - self.most, minute, 0
            if untold > 0:
                record.msg, record.args = f"{record.getMessage()}（此前另有 {untold} 条 and {untold} before it）", ()
        self._count += 1
        if self._count == self.most:
            more = "本分钟内的其余拒绝不再逐条记录 further refusals of this minute are only counted"
            record.msg, record.args = f"{record.getMessage()}（{more}）", ()
        return self._count <= self.most


def keep_secrets_out(*loggers: logging.Logger, secret: str = "") -> None:
    """Write warnings and worse to standard error, struck out, for the given loggers and tornado's own.

    secret  the token itself, wherever it turns up
    """
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(StruckOutFormatter(secret))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    for logger in (*loggers, *(logging.getLogger(name) for name in LOGGERS)):
        if logger is not root:
            logger.handlers.clear()
            logger.propagate = True
        logger.filters[:] = [StrikeOut(secret)]
    refusals.addFilter(FewAMinute())


def log_request(handler: tornado.web.RequestHandler) -> None:
    """One line for each refused or failed request, without its query string."""
    if handler.get_status() >= 400:
        request, kind = handler.request, getattr(handler, "failed_with", "")
        line = f"{handler.get_status()} {short(str(request.method))} {short(request.path)} {kind}"
        refusals.warning(line.rstrip())


def log_failure(handler: Any, failure: BaseException | None) -> None:
    """A failure of ours: its traceback where a visitor met it; where anybody may have caused it, only its kind."""
    if getattr(handler, "_jupyter_current_user", None) is not None:
        logging.getLogger("tornado.application").error("%s", short(handler.request.path), exc_info=failure)
    else:
        handler.failed_with = type(failure).__name__

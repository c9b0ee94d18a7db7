"""The widgets the dashboards share."""

from __future__ import annotations

from dashboards.widgets.download import Download
from dashboards.widgets.heard import listen
from dashboards.widgets.language import Language
from dashboards.widgets.opening import opened
from dashboards.widgets.picture import Picture
from dashboards.widgets.runner import Cancelled, Job, Runner
from dashboards.widgets.sent import keep_all

__all__ = ["Cancelled", "Download", "Job", "Language", "Picture", "Runner", "opened"]

keep_all()  # before any widget is made
listen()

"""The widgets the dashboards share."""

from __future__ import annotations

from dashboards.widgets.download import Download
from dashboards.widgets.incoming import listen
from dashboards.widgets.language import Language
from dashboards.widgets.outgoing import keep_all
from dashboards.widgets.picture import Picture
from dashboards.widgets.runner import Cancelled, Job, Runner
from dashboards.widgets.started import opened

__all__ = ["Cancelled", "Download", "Job", "Language", "Picture", "Runner", "opened"]

keep_all()  # before any widget is made
listen()

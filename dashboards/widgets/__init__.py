"""The widgets the dashboards share."""

from __future__ import annotations

from dashboards.widgets.download import Download
from dashboards.widgets.language import Both, Language, both
from dashboards.widgets.picture import Picture
from dashboards.widgets.runner import Cancelled, Job, Runner

__all__ = ["Both", "Cancelled", "Download", "Job", "Language", "Picture", "Runner", "both"]

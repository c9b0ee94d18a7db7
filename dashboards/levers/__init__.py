"""Levers: the terms of a policy as sliders and menus, made from its provisions, with clause and evidence.

scale   a slider's ends and step      lever   one term
clause  where its value comes from    panel   all of them, grouped
"""

from __future__ import annotations

from dashboards.levers.lever import Lever, offered
from dashboards.levers.panel import Groups, Levers

__all__ = ["Groups", "Lever", "Levers", "offered"]

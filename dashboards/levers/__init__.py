"""Levers: the terms of a policy as sliders with fields and menus, made from its provisions, with clause and evidence.

offered_terms  which there are            number_cell   one number, on its slider and in its field, or one menu
slider_scale   a slider's ends and step   lever         one term
entered        what is typed              panel         all of them, grouped
clause         where its value comes from   groups      the usual ones
"""

from __future__ import annotations

from dashboards.levers.lever import Lever
from dashboards.levers.offered_terms import offered
from dashboards.levers.panel import Groups, Levers

__all__ = ["Groups", "Lever", "Levers", "offered"]

"""The policy lab 政策实验室: move a clause of the policy and see what happens.

headline  the sentence and the row of figures       tabs      pictures and tables
page      all of it together, on the shared shell
"""

from __future__ import annotations

from dashboards.policy_lab.page import PolicyLab

__all__ = ["PolicyLab"]

"""A copy of a pack that declares items of its own: a pack file alone is edited, as a bureau would."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.policy.made_up import edit

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
DECLARED = """\
items:
  heating:
    label: {zh: 取暖费, en: Heating}
    wage: yes
    months: [11, 12, 1, 2, 3]
    code: {code: "30102", zh: 津贴补贴, en: Allowances}
  transport:
    label: {zh: 交通补贴, en: Transport}
    wage: no
    by: post
    posts: [head, deputy]
    code: {code: "30239", zh: 其他交通费用, en: Other transport, evidence: reported}
  appraisal_award:
    label: {zh: 考核奖, en: Appraisal award}
    wage: yes
    paid: yearly
    by: rating
    grades: [1, 12]
    code: {code: "30103", zh: 奖金, en: Bonuses}
"""
SUMS = """\
  items.heating:
    values:
      2026-01: {value: 300, evidence: assumed, reason: made up}
      2028-07: {value: 350.5, evidence: assumed, reason: made up}
    range: [0, 1000]
  items.transport:
    values:
      2026-01: {value: {head: 500, deputy: 320, others: 0}, evidence: assumed, reason: made up}
    range: [0, 1000]
  items.appraisal_award:
    values:
      2026-01: {value: {excellent: 12000, satisfactory: 9000, others: 0}, evidence: assumed, reason: made up}
    range: [0, 20000]
  funding.share:
    values:
      2020-01:
        value: {heating: {county: 0.4, street: 0.6, others: 0}, others: {county: 1, others: 0}}
        evidence: assumed
        reason: made up
    range: [0, 1]
"""


def build(folder: Path, declared: str = DECLARED, sums: str = SUMS) -> Path:
    """Copy national law and a pack to a folder, let the pack declare items, and return its folder."""
    for part in ("national", "cities/baohe"):
        shutil.copytree(SCENARIOS / part, folder / part)
    edit(folder / "cities/baohe/policy.yaml", "\nprovisions:\n", f"\n{declared}\nprovisions:\n{sums}")
    return folder / "cities/baohe"

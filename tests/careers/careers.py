"""People and a generous law whose careers are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simlib.policy.items import ITEMS, paid_by_month

ROOT = Path(__file__).resolve().parents[2]
CITIES = ROOT / "scenarios/cities"
EVERYTHING_PAID = {  # so that no line is nothing
    "rules.ramp": "each_satisfactory_year",
    "ramp.share": [0.8, 0.85, 0.9, 1],
    "ramp.posts": "yes",
    "pay.meals": 200,
    "pay.year_end_sum": 500,
    "pay.education_allowance": [0, 50, 100, 200, 400],
    "welfare.insurance": 300,
    "welfare.check_up": 700,
    "welfare.check_up_years": 2,
    "training.hours": 40,
    "training.entry_hours": 24,
    "training.yuan_per_hour": 15,
    "recruitment.yuan_per_recruit": 800,
}
WORKED = ("satisfactory", "excellent", "basic", "satisfactory", "failed", "satisfactory", "excellent")
MONTHLY = (*paid_by_month(ITEMS), "meals")
PEOPLE: dict[str, dict[str, Any]] = {
    "an assistant": {"joined": "2015-07", "certificate": "social_worker"},
    "one who joins": {"joined": "2027-01", "born": "2001-01", "education": "master"},
    "one promoted twice": {"joined": "2019-03", "promotions": {"2029-01": "member", "2031-01": "head"}},
    "a man who retires": {"sex": "male", "born": "1970-02", "joined": "1999-01", "post": "member"},
    "a secretary": {
        "born": "1974-05",
        "track": "55",
        "joined": "2001-01",
        "post": "head",
        "excellent_years": [2025, 2026],
    },
}

"""A career as plain data for JSON: months as texts, money in whole fen, every amount with the clauses it rests on."""

from __future__ import annotations

from typing import Any

from simlib.careers.basis import Ground
from simlib.careers.career import Career, PaidAmount, Slip
from simlib.careers.events import Event
from simlib.months import month_text, year_of
from simlib.report.result_folder import versions


def as_data(found: Career, monthly: bool) -> dict[str, Any]:
    """Return a career as plain data, money in whole fen; each year (and month) with what every line rests on."""
    one = found.person
    return {
        "policy": found.policy.name,
        "policy_digest": found.policy.digest,
        "versions": versions(),
        "person": {
            **{name: getattr(one, name) for name in ("sex", "track", "post", "education", "certificate", "rating")},
            **{name: month_text(getattr(one, name)) for name in ("born", "joined", "service_since", "post_since")},
            "grade": found.events[0].grade,
            "certificate_years": list(one.certificate_years),
            "degree_years": list(one.degree_years),
            "promotions": {month_text(month): post for month, post in one.promotions},
        },
        "ratings": list(found.ratings),
        "retires": month_text(found.retires) if found.retires is not None else None,
        "events": [_event_data(event) for event in found.events],
        "years": [{"year": year_of(slip.last), **_slip_data(found, slip)} for slip in found.years],
        **({"months": [{"month": month_text(slip.last), **_slip_data(found, slip)} for slip in found.months]}
           if monthly else {}),
    }  # fmt: skip


def _event_data(event: Event) -> dict[str, Any]:
    return {
        "month": month_text(event.month),
        "event": event.name,
        "post": event.post,
        "grade": event.grade,
        "detail": event.detail,
        "rests_on": [_ground_data(one) for one in event.grounds],
    }


def _slip_data(found: Career, slip: Slip) -> dict[str, Any]:
    return {
        "post": slip.post,
        "grade": slip.grade,
        "rating": slip.rating,
        "received_fen": slip.received,
        "take_home_fen": slip.take_home,
        "total_fen": slip.total,
        "items": [_amount_data(item) for item in found.items(slip)],
        "deducted": [_amount_data(item) for item in found.deducted(slip)],
    }


def _amount_data(item: PaidAmount) -> dict[str, Any]:
    return {"line": item.line, "fen": item.fen, "rests_on": [_ground_data(one) for one in item.grounds]}


def _ground_data(one: Ground) -> dict[str, Any]:
    dated = one.dated
    return {
        "term": one.term.name,
        "since": dated.since,
        "evidence": dated.evidence,
        "source": one.source,
        "clause": dated.clause,
        "words": dated.words,
        "reason": {"zh": dated.reason.zh, "en": dated.reason.en} if dated.reason else None,
    }

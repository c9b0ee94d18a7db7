"""The faults that are planted: what each does to a row or a file, and what must be said of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.roster.cells import Cell, Cells
from tests.roster.people import City, Truth, check_character

Severity = Literal["error", "question", "notice"]


@dataclass(frozen=True)
class Chosen:
    """The person on whose row a fault is planted, the cells of the row, and where it all is."""

    truth: Truth
    cells: Cells
    city: City
    luck: random.Random


@dataclass(frozen=True)
class Fault:
    """A fault of one row.

    field   the column that it is planted in
    spoil   returns the cell that is written there
    fits    whom it may be planted on
    without  columns that must not be in the file, as they would say what is right, or be at odds themselves
    beside   other columns that must be, and where it may be told of as well
    """

    severity: Severity
    field: str
    spoil: Callable[[Chosen], Cell]
    fits: Callable[[Chosen], bool] = lambda one: True
    without: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def _always(cell: Cell) -> Callable[[Chosen], Cell]:
    return lambda one: cell


def _month(months_from_roster: int) -> Callable[[Chosen], Cell]:
    return lambda one: _written(one.city.staff.month + months_from_roster)


def _written(month: int) -> str:
    return f"{month // 12}.{month % 12 + 1:02d}"


def _other_check(one: Chosen) -> Cell:
    number = one.truth.id_number
    return number[:17] + one.luck.choice([end for end in "0123456789" if end != number[17]])


def _with_check(seventeen: str) -> str:
    return seventeen + check_character(seventeen)


def _born_elsewhen(one: Chosen) -> Cell:
    number = one.truth.id_number
    year = int(number[6:10]) - 1
    return _with_check(f"{number[:6]}{year}{number[10:17]}")


def _sex_of_the_other(one: Chosen) -> Cell:
    return "女" if one.truth.sex == "male" else "男"


def _old_id(one: Chosen) -> Cell:
    number = one.truth.id_number
    return number[:6] + number[8:17]


def _nought_is_wrong(one: Chosen) -> bool:
    """Whether 000 at the end shows: of one ID in eleven it would be right, and nobody can tell that it was lost."""
    return check_character(one.truth.id_number[:15] + "00") != "0"


def _outside_the_band(one: Chosen) -> Cell:
    policy, month = one.city.policy, one.city.staff.month
    lowest, highest = policy.value("grades.band", month)[policy.axis("post").index(one.truth.post)]
    return int(highest) + 1 if highest < policy.grades else int(lowest) - 1


def _wrong_track(one: Chosen) -> Cell:
    return "女50周岁" if _share_55(one) == 1 else "女55周岁"


def _share_55(one: Chosen) -> float:
    policy = one.city.policy
    shares = policy.value("retirement.women_55_share", one.city.staff.month)
    return float(shares[policy.axis("post").index(one.truth.post)])


def _has_grades(one: Chosen) -> bool:
    return one.city.policy.grades > 1


def _is_a_man(one: Chosen) -> bool:
    return one.truth.sex == "male"


def _woman_of_one_track(one: Chosen) -> bool:
    return one.truth.sex == "female" and _share_55(one) in (0, 1)


ROW_FAULTS: dict[str, Fault] = {
    "id_check_character": Fault("error", "id_number", _other_check),
    "id_as_excel_shows_it": Fault("error", "id_number", lambda one: f"{one.truth.id_number[:6][0]}.40111E+17"),
    "id_last_three_lost": Fault(
        "error", "id_number", lambda one: int(one.truth.id_number[:15] + "000"), _nought_is_wrong
    ),
    "id_too_short": Fault("error", "id_number", lambda one: one.truth.id_number[:16]),
    "id_birth_impossible": Fault(
        "error", "id_number", lambda one: _with_check(f"{one.truth.id_number[:10]}1345{one.truth.id_number[14:17]}")
    ),
    "id_against_birth": Fault("error", "id_number", _born_elsewhen, beside=("birth",)),
    "id_against_sex": Fault("error", "sex", _sex_of_the_other, beside=("id_number",), without=("track",)),
    "id_of_15_digits": Fault("notice", "id_number", _old_id, lambda one: one.truth.birth_day.startswith("19")),
    "id_place_unknown": Fault("notice", "id_number", lambda one: _with_check(f"990101{one.truth.id_number[6:17]}")),
    "two_digit_year": Fault(
        "question",
        "birth",
        lambda one: f"{one.truth.birth_day[2:4]}-{one.truth.birth_day[4:6]}",
        without=("id_number",),
    ),
    "january_or_october": Fault("question", "joined", lambda one: f"{one.truth.joined // 12}.1"),
    "january_or_october_number": Fault("question", "joined", lambda one: one.truth.joined // 12 + 0.1),
    "month_13": Fault("error", "joined", lambda one: f"{one.truth.joined // 12}.13"),
    "day_impossible": Fault("error", "birth", lambda one: f"{one.truth.birth_day[:4]}0231", without=("id_number",)),
    "month_unreadable": Fault("error", "joined", _always("不详")),
    "cell_in_error": Fault("error", "joined", _always("#REF!")),
    "birth_missing": Fault("error", "birth", _always(None), without=("id_number",)),
    "birth_a_century_off": Fault(
        "error", "birth", lambda one: f"18{one.truth.birth_day[2:4]}.{one.truth.birth_day[4:6]}", without=("id_number",)
    ),
    "birth_after_roster": Fault("error", "birth", _month(14), without=("id_number",)),
    "joined_missing": Fault("error", "joined", _always(None)),
    "joined_before_16": Fault("error", "joined", lambda one: _written(one.truth.birth + 15 * 12)),
    "joined_after_roster": Fault("error", "joined", _month(2)),
    "service_before_birth": Fault("error", "service_from", lambda one: _written(one.truth.birth - 12)),
    "post_since_after_roster": Fault("error", "post_from", _month(3)),
    "grade_since_after_roster": Fault("error", "grade_from", _month(3), _has_grades),
    "sex_missing": Fault("error", "sex", _always(None), without=("id_number",)),
    "sex_unknown": Fault("error", "sex", _always("？"), without=("id_number",)),
    "grade_outside_band": Fault("error", "grade", _outside_the_band, _has_grades),
    "grade_missing": Fault("error", "grade", _always(None), _has_grades),
    "grade_unreadable": Fault("error", "grade", _always("待定"), _has_grades),
    "post_missing": Fault("error", "post", _always(None)),
    "post_unknown": Fault("error", "post", _always("驾驶员")),
    "street_unknown": Fault("error", "unit", _always("云外街道")),
    "education_unknown": Fault("error", "education", _always("函授")),
    "certificate_unknown": Fault("error", "certificate", _always("驾驶证")),
    "contract_unknown": Fault("error", "contract", _always("志愿者")),
    "rating_unknown": Fault("error", "rating_2025", _always("良好"), lambda one: 2025 in one.truth.ratings),
    "track_against_sex": Fault(
        "error", "track", _always("女55周岁"), lambda one: one.truth.sex == "male", beside=("sex",)
    ),
    "track_against_post": Fault("error", "track", _wrong_track, _woman_of_one_track, beside=("post",)),
    "track_unknown": Fault("error", "track", _always("特殊工种")),
    "pay_unreadable": Fault("error", "pay", _always("面议")),
    "pay_negative": Fault("error", "pay", _always(-4800)),
    "pay_in_wan": Fault("notice", "pay", _always(0.48)),
}
PAIR_FAULTS: dict[str, Severity] = {  # two rows: the later is told of, the earlier may be
    "same_id_twice": "error",
    "same_staff_number_twice": "error",
    "same_person_twice": "question",
}
FILE_FAULTS: dict[str, Severity] = {  # of the whole file: no row
    "over_establishment": "notice",
    "column_missing": "error",
    "two_columns_for_one": "question",
    "place_not_in_pack": "question",
}
HIDDEN_ROW: dict[str, Severity] = {"hidden_row": "notice"}
KINDS: dict[str, Severity] = (
    {kind: fault.severity for kind, fault in ROW_FAULTS.items()} | PAIR_FAULTS | FILE_FAULTS | HIDDEN_ROW
)

"""IDs of 18 characters and of 15 digits, by the numbers of GB 11643, and what Excel does to them."""

from __future__ import annotations

import pytest

from simlib.months import month_number
from simlib.population.person import FEMALE, MALE
from simlib.staff.roster import identity
from simlib.staff.roster.cells import Cell
from simlib.staff.roster.identity import Identity, read_id

STANDARD = "11010519491231002X"  # the example of GB 11643
BORN = month_number(1949, 12)
"""Its weighted sum: 1·7+1·9+0·10+1·5+0·8+5·4+1·2+9·1+4·6+9·3+1·7+2·9+3·10+1·5+0·8+0·4+2·2 = 167; 167 mod 11 = 2: X."""


@pytest.mark.parametrize(
    "cell", [STANDARD, STANDARD.lower(), "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ",
     f"\t{STANDARD}", f'="{STANDARD}"', f"'{STANDARD}"]
)  # fmt: skip
def test_the_example_of_the_standard_is_read_however_it_is_written(cell: str):
    assert read_id(cell) == Identity(STANDARD[:17], BORN, FEMALE)


def test_the_third_digit_of_the_number_of_the_day_says_the_sex():
    """340111 19850715 001: 3·7+4·9+0+1·5+1·8+1·4+1·2+9·1+8·6+5·3+0+7·9+1·10+5·5+0+0+1·2 = 248; 248 mod 11 = 6: 6."""
    assert read_id("340111198507150016") == Identity("34011119850715001", month_number(1985, 7), MALE)


@pytest.mark.parametrize("cell", ["110105491231002", 110105491231002, 110105491231002.0])
def test_an_old_id_is_the_new_one_without_century_and_check(cell: Cell):
    assert read_id(cell) == Identity(STANDARD[:17], BORN, FEMALE, identity.OLD)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1.1010E+17", identity.DAMAGED), ("3.40111E+17", identity.DAMAGED), (1.10105194912310e17, identity.DAMAGED),
        (110105194912310000, identity.DAMAGED), ("110105194912310000", identity.DAMAGED),
        ("110105194912310021", identity.CHECK), ("110105194913310023", identity.BIRTH),
        ("110105490231002", identity.BIRTH),
        ("1101051949123100", identity.LENGTH), ("张三", identity.LENGTH), ("11010519491231002Y", identity.LENGTH),
        ("110105********002X", identity.HIDDEN), ("1101051949******", identity.HIDDEN),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_as_what_it_is(cell: Cell, why: str):
    assert read_id(cell) == Identity(why=why)


def test_a_place_code_that_nobody_knows_is_told_and_read():
    """990101 19491231 002: 990101 gives 9·7 + 9·9 + 1·5 + 1·4 = 153, the rest 126 as above; 279 mod 11 = 4: 8."""
    assert read_id("990101194912310028") == Identity("99010119491231002", BORN, FEMALE, identity.UNKNOWN_PLACE)

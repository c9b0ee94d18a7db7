"""How the workbook looks: fonts, colours, number formats, and the kinds of cell that there are."""

from __future__ import annotations

from typing import Any

HEADING, BODY = "微软雅黑", "宋体"  # which readers' machines have
INK, QUIET, ALARM = "#1C2733", "#52606D", "#B00020"
BAND, INPUT, GOOD, BAD = "#DCE8F4", "#FFF6D6", "#C9EBCF", "#F8C9C4"
WAN = '#,##0.00;-#,##0.00;"–"'  # 万元: a sum; nothing is a dash
YUAN = '#,##0.00;-#,##0.00;"–"'
WHOLE = '#,##0;-#,##0;"–"'
PEOPLE = '#,##0.0;-#,##0.0;"–"'
PERCENT = "0.00%"
PART = '0.0%;-0.0%;"–"'  # of a whole
GIVEN = "#,##0.00"  # an amount that somebody gives: nothing is 0.00
FACTOR = "0.0000"
PLAIN = "0"

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEADING, "font_size": 16, "bold": True},
    "section": {"font_name": HEADING, "font_size": 11, "bold": True, "font_color": "#14558F"},
    "lead": {"font_name": HEADING, "font_size": 11, "bold": True, "font_color": "#14558F", "text_wrap": True},
    "head": {"font_name": HEADING, "bold": True, "bg_color": BAND, "border": 1, "align": "center", "text_wrap": True},
    "text": {"border": 1},
    "wrap": {"border": 1, "text_wrap": True},
    "centre": {"border": 1, "align": "center"},
    "note": {"font_color": QUIET, "text_wrap": True, "valign": "top"},
    "strong": {"border": 1, "bold": True, "font_name": HEADING},
    "number": {"border": 1},
    "total": {"border": 1, "bold": True},
    "input": {"border": 1, "bg_color": INPUT, "locked": False},
    "input_text": {"border": 1, "bg_color": INPUT, "locked": False, "align": "right"},
    "plain": {},
}

"""Tables as HTML: whatever stands in a cell is escaped, but for what is marked as HTML (`Markup`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import Environment

_TABLE = Environment(autoescape=True).from_string(
    '<table class="{{ kind }}">'
    '<thead><tr>{% for head in heads %}<th scope="col">{{ head }}</th>{% endfor %}</tr></thead>'
    "<tbody>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody>"
    "</table>"
)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Return a table of texts; a cell that is HTML already is a `Markup`."""
    return _TABLE.render(heads=heads, rows=rows, kind=kind)

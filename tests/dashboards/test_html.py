"""A table's cells are text unless they are marked as HTML."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.widgets.html import table


def test_text_is_escaped_and_html_is_not() -> None:
    told = table(["a<b"], [['<img src="x">', Markup("<b>{}</b>").format("<i>")]], 'x" onclick="')
    assert '<th scope="col">a&lt;b</th>' in told and "<td>&lt;img src=&#34;x&#34;&gt;</td>" in told
    assert "<td><b>&lt;i&gt;</b></td>" in told and 'class="x&#34; onclick=&#34;"' in told

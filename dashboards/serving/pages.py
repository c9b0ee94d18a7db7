"""The small pages that are not notebooks: the way in, the list, the refusals. Chinese, then English.

Whatever is put into a template of `templates/` is escaped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PRODUCT = "社区工作者政策实验室"
PRODUCT_EN = "Community Worker Policy Lab"
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

# At the end of a page whose kernel or notebook failed while half of it was sent.
BROKEN = """<div class="lab-error lab-broken" role="alert">页面未能打开，请刷新；再次出现时请告诉管理员查看日志。
<span lang="en">The page could not be opened. Reload it; should that not help, ask whoever runs the server
to look into its log.</span></div>
<script>document.getElementById("loading")?.remove();</script>"""


class Dashboard(NamedTuple):
    """A notebook in the list: its file name, its title, and what it is for, in both languages."""

    file: str
    title: str
    title_en: str
    about: str = ""
    about_en: str = ""


def dashboards(folder: Path) -> list[Dashboard]:
    """The notebooks directly in `folder`; their metadata may give `title`, `about` (each also `…_en`), `order`."""
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        metadata = json.loads(path.read_text(encoding="utf-8")).get("metadata", {})
        title = str(metadata.get("title", path.stem))
        texts = [str(metadata.get(name, "")) for name in ("title_en", "about", "about_en")]
        found.append((metadata.get("order", 99), Dashboard(path.name, title, *texts)))
    return [dashboard for _, dashboard in sorted(found)]


def notice(base_url: str, status: int, text: str, text_en: str) -> str:
    """A refusal: what happened and what to do, in both languages."""
    return _page("notice", base_url, status=status, text=text, text_en=text_en)


def index(base_url: str, entries: list[Dashboard]) -> str:
    """The list of dashboards."""
    return _page("index", base_url, entries=entries)


def login(base_url: str, xsrf_field: str, next_url: str, failed: bool) -> str:
    """The way in: a form for the token, filled by the printed address itself. `xsrf_field` is HTML, of the server."""
    return _page("login", base_url, xsrf_field=xsrf_field, next_url=next_url, failed=failed)


def _page(name: str, base_url: str, **filled_in: object) -> str:
    template = _TEMPLATES.get_template(f"{name}.html.j2")
    return template.render(base_url=base_url, product=PRODUCT, product_en=PRODUCT_EN, **filled_in)

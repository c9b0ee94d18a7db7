"""The small pages that are not notebooks: the way in, the list, the refusals. Chinese, then English."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import NamedTuple

PRODUCT = "社区工作者政策实验室"
PRODUCT_EN = "Community Worker Policy Lab"
STYLES = tuple(f"voila/templates/simlib/static/{name}.css" for name in ("common", "simlib"))

# The token is in the fragment of the address, which a browser never sends: it reaches no log.
ENTER = """
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("token").value = token;
  document.getElementById("enter").submit();
}
"""
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


def page(base_url: str, title: str, title_en: str, body: str) -> str:
    """A whole page in the dashboards' look; `body` is HTML, the titles are text."""
    links = "".join(f'<link rel="stylesheet" href="{escape(base_url)}{style}">' for style in STYLES)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {PRODUCT}</title><link rel="icon" href="data:;base64,=">
{links}</head>
<body class="lab-plain"><header class="lab-header"><p class="lab-product">{PRODUCT}
<span lang="en">{PRODUCT_EN}</span></p></header>
<main class="lab-card"><h1>{escape(title)} <small lang="en">{escape(title_en)}</small></h1>
{body}</main></body></html>"""


def notice(base_url: str, status: int, text: str, text_en: str) -> str:
    """A refusal: what happened and what to do, in both languages."""
    body = f'<p>{escape(text)}</p><p lang="en">{escape(text_en)}</p><p class="lab-note">{status}</p>'
    return page(base_url, "无法打开", "Cannot open", body)


def index(base_url: str, entries: list[Dashboard]) -> str:
    """The list of dashboards."""
    items = "".join(f"<li>{_item(base_url, entry)}</li>" for entry in entries)
    empty = '<p>没有可用的页面。</p><p lang="en">There is no dashboard here.</p>'
    return page(base_url, "选择页面", "Choose a page", f'<ul class="lab-list">{items}</ul>' if items else empty)


def _item(base_url: str, entry: Dashboard) -> str:
    about = f'<small>{escape(entry.about)} <span lang="en">{escape(entry.about_en)}</span></small>'
    return (
        f'<a href="{escape(base_url)}voila/render/{escape(entry.file)}">{escape(entry.title)}'
        f' <span lang="en">{escape(entry.title_en)}</span>{about if entry.about else ""}</a>'
    )


def login(base_url: str, xsrf_field: str, next_url: str, failed: bool) -> str:
    """The way in: a form for the token, filled by the printed address itself."""
    wrong = '<p role="alert">访问口令有误。 <span lang="en">The token is not right.</span></p>' if failed else ""
    body = f"""{wrong}<p>请打开启动时终端里显示的完整地址，或在此输入其中的访问口令。</p>
<p lang="en">Open the full address that the launcher printed, or enter the token from it.</p>
<form id="enter" method="post" action="{escape(base_url)}login">{xsrf_field}
<input type="hidden" name="next" value="{escape(next_url)}">
<label for="token">访问口令 <span lang="en">Token</span></label>
<input id="token" name="token" type="password" autocomplete="off" required>
<button type="submit">进入 <span lang="en">Enter</span></button></form><script>{ENTER}</script>"""
    return page(base_url, "进入", "Enter", body)

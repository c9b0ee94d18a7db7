"""What MkDocs is told beside mkdocs.yml: notebooks and commands become pages, headings get the anchors of GitHub.

Notebooks are run where SITE_RUNS_NOTEBOOKS is set, as `make docs` does; else their pages have text and code alone,
which is enough to follow every link.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from mkdocs.structure.files import File, Files
from nbconvert import MarkdownExporter
from nbconvert.preprocessors import ExecutePreprocessor

sys.path.insert(0, str(Path(__file__).parent))  # MkDocs loads this file by its path
import commands_page

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PAGES = "guide/notebooks"
FOLDED = """{% extends "markdown/index.md.j2" %}
{% block input %}<details markdown="1"><summary>代码 · Code</summary>

```python
{{ cell.source }}
```

</details>
{% endblock %}
{% block data_png %}![{{ output.data["text/plain"] }}]({{ output.metadata.filenames["image/png"] }})
{% endblock %}"""


def on_config(config: Any) -> Any:
    """Give headings GitHub's anchors, so that a link works in both places."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = anchor
    return config


def anchor(heading: str, separator: str) -> str:
    """Return the anchor of a heading: letters of any script, a hyphen for each space."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", separator)


def on_files(files: Files, config: Any) -> Files:
    """Add a page for each notebook with the pictures on it, and the page of commands."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text, pictures = as_page(path)
        files.append(File.generated(config, f"{PAGES}/{path.stem}.md", content=text))
        for name, picture in pictures.items():
            files.append(File.generated(config, f"{PAGES}/{name}", content=picture))
    files.append(File.generated(config, "reference/commands.md", content=commands_page.page()))
    return files


def as_page(path: Path) -> tuple[str, dict[str, bytes]]:
    """Return a notebook as Markdown, its code folded away, and its pictures by name."""
    notebook = nbformat.read(path, as_version=4)
    if "SITE_RUNS_NOTEBOOKS" in os.environ:
        ExecutePreprocessor(timeout=600).preprocess(notebook, {"metadata": {"path": str(NOTEBOOKS)}})
    exporter = MarkdownExporter(raw_template=FOLDED)
    text, resources = exporter.from_notebook_node(notebook, {"unique_key": path.stem})
    return text.replace("](../docs/", "](../../"), resources["outputs"]

"""Print the reference page of rules (`docs/reference/rules.md`): what each file under `simlib/rules/` says of itself.

Usage: python scripts/rules_page.py > docs/reference/rules.md
"""

from __future__ import annotations

import ast
from pathlib import Path

RULES = Path(__file__).parents[1] / "simlib" / "rules"
DECISIONS = (
    "establishment",
    "conversion",
    "progression",
    "promotion",
    "election",
    "regrading",
    "recruitment",
    "ramp",
    "retirement",
    "exits",
    "channel",
    "qualification",
    "appraisal",
    "dismissal",
)  # in the order of a month's business
_HEAD = """# 规则 · The rules, one by one

由 `simlib/rules/` 各文件的说明生成（`python scripts/rules_page.py > docs/reference/rules.md`），不要手改。
次序同一个月的办理次序；数值在政策包里，每次抽签见[抽签](../how/luck.md)，怎样合在一起见[模型](../how/model.md)。

Made from what the files under `simlib/rules/` say of themselves
(`python scripts/rules_page.py > docs/reference/rules.md`); not edited by hand. In the order of a month's business.
Values are in the packs, draws on [their page](../how/luck.md), how it fits together in [the model](../how/model.md).
"""


def page() -> str:
    """Return the page: a section for each decision, a block for each rule file."""
    return "\n".join([_HEAD, *(_section(RULES / decision) for decision in DECISIONS)])


def _section(folder: Path) -> str:
    files = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    head = f"## {folder.name}\n\n{_says(folder / '__init__.py')}\n"
    return "\n".join([head, *(f"### `{path.stem}`\n\n```text\n{_says(path)}\n```\n" for path in files)])


def _says(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    if not said:
        raise ValueError(f"{path.name} does not say what it decides: give it a docstring.")
    return said


if __name__ == "__main__":
    print(page(), end="")

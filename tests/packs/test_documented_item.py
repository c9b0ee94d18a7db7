"""The example of a bureau's own items in the guide, laid into a pack as it stands, loads and suits the editor."""

from __future__ import annotations

import re
from pathlib import Path

from simlib.policy import json_schema, load_policy
from tests.packs.own_items import SCENARIOS, build
from tests.policy.made_up import edit
from tests.policy.test_schema_current import complaints

(EXAMPLE,) = re.findall(
    r"```yaml\nsources:\n(.*?)(items:\n.*?)provisions:\n(.*?)```",
    (SCENARIOS.parent / "docs/guide/new_city.md").read_text("utf-8").replace("…", "made up"),
    re.S,
)


def test_the_documented_items_load_and_agree_with_the_schema(tmp_path: Path) -> None:
    sources, items, sums = EXAMPLE
    folder = build(tmp_path, items, sums)
    edit(folder / "policy.yaml", "\nsources:\n", f"\nsources:\n{sources}")
    assert {item.key for item in load_policy(folder).own_items} == {"heating", "transport", "award"}
    assert complaints(json_schema(), folder / "policy.yaml") == []

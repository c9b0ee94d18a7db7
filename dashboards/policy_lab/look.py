"""What this page adds to the dashboards' style sheet."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parents[1] / "share/jupyter/voila/templates/simlib/static/policy_lab.css"
STYLE = f"<style>{FILE.read_text(encoding='utf-8')}</style>"

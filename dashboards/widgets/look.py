"""What a dashboard with levers adds to the style sheet of every page."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parents[1] / "share/jupyter/voila/templates/simlib/static/dashboard.css"
STYLE = f"<style>{FILE.read_text(encoding='utf-8')}</style>"

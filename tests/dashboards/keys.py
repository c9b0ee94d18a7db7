"""Numbers typed on a dashboard with the keys of a keyboard, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Field:
    """The number field of a term."""

    page: Page
    name: str

    @property
    def whole(self) -> Locator:
        """The field with what is said of it."""
        return self.page.locator(f'[data-number="{self.name}"]')

    @property
    def input(self) -> Locator:
        """Where one types."""
        return self.whole.locator("input")

    @property
    def refused(self) -> Locator:
        """In what words something is refused."""
        return self.whole.locator("[role=alert]")

    @property
    def lever(self) -> Locator:
        """The lever that it belongs to."""
        return self.page.locator(".lab-lever").filter(has=self.whole)

    def type(self, text: str, leave: str = "Enter") -> None:
        """Click the number, type, and leave it: by a key, or by a click elsewhere."""
        self.input.click()
        self.page.keyboard.type(text)
        self.page.locator(".lab-sentence").click() if leave == "click" else self.page.keyboard.press(leave)

    def is_computed(self, value: str, shown: str, said: str) -> None:
        """Wait until a value is what is computed, shown in full and said in the sentence."""
        expect(self.whole).to_have_attribute("data-value", value, timeout=60_000)
        expect(self.input).to_have_value(shown)
        expect(self.page.locator(".lab-sentence")).to_contain_text(said, timeout=60_000)

    def is_refused(self, said: str, back: str) -> None:
        """Wait until it is said why something is refused; the old value is back."""
        expect(self.refused).to_contain_text(said, timeout=60_000)
        expect(self.input).to_have_value(back)


def settled(page: Page, done: str) -> None:
    """Wait until everything is computed, and no figure is dimmed."""
    expect(page.locator(".lab-bar .lab-status")).to_have_text(done, timeout=60_000)
    page.wait_for_function("document.getAnimations().length === 0")

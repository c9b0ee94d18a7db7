"""A number field: what is typed is taken on Enter, Tab or a click elsewhere, or refused in words.

A browser's own number fields stop reading at a comma, and leave out or cut off in silence what does not fit them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import anywidget
import traitlets

from dashboards.widgets.incoming import LONGEST, a_line
from dashboards.widgets.language import Language
from simlib.text import NOTHING, Text, Told, joined, same

SCRIPT = """
function render({model, el}) {
  const make = (tag, kind, role) => {
    const made = document.createElement(tag);
    made.className = kind;
    if (role) made.setAttribute("role", role);
    return made;
  };
  const label = make("label", "widget-label"), input = make("input", "lab-typed");
  const notice = make("span", "lab-notice", "status"), refused = make("span", "lab-refused", "alert");
  const id = "lab-" + Math.random().toString(36).slice(2);
  Object.assign(input, {id, type: "text", inputMode: "decimal", autocomplete: "off", maxLength: LONGEST});
  Object.assign(notice, {id: id + "-notice"});
  Object.assign(refused, {id: id + "-refused"});
  label.htmlFor = id;
  input.setAttribute("aria-describedby", `${notice.id} ${refused.id}`);
  el.classList.add("lab-number");
  let drawn = "", sent = null, entering = false; // entering: all is selected, nothing typed yet
  const say = (part, text) => { if (part.textContent !== text) part.textContent = text; };
  const draw = () => {
    const typing = document.activeElement === input && input.value !== drawn && input.value !== sent;
    drawn = model.get("text");
    if (!typing) input.value = drawn;
    input.style.minWidth = drawn.length > 9 ? `${drawn.length + 2}ch` : ""; // a spread is shown in full
    say(label, model.get("label"));
    say(notice, model.get("notice"));
    say(refused, model.get("refused"));
    label.hidden = !model.get("labelled");
    input.setAttribute("aria-label", model.get("label"));
    input.setAttribute("aria-invalid", String(Boolean(refused.textContent)));
    Object.assign(el.dataset, {number: model.get("name"), value: model.get("data"), shown: drawn});
  };
  const select = () => { entering = true; input.select(); };
  const press = () => { if (entering) input.blur(); }; // to be entered anew: a click leaves all of it selected
  const commit = () => {
    if (input.value === drawn || input.value === sent) return;
    sent = input.value;
    model.send({typed: sent});
  };
  const answered = () => {
    draw();
    sent = null;
    if (document.activeElement === input && input.value === drawn) select();
  };
  const key = (event) => {
    entering = false;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault(); // what the browser does with them takes the selection away
    if (event.key === "Enter") commit();
    else input.value = drawn;
    select();
  };
  draw();
  input.addEventListener("focus", select);
  input.addEventListener("mousedown", press);
  input.addEventListener("click", () => { if (entering) input.select(); });
  input.addEventListener("blur", commit);
  input.addEventListener("keydown", key);
  input.addEventListener("input", () => { entering = false; });
  model.on("change", draw);
  model.on("msg:custom", answered);
  el.append(label, input, notice, refused);
  return () => { model.off("change", draw); model.off("msg:custom", answered); };
}
export default { render };
""".replace("LONGEST", str(LONGEST))


def in_full(number: float | Decimal, *, fen: bool = False, grouped: bool = True) -> str:
    """Write a number with all its digits; `fen`: with two decimals where it is not whole.

    >>> in_full(5093.8, fen=True), in_full(0.125), in_full(20.0)
    ('5,093.80', '0.125', '20')
    """
    exact = Decimal(str(number))
    exact = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
    if fen and exact != exact.to_integral_value():
        exact = exact.quantize(Decimal("0.01"))
    return f"{exact:{',' if grouped else ''}f}"


class NumberField(anywidget.AnyWidget):
    """A field in which a number is typed.

    take      called with what the visitor typed; refuses it with an error that has texts (`Told`)
    named     what the field is for; shown before it where `labelled`, and read out in any case
    name      by which scripts find it
    text      what stands in the field; `data` the same value, for scripts
    """

    _esm = SCRIPT
    name, label, text, data, notice, refused = (traitlets.Unicode().tag(sync=True) for _ in range(6))
    labelled = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, language: Language, take: Callable[[str], Any], *, name: str = "", labelled: bool = False
    ) -> None:
        super().__init__(name=name, labelled=labelled)
        self.language, self._take = language, take
        self.named = self._noticed = self._why = NOTHING
        self.on_msg(self._hear)
        language.observe(lambda _change: self._say(), "code")

    def show(self, text: str, data: str, notice: Text = NOTHING) -> None:
        """Put a value in the field, with what is to be known of it; what was refused before is forgotten."""
        self._noticed, self._why = notice, NOTHING
        with self.hold_sync():
            self.text, self.data = text, data
            self._say()

    def called(self, text: Text) -> None:
        """Say what the field is for."""
        self.named = text
        self._say()

    def _hear(self, _widget: object, message: Any, _buffers: object) -> None:
        """Take what a visitor typed: a line of text and nothing else."""
        if not isinstance(message, dict) or set(message) != {"typed"} or not a_line(self, message["typed"]):
            return
        try:
            self._take(message["typed"])
        except Told as refusal:
            self._why = joined(refusal.texts, same(" "))
            self._say()
        finally:
            self.send({"answered": True})

    def _say(self) -> None:
        with self.hold_sync():
            self.label, self.notice = self.language(self.named), self.language(self._noticed)
            self.refused = self.language(self._why)

"""A button that builds a file when it is pressed and saves it in the visitor's browser."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from simlib.text import Text, Told

log = logging.getLogger(__name__)

LARGEST = 20 * 2**20  # bytes; a larger message closes the connection to the page
TOO_LARGE = Text("文件超过 20 MB，请减少年数或方案。", "The file is over 20 MB: choose fewer years or proposals.")
FAILED = Text("未能生成文件，编号 {reference}。", "The file could not be made, reference {reference}.")

SCRIPT = """
function save(file, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], {type: file.kind}));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function render({model, el}) {
  const button = document.createElement("button");
  button.className = "jupyter-button lab-download";
  const words = document.createElement("span");
  words.setAttribute("role", "alert");
  const relabel = () => { button.textContent = model.get("label"); };
  const answer = (message, buffers) => {
    button.disabled = false;
    if (message.error) words.textContent = message.error;
    else save(message, buffers[0]);
  };
  const ask = () => {
    button.disabled = true;
    words.textContent = "";
    model.send({ask: "file"});
  };
  relabel();
  button.addEventListener("click", ask);
  model.on("change:label", relabel);
  model.on("msg:custom", answer);
  el.append(button, words);
  return () => { model.off("change:label", relabel); model.off("msg:custom", answer); };
}
export default { render };
"""


class Download(anywidget.AnyWidget):
    """A download button.

    build   returns the file's bytes; called at each press, so the file is of the present state
    name    returns the file's name, or is the name
    kind    its media type
    """

    _esm = SCRIPT
    label = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, build: Callable[[], bytes], *, name: str | Callable[[], str], kind: str, label: str = "下载"
    ) -> None:
        super().__init__(label=label)
        self._build, self._name, self._kind = build, name, kind
        self.on_msg(self._answer)

    def _answer(self, _widget: object, message: Any, _buffers: object) -> None:
        if message != {"ask": "file"}:
            return
        try:
            data = self._build()
            name = self._name() if callable(self._name) else self._name
        except Told as refusal:
            self.send({"error": " ".join(text for one in refusal.texts for text in one)})
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("download failed %s", reference)
            self.send({"error": " ".join(FAILED.of(reference=reference))})
        else:
            self._send_file(name, data)

    def _send_file(self, name: str, data: bytes) -> None:
        if len(data) > LARGEST:
            self.send({"error": " ".join(TOO_LARGE)})
        else:
            self.send({"name": name, "kind": self._kind}, buffers=[data])

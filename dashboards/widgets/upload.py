"""A field into which a file is dropped, or chosen: read in the kernel's memory, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from simlib.text import Text

LARGEST = 8 * 2**20  # bytes; a message over 10 MB closes the connection to the page
LONGEST_NAME = 120  # characters of a file's name
TOO_LARGE = Text("文件超过 8 MB：请用命令行读取。", "The file is over 8 MB: read it from the command line.")

SCRIPT = """
function render({model, el}) {
  const zone = document.createElement("label");
  zone.className = "lab-upload";
  const words = document.createElement("span");
  const input = document.createElement("input");
  input.type = "file";
  input.accept = model.get("accept");
  const told = document.createElement("span");
  told.setAttribute("role", "alert");
  const relabel = () => { words.textContent = model.get("label"); };
  const take = async (file) => {
    told.textContent = "";
    if (!file) return;
    if (file.size > model.get("largest")) { told.textContent = model.get("too_large"); return; }
    model.send({name: file.name}, undefined, [await file.arrayBuffer()]);
    input.value = "";  // the same file may be chosen again
  };
  relabel();
  input.addEventListener("change", () => take(input.files[0]));
  for (const kind of ["dragover", "dragenter"])
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("lab-over"); });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("lab-over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files[0]); });
  model.on("change:label", relabel);
  words.className = "lab-upload-words";
  zone.append(words, input);
  el.append(zone, told);
  return () => { model.off("change:label", relabel); };
}
export default { render };
"""


class Upload(anywidget.AnyWidget):
    """A field for one file.

    taken   called with the file's content and name, on the page's thread
    accept  endings of names that are offered when a file is chosen: .xlsx,.csv
    """

    _esm = SCRIPT
    label = traitlets.Unicode("").tag(sync=True)
    accept = traitlets.Unicode("").tag(sync=True)
    too_large = traitlets.Unicode("").tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)

    def __init__(self, taken: Callable[[bytes, str], Any], *, accept: str = "") -> None:
        super().__init__(accept=accept)
        self._taken = taken
        self.on_msg(self._take)

    def _take(self, _: Any, content: Any, buffers: Any) -> None:
        """Take what a browser sends; a client may send anything, so what is no file of this size is left unheard."""
        name = content.get("name") if isinstance(content, dict) else None
        if isinstance(name, str) and len(buffers or ()) == 1 and len(buffers[0]) <= LARGEST:
            self._taken(bytes(buffers[0]), "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME])

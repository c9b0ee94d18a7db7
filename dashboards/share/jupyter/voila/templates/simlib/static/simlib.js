// What the pages need beyond Voilà: progress while loading, keys, names for assistive technology, the end of a session.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  // --- loading -------------------------------------------------------------------------------------------------
  window.labProgress = (index, count) => {
    const text = byId("loading_text");
    if (text) text.textContent = `${index} / ${count}`;
  };
  const PATIENCE = 20000; // milliseconds until a page without a widget is shown as it is
  const reveal = () => {
    byId("loading")?.remove();
    document.body.classList.remove("lab-waiting");
    nameIn(document.body);
  };
  const revealWhenDrawn = (started) => {
    const drawn = document.querySelector("#rendered_cells .jupyter-widgets");
    if (drawn || !expected || Date.now() - started > PATIENCE) reveal();
    else setTimeout(revealWhenDrawn, 50, started);
  };
  let expected = false; // whether the notebook shows a widget
  window.labFinish = () => {
    if (!window.themeLoaded) {
      expected = byId("rendered_cells").textContent.includes("application/vnd.jupyter.widget-view+json");
      window.cellLoaded = true; // Voilà's theme plugin calls again
      return;
    }
    document.body.classList.add("lab-waiting"); // laid out but unseen, or visitors read "Loading widget..."
    byId("rendered_cells").style.display = "";
    revealWhenDrawn(Date.now());
  };

  // --- keys: f full screen, p projector --------------------------------------------------------------------------
  const PROJECTOR = "lab-projector";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const project = (on) => {
    document.body.classList.toggle(PROJECTOR, on);
    sessionStorage.setItem(PROJECTOR, on ? "1" : "");
    window.dispatchEvent(new Event("resize"));
  };
  const fullScreen = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key === "f") fullScreen();
    if (event.key === "p") project(!document.body.classList.contains(PROJECTOR));
  });

  // --- names for assistive technology ------------------------------------------------------------------------------
  const labelOf = (node) => node.closest(".jupyter-widgets")?.querySelector(".widget-label")?.textContent?.trim() || "";
  const name = (node, text) => {
    if (text && node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text);
  };
  const nameSlider = (handle) => {
    name(handle, labelOf(handle));
    const shown = handle.closest(".lab-row")?.querySelector("[data-shown]")?.dataset.shown;
    if (shown && handle.getAttribute("aria-valuetext") !== shown) handle.setAttribute("aria-valuetext", shown);
  };
  const nameField = (field) => {
    if (!field.labels?.length || !field.labels[0].textContent.trim()) name(field, labelOf(field));
  };
  const namePicture = (image) => {
    if (!image.title) return;
    image.alt = image.title; // ipywidgets has no alt text: `tooltip` carries it
    image.removeAttribute("title");
  };
  const takeLanguage = () => {
    const language = [...document.querySelectorAll("[data-lab-language]")].at(-1);
    if (language) document.documentElement.lang = language.dataset.labLanguage;
  };
  const NAMED = [
    [".noUi-handle", nameSlider],
    [".jupyter-widgets :is(input, select, textarea)", nameField],
    ["img.lab-picture[title]", namePicture],
    ["[data-lab-language]", takeLanguage],
  ];
  const nameIn = (root) => {
    for (const [selector, act] of NAMED) {
      if (root.matches(selector)) act(root);
      root.querySelectorAll(selector).forEach(act);
    }
  };
  const ABOUT = { ".widget-label": ".jupyter-widgets", "[data-shown]": ".lab-row" }; // what names what, within what
  const changed = ({ type, target, addedNodes }) => {
    for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) nameIn(node);
    const at = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (type === "attributes") nameIn(at);
    for (const [naming, around] of Object.entries(ABOUT)) {
      const row = at?.closest(naming)?.closest(around);
      if (row) nameIn(row);
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    if (sessionStorage.getItem(PROJECTOR)) project(true);
    // at once, not in the next frame: nothing is ever on the page without its name
    const attributes = ["title", "data-shown", "data-lab-language"];
    new MutationObserver((records) => records.forEach(changed)).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
    });
  });

  // --- the end of a session ------------------------------------------------------------------------------------------
  let leaving = false;
  const kernelId = () => JSON.parse(byId("jupyter-config-data").textContent).kernelId;
  const base = () => JSON.parse(byId("jupyter-config-data").textContent).baseUrl;
  const kernel = async () => {
    const answer = await fetch(`${base()}api/kernels/${kernelId()}`);
    return answer.ok ? answer.json() : null;
  };
  const ended = async () => {
    if (leaving) return;
    byId("lab-ended").hidden = false;
    const known = await kernel().catch(() => null);
    if (known?.too_large) byId("lab-too-large").hidden = false;
  };
  const check = async () => {
    if (leaving) return;
    const known = await kernel().catch(() => null);
    if (!known || known.too_large) ended();
  };
  const DIED = /"execution_state": ?"(restarting|autorestarting|dead)"/;
  const listen = (data) => {
    if (data instanceof ArrayBuffer && data.byteLength < 4000 && DIED.test(new TextDecoder().decode(data))) ended();
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("close", () => setTimeout(check, 300));
      this.addEventListener("message", (event) => listen(event.data));
    }
  };
  window.addEventListener("beforeunload", () => { leaving = true; });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
})();

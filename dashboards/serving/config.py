"""The settings of the server, each with the reason it is not the default."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from traitlets.config import Config

from dashboards.serving.pages import Dashboard
from simlib.machine import size
from simlib.policy.packs import VARIABLE, scenario_folders
from simlib.private import GIVEN, cache_home

HERE = Path(__file__).resolve().parents[1]
SHARE = HERE / "share" / "jupyter"  # our Voilà template
EXTENSIONS = [  # every other installed extension would be loaded by every page
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",  # without it the page spins for ever
    "anywidget",
]

# Everything a page loads comes from this server; the browser refuses the rest. Jupyter's front end needs
# unsafe-eval (its schema checks), inline scripts (Voilà's template) and blob: (anywidget modules, downloads).
CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data: ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"  # to the kernels: no port another user can reach
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def configuration(*, entries: Sequence[Dashboard], preheat: int, idle_seconds: int, memory: int) -> Config:
    """The traitlets configuration of the server.

    `preheat` kernels wait for each of `entries`, and each page links to the others; a kernel that serves nobody for
    `idle_seconds` is ended, and so is one that takes more than `memory` bytes.
    """
    pools = {entry.file: {"pool_size": preheat} for entry in entries}  # Voilà alone would preheat subfolders too
    return Config(
        VoilaConfiguration=Config(pages(preheat), page_config_hook=told(entries, memory)),
        CountedKernels=Config(cull_interval=60, cull_idle_timeout=idle_seconds, memory=memory),
        KernelManager=Config(transport=TRANSPORT),
        KernelRestarter=Config(restart_limit=0),  # a page whose kernel ended is told so, not waited for
        VoilaExecutor=Config(timeout=600),  # nor is one that never opens
        VoilaKernelManager=Config(
            fill_delay=1.0,  # first let the page that took a kernel load
            kernel_pools_config={"default": {"pool_size": 0}} | pools,
        ),
        Voila=Config(tornado_settings={"headers": HEADERS}),
    )


def told(entries: Sequence[Dashboard], memory: int) -> Callable[..., dict[str, Any]]:
    """Return what tells the template which dashboards there are, and how much memory a visitor may take."""
    known = [{"file": entry.file, "title": entry.title, "title_en": entry.title_en} for entry in entries]

    def tell(page_config: dict[str, Any], *, notebook_path: str, **_: Any) -> dict[str, Any]:
        others = [entry for entry in known if entry["file"] != Path(notebook_path).name]
        return {**page_config, "labOthers": others, "labMemory": size(memory)}

    return tell


def pages(preheat: int) -> dict[str, Any]:
    """Settings of the pages."""
    return {
        "template": "simlib",
        "theme": "light",
        "allow_template_override": "NO",  # otherwise an unescaped parameter of the address
        "allow_theme_override": "NO",
        "show_tracebacks": False,
        "file_allowlist": [],
        "extension_allowlist": EXTENSIONS,
        "preheat_kernel": preheat > 0,
        "default_pool_size": preheat,
        "multi_kernel_manager_class": "dashboards.serving.kernels.CountedKernels",
    }


def prepare_environment() -> None:
    """Let Voilà find our template, and the kernels our packages, the packs seen from here and the compiled code."""
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")]))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))
    os.environ[VARIABLE] = os.pathsep.join(str(folder.resolve()) for folder in scenario_folders())
    os.environ[GIVEN] = str(cache_home())
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    if str(HERE.parent) not in sys.path:
        sys.path.insert(0, str(HERE.parent))

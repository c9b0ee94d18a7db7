# make lab    安装并打开实验室 / install and open the lab
# make test   全部检查与测试 / every check and test

VENV := .venv
BIN := $(VENV)/bin
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do $$p -c '$(RECENT)' 2>/dev/null && echo $$p && break; done)
SOURCES := $(shell find simlib -name '*.py' 2>/dev/null)

# A virtual environment knows its own path: one that was copied or moved is made anew.
ifneq ($(shell cat $(VENV)/made-in 2>/dev/null),$(CURDIR))
$(VENV)/made-in: FORCE
endif

.DEFAULT_GOAL := help
.PHONY: help lab test test-quick verify-long check bench docs notebooks lock clean FORCE
.DELETE_ON_ERROR:

help:
	@echo "make lab        安装（首次约一两分钟）并打开政策实验室 / install (a minute or two the first time), open the lab"
	@echo "make test       安装开发工具，运行全部检查与测试 / install the developers' tools, run every check and test"
	@echo "make test-quick 政策、规则、预算的测试，约两分钟 / tests of policy, rules and budget, about two minutes"
	@echo "make check      只做静态检查：ruff、mypy / lint and types only"
	@echo "make notebooks  在 JupyterLab 中打开分析笔记本 / open the analysis notebooks in JupyterLab"
	@echo "make verify-long CI 装不下的核验，几小时 / what takes longer than CI, some hours"
	@echo "make docs       把文档做成网站 site/ / make a site of the docs, in site/"
	@echo "make bench      性能基准 / benchmarks"
	@echo "make lock       依赖变了：重写两个锁文件 / dependencies changed: write both locks"
	@echo "make clean      删除环境与缓存 / remove the environment and caches"

lab: $(VENV)/warm
	@$(BIN)/simlib serve

notebooks: $(VENV)/warm
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.app_settings_dir=dashboards/share/jupyter/lab/settings notebooks/01_start_here.ipynb

# What takes longer than CI: hours. Parts: make verify-long STEPS="properties second_engine" TRIES=100
verify-long: $(VENV)/developer
	@$(BIN)/python scripts/verify_long.py $(STEPS) $(if $(TRIES),--tries $(TRIES))

bench: $(VENV)/warm
	@$(BIN)/python -m benchmarks

docs: $(VENV)/developer
	SITE_RUNS_NOTEBOOKS=1 $(BIN)/mkdocs build --strict -q
	@echo "打开 / open: $(BIN)/python -m http.server -d site"

check: $(VENV)/developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Without a browser or an office suite a newcomer still gets every other test, and is told; in CI nothing is left out.
test: check
	@left=""; marks=""; \
	for tool in browser office; do \
	  if [ -z "$$CI" ] && ! $(BIN)/python scripts/programs.py $$tool >/dev/null 2>&1; then \
	    left="$$left $$tool"; marks="$${marks:+$$marks and }not $$tool"; \
	  fi; \
	done; \
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile -m "$$marks" && status=0 || status=$$?; \
	for tool in $$left; do \
	  echo "================ 未运行的测试 / TESTS LEFT OUT: $$tool ================"; \
	  $(BIN)/python scripts/programs.py $$tool || true; \
	done; \
	exit $$status

# What needs neither a browser nor an office suite, nor long runs: about two minutes.
test-quick: $(VENV)/developer
	$(BIN)/python -m pytest -q -n logical --maxprocesses 4 --dist loadfile tests/policy tests/rules tests/budget tests/project

# One version of each package for every Python and platform, with the hash of each of its files and nobody's address. What is
# locked stays as it is where it can; `make lock UP=--upgrade` takes the newest inside the ranges.
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url \
  --custom-compile-command 'make lock' $(UP) pyproject.toml

lock: $(VENV)/developer
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf $(VENV) .venv-bench site build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: each file below is newer than what it was made from, so a second call has nothing to do

$(VENV)/made-in:
	@test -n "$(PYTHON)" || { \
	  echo "需要 Python 3.11 或更新版本；找到的是：$$(python3 --version 2>&1)。装好后可指定：make lab PYTHON=/path/to/python3.12"; \
	  echo "Python 3.11 or newer is needed; found: $$(python3 --version 2>&1). Once installed, name it: make lab PYTHON=/path/to/python3.12"; \
	  exit 1; }
	@$(PYTHON) -c '$(RECENT)' || { \
	  echo "PYTHON=$(PYTHON) 不是 Python 3.11 或更新版本。/ PYTHON=$(PYTHON) is not Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "此 Python 缺少 venv。Debian/Ubuntu 请运行：sudo apt-get install python3-venv"; \
	  echo "This Python lacks venv. On Debian/Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "正在创建环境 $(VENV) … / Making the environment $(VENV) …"
	@$(PYTHON) -m venv $(if $(wildcard $@),--clear) $(VENV)
	@echo "$(CURDIR)" > $@

# What is locked comes with its hash; then the project itself, which brings nothing more. pip leaves byte-compiling to
# compileall, which uses every core; a page then opens in half the time.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile
define install
	@echo "正在安装（首次约一两分钟）… / Installing (a minute or two the first time) …"
	@$(PIP) --require-hashes -r $(1)
	@$(PIP) --no-deps -e .
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib simlib dashboards || true  # some packages ship templates named .py
endef

$(VENV)/runtime: pyproject.toml requirements.lock $(VENV)/made-in
	$(call install,requirements.lock)
	@touch $@

$(VENV)/developer: pyproject.toml requirements.lock requirements-dev.lock $(VENV)/made-in
	$(call install,requirements-dev.lock)
	@touch $@ $(VENV)/runtime

# Numba compiles the rules once and keeps them; the first slider then answers at once. Editors get their schemas.
$(VENV)/warm: $(VENV)/runtime $(SOURCES)
	@if [ -f simlib/warm.py ]; then $(BIN)/python -m simlib.warm; fi
	@$(BIN)/simlib schema >/dev/null
	@touch $@

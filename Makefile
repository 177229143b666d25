# Two commands do all set-up on a fresh Debian 12 with git, make and Python 3.11: `make demo` and `make test`.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
VAULT ?=
ONLY ?=
SIZE ?=
ROOM ?=

demo: ready ## Make a demo vault, a liaison form and pictures in demo/, and open the window if there is a screen
	@if [ -e demo/demo.caselink ]; then echo "demo/ is there already; to start over: rm -r demo"; \
	else $(PYTHON) -I -m caselink demo demo; fi
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	echo "The window asks for the passphrase in demo/demo-password.txt"; $(PYTHON) -I -m caselink demo/demo.caselink; \
	else echo "No screen here; with one: make run VAULT=demo/demo.caselink"; fi

run: ready ## Open the window; VAULT=path opens that vault
	@$(PYTHON) -I -m caselink $(VAULT)

# Every worker and every command they start would compile the program again.
test: export PYTHONDONTWRITEBYTECODE :=
test: ready-dev window-libraries ## Run all tests; those of names, domain, forms, consent, figures and disclosure must reach every branch
	$(PYTHON) -m pytest -n 2 --dist worksteal -m measured tests/names tests/domain tests/forms tests/consent \
	tests/figures tests/disclosure \
	--cov=caselink.names --cov=caselink.domain --cov=caselink.forms --cov=caselink.consent --cov=caselink.figures --cov=caselink.disclosure \
	--cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100
	$(PYTHON) -m pytest -n 3 --dist worksteal --durations=12 -rs -m "not measured"

torture: ready-dev ## Try what the vault promises at full size and print the figures (~30 minutes on two idle cores); ONLY=kills,flips SIZE=100
	$(PYTHON) -m tests.torture --only "$(ONLY)" --size "$(or $(SIZE),0)"

soak: ready-dev ## A day at the office, sped up: what its end costs in relation to its beginning (20 minutes); SIZE=200
	$(PYTHON) -m tests.soak --size "$(or $(SIZE),1000)"

mutants: ready-dev .venv/mutants/.stamp ## Change the heart in small ways and see which change no test notices (an hour); ROOM=disclosure SIZE=100
	$(PYTHON) tools/mutants.py --room "$(ROOM)" --size "$(or $(SIZE),0)"

bench: ready-dev ## Measure a vault of 100,000 cases (kept in build/) against what is promised; ONLY=saving SIZE=4000
	$(PYTHON) -m benchmarks --only "$(ONLY)" --size "$(or $(SIZE),100000)"

installers: ready-dev ## Build what is handed out into dist/, from a clean clone; ONLY="deb12 folder windows --python FILE SHA256"
	$(PYTHON) -m installer build $(ONLY)

try-installers: ready-dev ## Install, use and remove each in a bare system (debootstrap as root, or wine); ONLY="deb12 windows"
	$(PYTHON) -m installer try $(ONLY)

release: ready-dev ## Before a version goes out: its number and day, lint, tests, packages built and tried; then the checklist
	$(PYTHON) -m installer release $(ONLY)

lint: ready-dev ## Check style, types, import rules and translations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) tools/house.py
	$(PYTHON) tools/translations.py check

translations: ready-dev ## Take new texts from the source into the catalogues, for a translator to fill in
	$(PYTHON) tools/translations.py update

lock: ready-dev ## Renew the exact versions and hashes in requirements/
	tools/lock

help: ## Say what there is
	@echo "CaseLink: make demo, make test, and:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

ready: .venv/run.stamp
	@$(PYTHON) tools/translations.py compile

ready-dev: .venv/dev.stamp
	@$(PYTHON) tools/translations.py compile

# Without them pytest cannot even start, and what it prints then helps nobody.
window-libraries: ready-dev
	@$(PYTHON) -c 'import PySide6.QtWidgets' 2>/dev/null || { echo "The tests drive a real window, and libraries that it needs \
	are missing: rm .venv/dev.stamp, and make test says which." >&2; exit 1; }

.venv/mutants/.stamp: requirements/mutants.txt
	@$(PYTHON) -m pip install --quiet --no-deps --require-hashes --only-binary=:all: --upgrade --target .venv/mutants -r $<
	@touch $@

.venv/%.stamp: requirements/%.txt pyproject.toml tools/setup
	@tools/setup $*

.PHONY: demo run test torture soak mutants bench installers try-installers release lint translations lock help ready ready-dev window-libraries

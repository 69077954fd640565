# Two commands, `make run` and `make test`. README.md shows the plain ones beneath them.

PYTHON ?= python3
VAR_DIR ?= var
BROWSER ?= if-found
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

export VAR_DIR CHROMIUM

python = .venv/bin/python
secret = $(VAR_DIR)/secret_key
make_secret = import secrets; print(secrets.token_urlsafe(50))
lock = $(python) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock"
too_old = peru50 needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Name another one: make run PYTHON=python3.12

.PHONY: run test test-browser lock words FORCE

run: .venv/requirements.txt
	@mkdir -p "$(VAR_DIR)"
	@test -n "$$SECRET_KEY" || test -s "$(secret)" || (umask 077; $(python) -c '$(make_secret)' >"$(secret)")
	@export SECRET_KEY="$${SECRET_KEY:-$$(cat "$(secret)")}"; \
	$(python) manage.py serve --check && $(python) manage.py setup_site && exec $(python) manage.py serve

test: .venv/requirements-dev.txt
	$(python) -m pytest -n auto --dist worksteal --ignore tests/browser
	@$(MAKE) --no-print-directory test-browser

# In a run of their own: the browser driver has an event loop, which Django otherwise refuses to work beside.
test-browser: .venv/requirements-dev.txt
ifneq ($(CHROMIUM),)
	DJANGO_ALLOW_ASYNC_UNSAFE=1 $(python) -m pytest tests/browser
else ifeq ($(BROWSER),required)
	@echo "The browser tests are required, and there is no Chromium: install one or name it with CHROMIUM=."; exit 1
else
	@echo "The browser tests were SKIPPED: there is no Chromium here. Name one with CHROMIUM=, or install it."
endif

# What is installed is compared with what is pinned, so that nothing is asked of PyPI when nothing changed.
.venv/requirements.txt: requirements.txt | .venv/bin/pip
.venv/requirements-dev.txt: requirements-dev.txt .venv/requirements.txt
.venv/requirements.txt .venv/requirements-dev.txt: FORCE
	@cmp -s $(@F) $@ || { echo "Installing $(@F) …"; \
	$(python) -m pip install -qq --disable-pip-version-check --require-hashes -r $(@F) && cp $(@F) $@; }

.venv/bin/pip:
	@command -v $(PYTHON) >/dev/null || { echo "peru50 needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("$(too_old)" % sys.version_info[:2])'
	@$(PYTHON) -m venv .venv

# For maintainers.

lock: .venv/bin/pip
	$(python) -m pip install --quiet uv
	$(lock) requirements.in -o requirements.txt
	$(lock) requirements-machine.in -o requirements-machine.txt
	$(lock) requirements-dev.in -o requirements-dev.txt

words: .venv/requirements.txt
	$(python) -m django makemessages --locale nl --locale es --locale fr --add-location file --no-wrap --no-obsolete --ignore .venv --ignore var --ignore tests

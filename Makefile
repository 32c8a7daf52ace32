# SPDX-License-Identifier: EUPL-1.2
# feiten: a fact base of Dutch neighbourhoods, and profiles made from it.
# `make help` lists the targets. Everything made goes into $(BUILD), what the
# sanitizers need into $(BUILD)-asan and $(BUILD)-fuzz.

BUILD ?= build
PREFIX ?= /usr/local
CC ?= cc
CFLAGS ?= -O2 -g
# What only tests is not made fast: that would take longer than it runs.
TEST_CFLAGS = -O0 -g1
# Rooms to build; a test of one room may name fewer. All C files of a room
# belong to it: docs/layers.txt says what each may use.
ROOMS ?= base codec geo net model source raw fetch store ingest derive panel analysis \
	story claims words house page chart render site export backup cli

PACKAGES = libcurl libcjson sqlite3 libcrypto zlib libisal libzip libarchive expat geos proj clp
# Asked for at the first compilation, not when make starts: `make deps` has to
# work where there is no pkg-config yet.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags \
	$(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs \
	$(PACKAGES)))$(PKG_LIBS)
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla \
	-Wimplicit-fallthrough -Wformat=2 -Wno-format-nonliteral
# `make V=1` shows the commands in full.
Q = $(if $(V),,@echo "  $(patsubst $(BUILD)/%,%,$@)";)
STD = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64
ALL_CFLAGS = $(STD) $(WARN) $(CFLAGS) -Iinclude -Isrc -I$(BUILD)/gen \
	-DFEITEN_PREFIX='"$(PREFIX)"' $(PKG_CFLAGS)
LIBS = $(PKG_LIBS) -lmd4c -lm -lpthread

SRC = $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
LIBSRC = $(filter-out src/cli/main.c,$(SRC))
OBJ = $(LIBSRC:src/%.c=$(BUILD)/obj/%.o)
MAIN = $(BUILD)/obj/cli/main.o
LIB = $(BUILD)/libfeiten.a
GEN =

# Programs of the tests.
HTTPD_SRC = $(sort $(filter-out tests/server/bigtable.c, \
	$(wildcard tests/server/*.c)))
HTTPD_OBJ = $(HTTPD_SRC:tests/%.c=$(BUILD)/tests/%.o)
BIGTABLE_OBJ = $(BUILD)/tests/server/bigtable.o
SIM_OBJ = $(patsubst tests/%.c,$(BUILD)/tests/%.o, \
	$(sort $(wildcard tests/sim/*.c)))
SERVERS = $(BUILD)/tests/httpd $(BUILD)/tests/bigtable $(BUILD)/tests/country
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
FUZZ = $(patsubst tests/fuzz/%.c,$(BUILD)/tests/%, \
	$(wildcard tests/fuzz/fuzz_*.c))
LIBFUZZER = $(FUZZ:$(BUILD)/tests/%=$(BUILD)/libfuzzer/%)

# Tests that are scripts: TAP, like the programs.
CLI_TESTS = $(filter-out tests/cli/lib.sh,$(sort $(wildcard tests/cli/*.sh)))
# What is killed at any moment gives a sanitizer nothing to say; nor do the same
# pages made once more.
ASAN_TESTS = $(filter-out tests/cli/kill.sh tests/cli/mutation.sh,$(CLI_TESTS)) \
	$(SERVER_TESTS)
# Those that do more, or something else, without sanitizers; make cli runs all.
PLAIN_TESTS = $(patsubst %,tests/cli/%.sh,faults install kill mutation pages sim)
HOUSE_TESTS = $(filter-out tests/house/lib.sh,$(sort $(wildcard tests/house/*.sh)))
SERVER_TESTS = tests/server/httpd_test.sh
PDF_TESTS = $(sort $(wildcard tests/pdf/*.sh tests/pdf/*.test.mjs))
BROWSER_TESTS = $(sort $(wildcard tests/browser/*.test.mjs))
JOBS ?= 2
DATA ?= ../shared/data
FUZZ_SECONDS ?= 60
# One more than there are processors: many a test waits for a server.
PROVE = BUILD=$(BUILD) sh tests/prove.sh -j$(shell expr $(JOBS) + 1) --exec "sh tests/one.sh"
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
ASAN = BUILD=$(BUILD)-asan CFLAGS="-g1 -O1 -fno-omit-frame-pointer \
	$(SANITIZE)" LDFLAGS="$(SANITIZE)"
AS_ASAN = $(addprefix asan:,$(1:$(BUILD)/%=%))
SUBMAKE = $(MAKE) --no-print-directory \
	$(if $(findstring -j,$(MAKEFLAGS)),,-j$(JOBS))

## all: build the program (the default; needs no network)
all: $(BUILD)/feiten

-include $(wildcard src/*/room.mk)

$(BUILD)/feiten: $(MAIN) $(LIB)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(MAIN) $(LIB) $(LIBS)

$(LIB): $(OBJ)
	@rm -f $@
	@$(AR) qcs $@ $^

$(BUILD)/obj/%.o: src/%.c | $(GEN) $(BUILD)/libraries
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Say what to do once, rather than let the compiler fail on each header.
$(BUILD)/libraries:
	@mkdir -p $(BUILD)
	@sh tests/setup/libraries.sh "$(CC)" $(PACKAGES)
	@touch $@

$(BUILD)/tests/%: tests/unit/%.c $(LIB)
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -Itests -MMD -MP -MF $@.d -MT $@ $(LDFLAGS) -o $@ \
	    $< $(LIB) $(LIBS)

# The server shares no code with the program it tests.
$(BUILD)/tests/server/%.o: tests/server/%.c | $(BUILD)/libraries
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(STD) $(WARN) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/httpd: $(HTTPD_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lz -lpthread

$(BUILD)/tests/bigtable: $(BIGTABLE_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lz

# Nor does the country that its figures are held against.
$(BUILD)/tests/sim/%.o: tests/sim/%.c | $(BUILD)/libraries
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(STD) $(WARN) $(CFLAGS) -Itests -MMD -MP -c -o $@ $<

$(BUILD)/tests/country: $(SIM_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

# A fuzzer with a main that runs it over files, and one for libFuzzer.
$(BUILD)/tests/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(LIB)
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -Itests -MMD -MP -MF $@.d -MT $@ $(LDFLAGS) -o $@ \
	    $< tests/fuzz/replay.c $(LIB) $(LIBS)

$(BUILD)/libfuzzer/fuzz_%: tests/fuzz/fuzz_%.c $(LIB)
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -fsanitize=fuzzer $(LDFLAGS) -o $@ \
	    $< $(LIB) $(LIBS)

programs: $(BUILD)/feiten $(SERVERS) $(UNIT)
replays: $(FUZZ)
fuzzers: $(LIBFUZZER)

## deps: install what building and running take (Debian packages, Typst)
deps:
	sh tests/setup/deps.sh build run
	sh tests/setup/node.sh

## deps-test: install what `make check` takes besides
deps-test: deps
	sh tests/setup/deps.sh test
	sh tests/setup/node.sh tests/browser

# The bundled example as a site: what the browser and PDF tests look at.
$(BUILD)/site/made: $(BUILD)/feiten $(BUILD)/tests/httpd tests/demo/fill.sh \
	tests/browser/next.sh $(shell find reports sources tests/example -type f \
	    -not -path '*/node_modules/*')
	@rm -rf $(@D)
	@SOURCE_DATE_EPOCH=1795305600 sh tests/demo/fill.sh $(BUILD) $(@D)
	@sh tests/browser/next.sh $(BUILD) $(@D) $(BUILD)/site-next
	@touch $@

$(BUILD)/many/made: $(BUILD)/feiten $(BUILD)/tests/httpd \
	$(BUILD)/tests/country tests/demo/country.sh \
	$(shell find reports sources -type f -not -path '*/node_modules/*')
	@rm -rf $(@D)
	@SOURCE_DATE_EPOCH=1795305600 sh tests/demo/country.sh $(BUILD) $(@D) \
	    WK197100 WK299400
	@touch $@

## demo: a site with the profiles of Rijswijk, out of the bundled example
demo: deps
	@$(SUBMAKE) $(BUILD)/feiten $(BUILD)/tests/httpd
	@BUILD=$(BUILD) sh tests/demo/demo.sh

## check: install what is missing, build, and run every test
check: deps-test
	@$(SUBMAKE) programs $(BUILD)/site/made $(BUILD)/many/made
	@$(SUBMAKE) $(ASAN) programs replays
	@FEITEN_TWICE=yes $(PROVE) $(BROWSER_TESTS) $(call AS_ASAN,$(ASAN_TESTS)) \
	    $(PDF_TESTS) $(PLAIN_TESTS) $(HOUSE_TESTS) $(UNIT) $(call AS_ASAN,$(UNIT) $(FUZZ))

## unit: the tests in C
unit: $(UNIT)
	$(PROVE) $(UNIT)

## cli: the tests of the commands, through the loopback server
cli: $(BUILD)/feiten $(SERVERS)
	$(PROVE) $(SERVER_TESTS) $(CLI_TESTS)

## house: rooms, headers, scripts and documents against their rules
house: $(BUILD)/feiten
	$(PROVE) $(HOUSE_TESTS)

## asan: tests in C and of the commands, under ASan and UBSan
asan:
	@$(SUBMAKE) $(ASAN) programs replays
	$(PROVE) $(call AS_ASAN,$(ASAN_TESTS) $(UNIT) $(FUZZ))

## fuzz-replay: every fuzzer over the files in tests/fuzz/corpus
fuzz-replay:
	@$(SUBMAKE) $(ASAN) replays
	$(PROVE) $(call AS_ASAN,$(FUZZ))

## fuzz: every fuzzer for a minute (clang and its libFuzzer)
fuzz:
	@$(SUBMAKE) BUILD=$(BUILD)-fuzz CC=clang LDFLAGS="$(SANITIZE)" \
	    CFLAGS="-g -O1 -fsanitize=fuzzer-no-link $(SANITIZE)" fuzzers
	@sh tests/fuzz/fuzz.sh $(BUILD)-fuzz $(FUZZ_SECONDS)

## browser: the pages of the example in Chromium
browser: $(BUILD)/site/made $(BUILD)/many/made
	$(PROVE) $(BROWSER_TESTS)

## pdf: the PDF files of the example
pdf: $(BUILD)/site/made
	$(PROVE) $(PDF_TESTS)

## bench: the numbers of docs/bench.md, with their floor
bench: $(BUILD)/feiten $(SERVERS)
	BUILD=$(BUILD) sh tests/bench/bench.sh

## kill: kill -9 at 500 random moments (KILLS, KILL_SEED)
kill: $(BUILD)/feiten $(SERVERS)
	@KILLS=$${KILLS:-500} BUILD=$(BUILD) sh tests/one.sh tests/cli/kill.sh

## faults: 5,000 random faults of the other side (FAULTS=N, SEED=N)
FAULTS ?= 5000
faults: $(BUILD)/feiten $(SERVERS)
	@SOAK=$(FAULTS) $(PROVE) tests/cli/faults.sh

## mutations: change one input at a time, some sixty: nothing stays that should not
mutations: $(BUILD)/feiten $(SERVERS)
	@MUTATIONS=all BUILD=$(BUILD) sh tests/one.sh tests/cli/mutation.sh

## sim: a country of 10,000 areas of which the truth is known (SIM, SEED)
SIM ?= 10000
sim: $(BUILD)/feiten $(SERVERS)
	@SIM=$(SIM) BUILD=$(BUILD) sh tests/one.sh tests/cli/sim.sh

## soak: make demo in a bare Debian (debootstrap; root; takes minutes), kill, faults, mutations, sim
soak: kill faults mutations sim
	sh tests/setup/bare-root.sh

## values: values read by eye against real data (DATA=../shared/data)
values: $(BUILD)/feiten $(SERVERS)
	@DATA="$(DATA)" $(PROVE) tests/values/values.sh

## lint: layout, sizes of functions and files, shell scripts (advice)
lint:
	@sh tests/setup/lint.sh

## install, uninstall: into PREFIX (/usr/local), below DESTDIR
install: $(BUILD)/feiten
	sh tests/setup/install.sh "$(BUILD)" "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/feiten"
	rm -rf "$(DESTDIR)$(PREFIX)/share/feiten" \
	    "$(DESTDIR)$(PREFIX)/share/doc/feiten"

## clean: away with all that was built
clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz

## help: this list
help:
	@sed -n 's/^## /  /p' Makefile

.PHONY: all programs replays fuzzers deps deps-test demo check unit cli house asan \
	fuzz-replay fuzz browser pdf bench faults kill mutations sim soak values lint install uninstall clean \
	help
.SECONDARY:
-include $(OBJ:.o=.d) $(UNIT:=.d) $(FUZZ:=.d) $(MAIN:.o=.d)
-include $(HTTPD_OBJ:.o=.d) $(BIGTABLE_OBJ:.o=.d) $(SIM_OBJ:.o=.d)

# feiten: a fact base of Dutch neighbourhoods, and profiles made from it.
# `make help` lists the targets. Everything made goes into $(BUILD).

BUILD ?= build
PREFIX ?= /usr/local
CC ?= cc
# Rooms to build; a test of one room may name fewer.
ROOMS ?= base codec net model source raw fetch store ingest panel analysis \
	story words page chart render site cli

PACKAGES = libcurl libcjson sqlite3 libcrypto zlib
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla \
	-Wimplicit-fallthrough -Wformat=2 -Wno-format-nonliteral
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	$(WARN) $(CFLAGS) -Iinclude -Isrc -I$(BUILD)/gen \
	-DFEITEN_PREFIX='"$(PREFIX)"' $(shell pkg-config --cflags $(PACKAGES))
LIBS = $(shell pkg-config --libs $(PACKAGES)) -lmd4c -lm -lpthread

SRC = $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
LIBSRC = $(filter-out src/cli/main.c,$(SRC))
OBJ = $(LIBSRC:src/%.c=$(BUILD)/obj/%.o)
LIB = $(BUILD)/libfeiten.a
GEN =
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))

all: $(BUILD)/feiten

-include $(wildcard src/*/room.mk)

$(BUILD)/feiten: $(BUILD)/obj/cli/main.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

$(LIB): $(OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/obj/%.o: src/%.c $(GEN) | $(GEN)
	@mkdir -p $(dir $@)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c tests/tap.h $(LIB)
	@mkdir -p $(dir $@)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

unit: $(UNIT)
	prove -e '' $(UNIT)

clean:
	rm -rf $(BUILD)

.PHONY: all unit clean
-include $(OBJ:.o=.d) $(UNIT:=.d) $(BUILD)/obj/cli/main.d

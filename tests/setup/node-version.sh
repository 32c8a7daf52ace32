#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Whether there is a Node of 18 or newer on PATH.
for node in node nodejs; do
	command -v "$node" >/dev/null 2>&1 || continue
	major=$("$node" --version | sed 's/^v//; s/\..*//')
	[ "$major" -ge 18 ] 2>/dev/null && exit 0
done
exit 1

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * swar: eight bytes looked at in one word. Private to this room. In the masks
 * a byte that fits has its bit 7 set; of the bytes after it (in memory) none
 * is sure, so only the first one of a mask may be used.
 */
#ifndef CODEC_SWAR_H
#define CODEC_SWAR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SWAR_ONES 0x0101010101010101u
#define SWAR_HIGHS 0x8080808080808080u

/* Eight bytes from p, the first one lowest. */
static inline uint64_t
swar_load(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* Bytes that equal c. */
static inline uint64_t
swar_equal(uint64_t w, char c)
{
	uint64_t x = w ^ (SWAR_ONES * (unsigned char)c);

	return (x - SWAR_ONES) & ~x & SWAR_HIGHS;
}

/* Bytes below c, which is at most 0x80. */
static inline uint64_t
swar_below(uint64_t w, unsigned char c)
{
	return (w - SWAR_ONES * c) & ~w & SWAR_HIGHS;
}

/* Bytes that equal c, and here each byte of the mask is sure. */
static inline uint64_t
swar_each(uint64_t w, char c)
{
	uint64_t x = w ^ (SWAR_ONES * (unsigned char)c);

	return ~(((x & ~SWAR_HIGHS) + ~SWAR_HIGHS) | x) & SWAR_HIGHS;
}

/* A mask as eight bits, that of the first byte lowest. */
static inline uint64_t
swar_bits(uint64_t mask)
{
	return (mask >> 7) * 0x0102040810204080u >> 56;
}

/* Which byte, from 0, is the first in a mask that is not 0. */
static inline size_t
swar_first(uint64_t mask)
{
	return (size_t)__builtin_ctzll(mask) / 8;
}

#endif

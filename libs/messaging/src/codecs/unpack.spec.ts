import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { describe, expect, it } from 'vitest';
import { TooLargeUnpackedError } from './codec';
import { unpack } from './unpack';

const [GZIP, SNAPPY, LZ4, ZSTD] = [1, 2, 3, 4];
const LIMIT = 8 * 1_048_576;
const base64 = (text: string) => Buffer.from(text, 'base64');
const smaller = (text: string) => gunzipSync(base64(text));
const LINE = 'the same line again and again\n';
const LINES = Buffer.from(LINE.repeat(5_000)).subarray(0, 140_000);
const NOISE = randomBytes(300_000);
const zstdOf = async (content: Buffer) => Buffer.from((await Zstd.load()).compress(content));

/** As Java's SnappyOutputStream writes it. */
function xerial(...blocks: Buffer[]): Buffer {
  const header = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  const sized = blocks.map((block) => compressSync(block)).map((block) => Buffer.concat([uint32(block.length), block]));
  return Buffer.concat([header, ...sized]);
}

/** As no client writes it: a frame whose blocks lean on each other and hold a byte each. */
function lz4OfOneByteEach(blocks: number): Buffer {
  const header = Buffer.from([4, 0x22, 0x4d, 0x18, 0x40, 0x70, 0]);
  const block = Buffer.from([1, 0, 0, 0x80, 0x61]);
  return Buffer.concat([header, ...Array<Buffer>(blocks).fill(block), Buffer.alloc(4)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe('unpack', () => {
  // What the programs lz4 and zstd made of the lines.
  it.each([
    ['gzip', GZIP, gzipSync(LINES), LINES],
    ['snappy as one block', SNAPPY, compressSync(LINES), LINES],
    ['snappy in the blocks of Java', SNAPPY, xerial(LINES.subarray(0, 70_000), LINES.subarray(70_000)), LINES],
    [
      'lz4 with blocks that lean on each other',
      LZ4,
      smaller(
        'H4sIAAAAAAACA2NR8pVwcYhTY2Rg+MRRkpGqUJyYm6qQk5mXqpCYnpiZp5CYl8LFIM8lx/B/hINTAeAw4QKGFP+HkR4Y/18EZOZxlWR4MADTDRuOVGMPVEBMujkTANYDNIpBedmqHQClUxkHkwIAAA==',
      ),
      LINES,
    ],
    [
      'lz4 with checksums and the size of its content',
      LZ4,
      smaller(
        'H4sIAAAAAAACA2NR8pWIcXigxMQAAv5qjAwMnzhKMlIVihNzUxVyMvNSFRLTEzPzFBLzUrgY5LnkGP6PcHAqABwmT/k4t3ABQ4v/w0gPkP8vAjLzuEoydppw13gAE9EnNhypxx6oiJj0cyYArKeoiOMDKFEqL1u1AwAnz5DYpwIAAA==',
      ),
      LINES,
    ],
    [
      'lz4 with independent blocks',
      LZ4,
      smaller(
        'H4sIAAAAAAACA2NR8pVIcViuxsjA8ImjJCNVoTgxN1UhJzMvVSExPTEzTyExL4WLQZ5LjuH/CAenAsBhogkKKR5oyEDCiAsl3EQY+EcD63gAOFg8GICBxYYjUdkDFRATUmcCwHqARjEoL1u1AwAhY7CQsgIAAA==',
      ),
      LINES,
    ],
    ['lz4 with blocks that did not get smaller', LZ4, compressFrameSync(NOISE), NOISE],
    [
      'zstd without its size',
      ZSTD,
      base64('KLUv/QRYHAEAwHRoZSBzYW1lIGxpbmUgYWdhaW4gYW5kCgIA3/9BZbFYaQJFAAAIZQEA3IIHQmknYm0='),
      LINES,
    ],
    [
      'zstd with its size',
      ZSTD,
      base64('KLUv/aTgIgIAHAEAwHRoZSBzYW1lIGxpbmUgYWdhaW4gYW5kCgIA3/9BZbFYaQJFAAAIZQEA3IIHQmknYm0='),
      LINES,
    ],
    ['zstd of what did not get smaller', ZSTD, zstdOf(NOISE), NOISE],
  ])('reads %s', async (_name, codec, packed, expected) => {
    expect((await unpack(codec, await packed, LIMIT)).equals(expected)).toBe(true);
  });

  it.each([
    ['gzip', GZIP, gzipSync(Buffer.alloc(1_000_001))],
    ['snappy', SNAPPY, compressSync(Buffer.alloc(1_000_001))],
    ['snappy in blocks', SNAPPY, xerial(Buffer.alloc(500_000), Buffer.alloc(500_001))],
    ['snappy that says more than it has', SNAPPY, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0x00])],
    ['lz4', LZ4, compressFrameSync(Buffer.alloc(1_000_001))],
    ['zstd', ZSTD, zstdOf(Buffer.alloc(1_000_001))],
  ])('refuses %s that holds more than the limit', async (_name, codec, packed) => {
    await expect(unpack(codec, await packed, 1_000_000)).rejects.toBeInstanceOf(TooLargeUnpackedError);
  });

  it.each([
    ['snappy', SNAPPY, (blocks: number) => xerial(...Array<Buffer>(blocks).fill(Buffer.from('a')))],
    ['lz4', LZ4, lz4OfOneByteEach],
  ])('refuses %s in blocks without number, each of which takes its time', async (_name, codec, packed) => {
    expect(await unpack(codec, packed(1_024), LIMIT)).toHaveLength(1_024);
    await expect(unpack(codec, packed(1_025), LIMIT)).rejects.toThrow('more than 1024 blocks');
  });

  it.each([GZIP, SNAPPY, LZ4])('refuses what is not of the format (codec %i)', async (codec) => {
    await expect(unpack(codec, Buffer.from('neither packed nor anything'), LIMIT)).rejects.toThrow();
    await expect(unpack(codec, Buffer.alloc(0), LIMIT)).rejects.toThrow();
  });

  it('gives no byte of zstd that is broken, so that the records are missed', async () => {
    expect(await unpack(ZSTD, Buffer.from('neither packed nor anything'), LIMIT)).toHaveLength(0);
  });

  it('refuses a codec that Kafka has not', async () => {
    await expect(unpack(7, Buffer.from('x'), LIMIT)).rejects.toThrow('codec 7');
  });
});

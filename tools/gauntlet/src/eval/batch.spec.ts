import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { compareBatch } from './batch.command';

describe('gauntlet eval compare --batch', () => {
  const usual = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 }, sequential: false };

  async function answers(...lines: (object | string)[]): Promise<Record<string, unknown>[]> {
    const [input, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
    input.end(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    const failed = await compareBatch(usual, { input, output }).catch((error: Error) => [{ failed: error.message }]);
    const read = ((output.read() as string | null) ?? '').trim().split('\n');
    return [...read.map((line) => JSON.parse(line) as Record<string, unknown>), ...(failed ?? [])];
  }

  it('answers each comparison, with its own margin and way', async () => {
    const ones = Array.from({ length: 80 }, () => 1);
    expect(
      await answers(
        { id: 'x', a: ones, b: ones },
        { id: 2, a: [...ones, null], b: [...ones, 1], margin: 0.01, alpha: 0.1 },
        { id: 3, a: ones, b: ones.map(() => false), sequential: true },
        { id: 4, a: ones, b: ones, clusters: ones.map((_, row) => row % 20) },
      ),
    ).toMatchObject([
      { id: 'x', verdict: 'not worse', rows: 80, clusters: 80, missing: 0 },
      { id: 2, verdict: 'not enough data', margin: 0.01, alpha: 0.1, rows: 80, missing: 1 },
      { id: 3, verdict: 'worse', stoppedAt: expect.any(Number) as number },
      { id: 4, verdict: 'not enough data', rows: 80, clusters: 20 },
    ]);
  });

  it('ends quietly when nobody reads on', async () => {
    const output = new Writable({
      write: (_, __, done) => done(Object.assign(new Error('closed'), { code: 'EPIPE' })),
    });
    await expect(compareBatch(usual, { input: Readable.from(['{"id":1,"a":[1],"b":[1]}\n']), output })).resolves.toBe(
      undefined,
    );
  });

  it('goes on behind a line that it can not read, and fails at the end', async () => {
    const error = (message: RegExp) => ({ code: 'bad_scores', message: expect.stringMatching(message) as string });
    expect(
      await answers(
        'nope',
        { id: 1, a: [1], b: [1, 0] },
        { id: 2, a: [1, 'x'], b: [1, 0] },
        { id: 3, a: [1, 2], b: [1, 0], sequential: true },
        { id: 4, a: [null], b: [1] },
        { id: 5, a: [1], b: [1], clusters: [{}] },
        { id: 6, a: [1], b: [1], margin: 'wide' },
        { id: 7, a: [1], b: [1] },
      ),
    ).toMatchObject([
      { id: null, error: error(/^line 1: the line is no JSON/) },
      { id: 1, error: error(/^line 2: b has 2 values and a has 1/) },
      { id: 2, error: error(/^line 3: a\/1 must be a finite number/) },
      { id: 3, error: error(/^line 4: a\/1 is 2 and must lie between 0 and 1/) },
      { id: 4, error: error(/^line 5: a and b have no position/) },
      { id: 5, error: error(/^line 6: clusters\/0 must be/) },
      { id: 6, error: error(/^line 7: margin must be a decimal number/) },
      { id: 7, verdict: 'not enough data' },
      { failed: '7 lines of 8 could not be read; each was answered with its error' },
    ]);
  });
});

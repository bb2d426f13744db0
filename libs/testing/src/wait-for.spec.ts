import { describe, expect, it } from 'vitest';
import { waitFor } from './wait-for';

describe('waitFor', () => {
  it('returns the first truthy value', async () => {
    let looks = 0;
    const condition = () => (++looks === 3 ? 'there' : undefined);
    expect(await waitFor(condition, { deadlineMs: 5_000, description: 'it', everyMs: 1 })).toBe('there');
    expect(looks).toBe(3);
  });

  it('names what it waited for, with the last error as the cause', async () => {
    const condition = () => {
      throw new Error('not yet');
    };
    const waited = waitFor(condition, { deadlineMs: 20, description: 'the moon', everyMs: 1 });
    await expect(waited).rejects.toMatchObject({
      message: 'gave up waiting for the moon after 20 ms',
      cause: { message: 'not yet' },
    });
  });
});

import { expect, it } from 'vitest';
import { warmUp } from './warm-up';

it('runs every check that needs no options, and none of those that do', async () => {
  await expect(warmUp()).resolves.toBeUndefined();
});

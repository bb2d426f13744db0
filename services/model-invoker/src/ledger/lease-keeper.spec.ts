import { Logger } from '@nestjs/common';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ModelInvokerConfig } from '../model-invoker.config';
import type { CallRepository } from './call.repository';
import { LeaseKeeper } from './call-ledger';

it('says once of a lost lease that it is lost, and renews the others', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
  onTestFinished(() => warn.mockRestore());
  const renew = vi.fn<CallRepository['renew']>().mockResolvedValue(new Set(['kept']));
  const config = new ModelInvokerConfig();
  const keeper = new LeaseKeeper({ renew } as unknown as CallRepository, config);
  for (const claim of ['lost', 'kept']) keeper.hold({ requestId: `of ${claim}`, turn: 0, rung: 0, claim });
  keeper.onModuleInit();
  await vi.advanceTimersByTimeAsync(3 * config.LEDGER_RENEWAL_MS);
  keeper.onApplicationShutdown();
  expect(renew.mock.calls.map(([leases]) => leases.map(({ claim }) => claim))).toEqual([
    ['lost', 'kept'],
    ['kept'],
    ['kept'],
  ]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('request of lost is lost')]]);
});

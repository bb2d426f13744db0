import type { FastifyReply } from 'fastify';
import { expect, it, vi } from 'vitest';
import type { IdempotencyRepository } from '../accept/idempotency.repository';
import { RecordsService } from '../read/records.service';
import type { Candidate } from '../wait/candidate';
import type { CandidatesRepository } from '../wait/candidates.repository';
import type { Waiters } from '../wait/waiters';
import { RequestsController } from './requests.controller';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Asks for a request of which the table gives these answers, one at each look, and that was accepted or not. */
function poll(found: readonly (Candidate | null)[], isAccepted: boolean) {
  const find = vi.fn<CandidatesRepository['find']>();
  for (const answer of found) find.mockResolvedValueOnce(answer);
  const keys = { isAccepted: () => Promise.resolve(isAccepted) } as unknown as IdempotencyRepository;
  const waiters = { has: () => false, recentAnswer: () => undefined } as unknown as Waiters;
  const records = new RecordsService({ find } as unknown as CandidatesRepository, keys, waiters);
  const reply = { status: () => undefined } as unknown as FastifyReply;
  const body = new RequestsController(records, null as never).read(
    ID,
    'shop',
    { systemMessages: false, alsoOf: [] },
    reply,
  );
  return { body, find };
}

it('looks once for the answer of a request that is on its way', async () => {
  const { body, find } = poll([null, null], true);
  expect(await body).toEqual({ id: ID, status: 'pending' });
  expect(find).toHaveBeenCalledTimes(1);
});

it('knows a request whose answer comes between two looks, and none of which it finds nothing', async () => {
  const released = { event: { facts: { request: { tenant: 'shop' } } } } as Candidate;
  expect(await poll([null, released], false).body).toEqual({ id: ID, status: 'pending' });
  await expect(poll([null, null], false).body).rejects.toMatchObject({ code: 'request_not_found' });
});

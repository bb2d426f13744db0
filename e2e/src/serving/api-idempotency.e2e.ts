import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestIdOfKey } from '@gauntlet/contracts';
import type { ChatCompletion } from '@gauntlet/contracts/http';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { ExtraIngress } from '../world/extra-ingress';
import { GauntletClient } from '../world/gauntlet-client';
import { Upstream } from '../world/upstream';

const CALLERS = 50;
const PATIENCE_MS = 45_000;

describe('one key under fire', () => {
  const world = sharedWorld();
  const upstream = new Upstream(world.upstreamUrl);
  let victim: ExtraIngress;
  beforeAll(async () => {
    victim = await ExtraIngress.start(world);
  });
  afterAll(() => victim.stop());

  it('is one answer and one paid call for 50 callers at once, over the death of an ingress', async () => {
    const key = randomUUID();
    const requestId = requestIdOfKey('default', key);
    const doors = [new GauntletClient(victim.url), new GauntletClient(world.services.ingress ?? '')];
    let failures = 0;
    const callers = Array.from({ length: CALLERS }, (_, index) =>
      insist(doors[index % 2] as GauntletClient, { key, onFailure: () => (failures += 1) }),
    );
    const paying = async () => (await upstream.callsFor(requestId)).length > 0 || killable(requestId);
    await waitFor(paying, { deadlineMs: 20_000, description: 'the call to be on its way' });
    await victim.kill();
    await victim.restart();
    const answers = await Promise.all(callers);

    expect(failures).toBeGreaterThan(0);
    expect(new Set(answers.map(({ gauntlet }) => gauntlet.request_id))).toEqual(new Set([requestId]));
    expect(new Set(answers.map(({ choices }) => JSON.stringify(choices))).size).toBe(1);
    expect(answers[0]?.gauntlet.outcome).toBe('answered');
    expect(await upstream.callsFor(requestId)).toHaveLength(1);
  });

  // The provider writes a call down when it answers; what is pending has been accepted and is on its way there.
  async function killable(requestId: string): Promise<boolean> {
    const { status } = await new GauntletClient(world.services.ingress ?? '').get(`/v1/requests/${requestId}`);
    return status === 202;
  }
});

/** A caller with a key asks again until there is an answer. */
async function insist(
  client: GauntletClient,
  { key, onFailure }: { key: string; onFailure: () => void },
): Promise<ChatCompletion> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask(client, key);
    if (answer) return answer;
    onFailure();
    if (Date.now() > deadline) throw new Error('no answer in time');
    await pause(200);
  }
}

async function ask(client: GauntletClient, key: string): Promise<ChatCompletion | null> {
  const text = 'How long do I have to return an item? [[simulate:latency-2500]]';
  try {
    const { status, body } = await client.chat(text, { headers: { 'idempotency-key': key } });
    if (status === 200) return body;
    if (status < 500) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
    return null;
  } catch (error) {
    // `fetch failed`: the ingress is away, which is what the caller has a key for.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

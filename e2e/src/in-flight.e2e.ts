import { waitFor } from '@gauntlet/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedWorld } from './world/address';
import { GauntletClient } from './world/gauntlet-client';
import { metricTotal } from './world/metrics';
import { Upstream } from './world/upstream';

const REQUESTS = 300;
const WANTED = 200;

describe('a stage with a second of work for each request', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const invoker = new GauntletClient(world.services['model-invoker'] ?? '');
  const upstream = new Upstream(world.upstreamUrl);
  afterAll(() => upstream.behave({}));

  it(`holds ${WANTED} in flight on 4 partitions, where one at a time for each would be 4`, async () => {
    await upstream.behave({ latencyMs: 1_000 });
    const answers = Promise.all(Array.from({ length: REQUESTS }, () => client.chat('How long is a gift card valid?')));
    let most = 0;
    const enough = async () => {
      most = Math.max(most, await inFlight(invoker));
      return most >= WANTED;
    };
    const seen = waitFor(enough, { deadlineMs: 20_000, description: `${WANTED} in flight`, everyMs: 20 });
    await seen.catch((error: Error) => {
      throw new Error(`${error.message}; the most were ${most}`, { cause: error });
    });
    console.log(`most seen in flight: ${most}`);
    const outcomes = (await answers).map(({ body }) => body.gauntlet?.outcome);
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(REQUESTS);
  });
});

async function inFlight(invoker: GauntletClient): Promise<number> {
  const { body } = await invoker.get<string>('/metrics');
  return metricTotal(body, /in_flight/, /model-invoker/);
}

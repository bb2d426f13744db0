import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PendingRequest } from '@gauntlet/contracts/http';
import { Database } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';
import { Waiters } from '../wait/waiters';

let world: IngressWorld;

beforeAll(async () => void (world = await IngressWorld.start()));
afterAll(() => world.stop());

const QUESTION = { prompt: 'support-agent', input: 'I am ann@example.org.', variables: { tone: 'kind' } };

/** Stores candidates where nobody finds them. */
const STORE_NOTHING = `
  ALTER TABLE ingress.candidates RENAME TO candidates_away;
  CREATE VIEW ingress.candidates AS SELECT * FROM ingress.candidates_away WHERE false`;

describe('a record that is not stored yet', () => {
  beforeAll(async () => void (await world.ingress.app.get(Database).query(STORE_NOTHING)));

  it('is known at once where the answer was given, and at another instance once that has read the event', async () => {
    const other = await world.startIngress();
    onTestFinished(() => other.app.close());
    world.pipeline.answers = () => ['Two years.'];
    const { body } = await world.ingress.ask({ metadata: { tone: 'kind' } });
    const { request_id: id } = body.gauntlet;
    expect((await world.ingress.read(id)).body).toMatchObject({ status: 'finished', answer: 'Two years.' });
    const isKnown = async () => (await other.read(id)).response.status === 200;
    await waitFor(isKnown, { deadlineMs: 20_000, description: 'the other instance to know the record' });
  });

  it('shows no personal data, to whoever reads it and to whoever listens for it', async () => {
    const { ingress, pipeline } = world;
    pipeline.answers = () => [];
    const headers = { 'content-type': 'application/json' };
    const created = await fetch(`${ingress.url}/v1/requests`, {
      method: 'POST',
      headers,
      body: JSON.stringify(QUESTION),
    });
    const { id } = (await created.json()) as PendingRequest;
    const events = fetch(`${ingress.url}/v1/requests/${id}/events`).then((response) => response.text());
    const isHeard = () => ingress.app.get(Waiters).inFlight === 2;
    await waitFor(isHeard, { deadlineMs: 10_000, description: 'the listener, beside the request' });
    const accepted = () => pipeline.accepted.find(({ key }) => key === id);
    await waitFor(() => accepted() !== undefined, { deadlineMs: 10_000, description: 'the accepted event' });
    await pipeline.publish(pipeline.candidate(accepted()!, 'Hello bob@example.org.'));
    for (const seen of [await events, JSON.stringify((await ingress.read(id)).body)]) {
      expect(seen).toContain('"answer":"Hello [email]."');
      expect(seen).not.toContain('@example.org');
    }
  });
});

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Database } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';

let world: IngressWorld;

beforeAll(async () => void (world = await IngressWorld.start()));
afterAll(() => world.stop());

describe('a record that is not stored yet', () => {
  it('is known at once where the answer was given, and at another instance once that has read the event', async () => {
    const other = await world.startIngress();
    onTestFinished(() => other.app.close());
    world.pipeline.answers = () => ['Two years.'];
    const storesNothing = `ALTER TABLE ingress.candidates RENAME TO candidates_away;
      CREATE VIEW ingress.candidates AS SELECT * FROM ingress.candidates_away WHERE false`;
    await world.ingress.app.get(Database).query(storesNothing);
    const { body } = await world.ingress.ask({ metadata: { tone: 'kind' } });
    const { request_id: id } = body.gauntlet;
    expect((await world.ingress.read(id)).body).toMatchObject({ status: 'finished', answer: 'Two years.' });
    const isKnown = async () => (await other.read(id)).response.status === 200;
    await waitFor(isKnown, { deadlineMs: 20_000, description: 'the other instance to know the record' });
  });
});

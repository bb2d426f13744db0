import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { DURABLE_STEPS, TOPICS } from '@gauntlet/contracts';
import type { ChatCompletion } from '@gauntlet/contracts/http';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Topics } from '../world/topics';

const RETURNS = 'How long do I have to return an item?';

interface Letter {
  readonly id: string;
  readonly group: string;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly handled: { readonly how: string; readonly by: string; readonly reason: string } | null;
}

describe('the gauntlet command', () => {
  const world = sharedWorld();
  const gauntlet = new GauntletCommand(world);
  const topics = new Topics(world.brokers);
  afterAll(() => topics.close());

  it('ask shows the answer, and how it came about', async () => {
    const said = await gauntlet.text('ask', 'support-agent', RETURNS);
    expect(said).toContain('30 days');
    expect(said).toMatch(/^answered: support-agent@v7 on openai\/\S*sim-large, .* ms, \$0\.\d{6}; gauntlet show \S+$/m);
  });

  it('show draws the record stage by stage', async () => {
    const answer = await gauntlet.json<ChatCompletion>('ask', 'support-agent', 'Write to anna@example.com, please.');
    const lines = (await gauntlet.text('show', answer.gauntlet.request_id)).split('\n');
    const bars = lines.filter((line) => line.includes('█')).map((line) => line.trim().split(' ')[0]);
    const call = expect.stringMatching(/^openai\//) as string;
    expect(bars).toEqual(['ingress', 'guardrail.input', 'prompt-render', 'model-invoker', call, 'guardrail.output']);
    expect(lines.find((line) => line.startsWith('guardrail.input'))).toMatch(/personal-data: redact/);
    expect(lines.find((line) => line.startsWith('input '))).toContain('[EMAIL_1]');
  });

  it('show explains an id that nobody knows', async () => {
    await expect(gauntlet.text('show', randomUUID())).rejects.toThrow(/gauntlet: no request \S+ is known/);
  });

  it('tail follows answers', async () => {
    let tailed: { id: string; prompt: string; outcome: string } | undefined;
    const tail = gauntlet.json<typeof tailed>('tail', '--count', '1').then((one) => (tailed = one));
    const asked: string[] = [];
    while (!tailed)
      asked.push((await gauntlet.json<ChatCompletion>('ask', 'support-agent', RETURNS)).gauntlet.request_id);
    await tail;
    expect(asked).toContain(tailed.id);
    expect(tailed).toMatchObject({ prompt: 'support-agent@v7', outcome: 'answered' });
  });

  it('status shows every stage with its instances, lag and messages in flight', async () => {
    const { stages } = await gauntlet.json<{ stages: Record<string, unknown>[] }>('status');
    expect(stages.map(({ group }) => group)).toEqual(DURABLE_STEPS.map(({ group }) => group));
    for (const stage of stages) {
      expect(stage).toMatchObject({
        state: 'Stable',
        instances: 1,
        lag: expect.any(Number),
        in_flight: expect.any(Number),
      });
    }
  });

  it('dlq lists a letter, puts it back as it was, and forgets what was dropped', async () => {
    const mark = randomUUID();
    const record = { key: mark, value: '{"not":"an event"}', headers: { ce_id: mark } };
    await topics.produce(TOPICS.submitted, record);
    const letter = await openLetter(mark, ({ headers }) => headers['gauntlet-retry'] === undefined);
    expect(letter).toMatchObject({ group: 'ingress.submitted', code: 'invalid_event' });
    expect(await gauntlet.text('dlq', 'show', letter.id, '--content')).toContain('{"not":"an event"}');

    await gauntlet.text('dlq', 'retry', letter.id, '--by', 'alice');
    const again = await openLetter(mark, ({ headers }) => headers['gauntlet-retry'] === '1');
    const copies = (await topics.read(TOPICS.submitted)).filter(({ headers }) => headers.ce_id === mark);
    expect(copies.map(({ key, value }) => [key, String(value)])).toEqual([
      [mark, record.value],
      [mark, record.value],
    ]);

    await gauntlet.text('dlq', 'drop', again.id, '--reason', 'no event at all');
    expect((await lettersOf(mark)).filter(({ handled }) => handled === null)).toEqual([]);
    const handled = (await lettersOf(mark)).map((one) => [one.handled?.how, one.handled?.reason]);
    expect(handled).toEqual([
      ['retried', 'retry'],
      ['dropped', 'no event at all'],
    ]);
    await expect(gauntlet.text('dlq', 'retry', letter.id)).rejects.toThrow(/was retried by alice/);
  });

  async function lettersOf(mark: string): Promise<Letter[]> {
    const letters = await gauntlet.json<Letter[]>('dlq', 'list', '--all');
    return letters.filter(({ headers }) => headers.ce_id === mark);
  }

  function openLetter(mark: string, condition: (letter: Letter) => boolean): Promise<Letter> {
    const look = async () => (await lettersOf(mark)).find((one) => one.handled === null && condition(one)) as Letter;
    return waitFor(look, { deadlineMs: 30_000, description: 'the dead letter' });
  }
});

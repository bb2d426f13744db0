import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Topic, TOPICS } from '@gauntlet/contracts';
import { RefusedClientError } from '@gauntlet/messaging';
import { acceptedEvent, ConsumingApp, handlerOf } from '@gauntlet/messaging/testing';
import { ApacheKafka, secureEnvironment, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { EXIT } from '../exit';
import { run } from '../run';

const LOGIN = { username: 'ada', password: 'of-the-spec-alone' };
const GROUP = 'guardrail.input';

// `npm test` must pass where there is no Java; `npm run test:kafka` must not.
describe.runIf(process.env.E2E_BROKER === 'kafka')('Apache Kafka that asks for a certificate and a login', () => {
  const directory = temporaryDirectory();
  const said: string[] = [];
  let kafka: ApacheKafka;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    kafka = await ApacheKafka.start({ dataDir: directory.path, login: LOGIN });
  }, 90_000);
  afterAll(async () => {
    await kafka.stop();
    directory.remove();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  /** The whole of a client's settings, but for what is said otherwise. */
  function enter(otherwise: Record<string, string> = {}): void {
    const all = { ...(kafka.secure && secureEnvironment(kafka.secure, LOGIN)), ...otherwise };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  }

  async function command(line: string): Promise<number> {
    said.length = 0;
    for (const stream of ['log', 'error'] as const) {
      vi.spyOn(console, stream).mockImplementation((text: string) => said.push(text) && undefined);
    }
    return run(line.split(' '));
  }

  it.each(['scram-sha-256', 'scram-sha-512', 'plain'])('lets the command in by %s', async (mechanism) => {
    enter({ KAFKA_SASL_MECHANISM: mechanism });
    expect(await command('topics create --partitions 2')).toBe(EXIT.done);
    expect(said.at(-1)).toMatch(/^\d+ topics created, \d+ existed$/);
  });

  it('changes topics that exist only when it is asked to', async () => {
    enter();
    expect(await command('topics create --partitions 4 --retention-days 3')).toBe(EXIT.done);
    const differs = `${TOPICS.accepted}: partitions is 2, 4 was asked for`;
    expect(said).toContain(`differs  ${differs}`);
    expect(said).toContain(`differs  ${TOPICS.accepted}: retention.ms is 604800000, 259200000 was asked for`);
    expect(await command('topics create --partitions 4 --retention-days 3 --alter')).toBe(EXIT.done);
    // The broker that tells settings learns of a change a moment after the controller has taken it.
    const isSettled = async () => {
      return (await command('topics create --partitions 4 --retention-days 3')) === EXIT.done && said.length === 1;
    };
    await waitFor(isSettled, { deadlineMs: 20_000, description: 'the settings that were asked for' });
  });

  it('lets a service in, which publishes and consumes', async () => {
    enter();
    const seen: string[] = [];
    const handled = handlerOf(TOPICS.accepted as Topic, GROUP, ({ key }) => void seen.push(key));
    const groups = [{ group: GROUP }];
    const service = await ConsumingApp.start({
      brokers: [kafka.secure?.brokers ?? ''],
      groups,
      controllers: [handled],
    });
    const event = acceptedEvent();
    await service.publisher.publish(event);
    await waitFor(() => seen.includes(event.key), { deadlineMs: 20_000, description: 'the event' });
    await service.stop();
  });

  it('raises partitions of answers and scores only once no group is at work any more', async () => {
    enter();
    const groups = [{ group: GROUP }];
    const handled = handlerOf(TOPICS.accepted as Topic, GROUP, () => undefined);
    const brokers = [kafka.secure?.brokers ?? ''];
    const service = await ConsumingApp.start({ brokers, groups, controllers: [handled] });
    expect(await command('topics create --partitions 6 --alter')).toBe(EXIT.retry);
    expect(said).toContain(`change   ${TOPICS.accepted}: partitions was 4, 6 was asked for`);
    const meeting = [TOPICS.released, TOPICS.scored];
    expect(said).toEqual(expect.arrayContaining(meeting.map((topic) => expect.stringMatching(`^differs  ${topic}`))));
    expect(said.at(-1)).toContain(`groups are at work: ${GROUP}`);
    await service.stop();
    expect(await command('topics create --partitions 6 --alter')).toBe(EXIT.done);
    expect(said.filter((line) => /^change .*partitions/.test(line))).toHaveLength(meeting.length);
  });

  it.each([
    [
      'a wrong password',
      { KAFKA_SASL_PASSWORD: 'wrong' },
      /Kafka refuses this client .*SCRAM-SHA-512.*KAFKA_SASL_USERNAME/,
    ],
    ['an authority that nobody named', { KAFKA_TLS_CA: '' }, /TLS with Kafka fails .*certificate.*KAFKA_TLS_CA/],
  ])('is refused once, in one line, for %s', async (_, otherwise, line) => {
    enter(otherwise);
    expect(await command('prompts list')).toBe(EXIT.failed);
    expect(said).toEqual([expect.stringMatching(line)]);
    const groups = [{ group: GROUP }];
    const handled = handlerOf(TOPICS.accepted as Topic, GROUP, () => undefined);
    const started = ConsumingApp.start({ brokers: [kafka.secure?.brokers ?? ''], groups, controllers: [handled] });
    await expect(started).rejects.toThrow(RefusedClientError);
  });
});

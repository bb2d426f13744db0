import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { describe, expect, it } from 'vitest';
import { type GauntletEvent, type GroupName, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { specWorld } from '../../test/spec-world';
import { consumerGroup } from '../consume/consumer-group';
import { WantedKeys } from './wanted-keys';

const topic = TOPICS.accepted;
const world = specWorld();

describe('a broadcast group', () => {
  it('gives every instance every event from its readiness on, and goes on after an error', async () => {
    const group = 'spec.waiters';
    const seen: string[][] = [[], []];
    const start = (number: number) =>
      world.apps.start({
        groups: [{ group, broadcast: true }],
        controllers: [
          handlerOf(topic, group, ({ key }) => {
            seen[number]?.push(key);
            throw new Error('nobody minds');
          }),
        ],
        env: { INSTANCE_ID: `spec-${number}-${Date.now()}` },
      });
    const first = await start(0);
    const before = acceptedEvent();
    await first.publisher.publish(before);
    await start(1);
    const after = [acceptedEvent(), acceptedEvent()];
    for (const event of after) await first.publisher.publish(event);
    await waitFor(() => seen.every((keys) => after.every(({ key }) => keys.includes(key))), {
      deadlineMs: 10_000,
      description: 'both instances to see the events',
    });
    expect(seen[0]).toContain(before.key);
    expect(seen[1]).not.toContain(before.key);
  });

  it('leaves out the keys that nobody here cares about', async () => {
    const group = 'spec.progress';
    const seen: string[] = [];
    const [wanted, other] = [acceptedEvent(), acceptedEvent()];
    const app = await world.apps.start({
      groups: [{ group, broadcast: true }],
      controllers: [handlerOf(topic, group, ({ key }) => void seen.push(key))],
    });
    app.wantedKeys.narrow(group as GroupName, { wants: (key) => key === wanted.key });
    await app.publisher.publish(other);
    await app.publisher.publish(wanted);
    await waitFor(() => seen.includes(wanted.key), { deadlineMs: 10_000, description: 'the wanted event to be seen' });
    expect(seen).toEqual([wanted.key]);
  });

  it('rests while nobody cares about any key, and misses nothing of whom somebody begins to care about', async () => {
    const [resting, awake] = ['spec.resting' as GroupName, 'spec.awake' as GroupName];
    const seen: Record<string, string[]> = { [resting]: [], [awake]: [] };
    let tell: (anybody: boolean) => void = () => undefined;
    @Controller()
    class RestingConsumer {
      constructor(wanted: WantedKeys) {
        const setListener = (listener: typeof tell) => {
          tell = listener;
          listener(false);
        };
        wanted.narrow(resting, { wants: () => true, setListener });
      }

      @EventPattern(topic, consumerGroup(resting))
      onEvent(@Payload() { key }: GauntletEvent): void {
        seen[resting]?.push(key);
      }
    }
    const { publisher } = await world.apps.start({
      groups: [
        { group: resting, broadcast: true },
        { group: awake, broadcast: true },
      ],
      controllers: [RestingConsumer, handlerOf(topic, awake, ({ key }) => void seen[awake]?.push(key))],
    });
    const publish = async () => {
      const event = acceptedEvent();
      await publisher.publish(event);
      return event.key;
    };
    const sees = (group: string, key: string) =>
      waitFor(() => seen[group]?.includes(key), { deadlineMs: 10_000, description: `${group} to see ${key}` });
    const asleep = await publish();
    await sees(awake, asleep);
    expect(seen[resting]).toEqual([]);
    tell(true);
    const wanted = await publish();
    await sees(resting, wanted);
    expect(seen[resting]).toContain(asleep);
    tell(false);
    const unwanted = await publish();
    await sees(awake, unwanted);
    tell(true);
    await sees(resting, unwanted);
    expect(new Set(seen[resting]).size).toBe(seen[resting]?.length);
  });
});

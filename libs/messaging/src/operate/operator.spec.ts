import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deadLetterTopic } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sleep } from '@gauntlet/timing';
import { specWorld } from '../../test/spec-world';
import { describeGroups, RecordReader, type StoredRecord, writeRecords } from '../index';

const topic = deadLetterTopic('guardrail');
const NOT_UTF8 = Buffer.from([0xff, 0x00, 0xfe]);
const world = specWorld();
const client = () => ({ clientId: 'spec-operator', brokers: world.cluster.brokers });

function record(mark: string) {
  return { topic, key: mark, value: NOT_UTF8, headers: { mark, raw: NOT_UTF8 } };
}

describe('what an operator’s command does with Kafka', () => {
  it('writes records and reads them back byte by byte, from all partitions', async () => {
    const marks = Array.from({ length: 12 }, () => randomUUID());
    const positions = await writeRecords(client(), marks.map(record));
    const read: StoredRecord[] = [];
    const onRecord = (one: StoredRecord) => read.push(one);
    const reader = await RecordReader.open(client(), { topics: [topic], from: 'beginning', onRecord });
    await reader.caughtUp;
    await reader.close();
    const found = marks.map((mark) => read.find(({ key }) => key?.toString() === mark));
    expect(found.map((one) => ({ partition: one?.partition, offset: one?.offset }))).toEqual(positions);
    expect(new Set(positions.map(({ partition }) => partition)).size).toBeGreaterThan(1);
    for (const one of found) {
      expect(one?.value).toEqual(NOT_UTF8);
      expect(one?.headers.raw).toEqual(NOT_UTF8);
    }
  });

  it('follows from now on, without what was there', async () => {
    await writeRecords(client(), [record('before')]);
    const read: string[] = [];
    const onRecord = ({ key }: StoredRecord) => read.push(String(key));
    const reader = await RecordReader.open(client(), { topics: [topic], from: 'now', onRecord });
    await writeRecords(client(), [record('after')]);
    await waitFor(() => read.length > 0, { deadlineMs: 20_000, description: 'the record' });
    await reader.close();
    expect(read).toEqual(['after']);
  });

  it('goes on from where an earlier reader began', async () => {
    const first = await RecordReader.open(client(), { topics: [topic], from: 'now', onRecord: () => undefined });
    await first.close();
    await writeRecords(client(), [record('missed')]);
    const read: string[] = [];
    const onRecord = ({ key }: StoredRecord) => read.push(String(key));
    const reader = await RecordReader.open(client(), { topics: [topic], from: first.began, onRecord });
    await reader.caughtUp;
    await reader.close();
    expect(read).toEqual(['missed']);
  });

  it('reads on from a time', async () => {
    const writtenAt = Date.now();
    await writeRecords(client(), [{ ...record('older'), key: 'same' }]);
    await sleep(5);
    const since = Date.now();
    await writeRecords(client(), [{ ...record('newer'), key: 'same' }]);
    const readSince = async (time: number) => {
      const read: (string | undefined)[] = [];
      const onRecord = ({ headers }: StoredRecord) => read.push(headers.mark?.toString());
      const reader = await RecordReader.open(client(), { topics: [topic], from: { since: time }, onRecord });
      await reader.caughtUp;
      await reader.close();
      return read;
    };
    expect(await readSince(writtenAt)).toEqual(['older', 'newer']);
    expect(await readSince(since)).toEqual(['newer']);
    expect(await readSince(Date.now() + 60_000)).toEqual([]);
  });

  it('tells lag and members of a group, also of one that never was', async () => {
    const group = await world.cluster.newGroup([topic]);
    await writeRecords(client(), [record('one'), record('two')]);
    const never = randomUUID();
    const query = [
      { group, topics: [topic] },
      { group: never, topics: [topic] },
    ];
    const [known, unknown] = await describeGroups(client(), query);
    expect(known).toMatchObject({ group, state: 'Empty', members: 0, lag: 2n });
    expect(unknown).toMatchObject({ group: never, state: 'Dead', members: 0 });
    expect(unknown?.lag).toBeGreaterThan(2n);
  });
});

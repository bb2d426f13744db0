import fc from 'fast-check';
import type { KafkaMessage } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import type { AssignedPartition, HeldMessage } from './assigned-partition';
import { Assignment } from './assignment';

const topic = 't';
const PARTITIONS = [0, 1, 2];

function messageAt(offset: bigint, value = 'x'): KafkaMessage {
  return { offset: String(offset), key: null, value: Buffer.from(value), timestamp: '0', attributes: 0, headers: {} };
}

function batchOf(partition: number, offsets: readonly bigint[]) {
  const [firstOffset = 0n, lastOffset = 0n] = [offsets[0], offsets.at(-1)];
  return { topic, partition, firstOffset, lastOffset, messages: offsets.map((offset) => messageAt(offset)) };
}

/** One instance of a group beside a broker that keeps its log and commits; other instances own what it does not. */
class SimulatedGroup {
  readonly assignment = new Assignment();
  readonly committed = PARTITIONS.map(() => 0n);
  private readonly position = PARTITIONS.map(() => 0n);
  private readonly processed = PARTITIONS.map(() => new Set<bigint>());
  private readonly taken = new Map<AssignedPartition, Set<bigint>>();
  private running: HeldMessage[] = [];
  private owned: number[] = [];

  constructor(private readonly logs: readonly (readonly bigint[])[]) {}

  rebalance(owned: number[]): void {
    this.owned = owned;
    this.assignment.replace(owned.map((partition) => ({ topic, partition })));
    for (const partition of owned) this.position[partition] = this.committed[partition] ?? 0n;
  }

  fetch(partition: number, count: number): void {
    if (!this.owned.includes(partition)) return;
    const offsets = this.after(partition, this.position[partition] ?? 0n).slice(0, count);
    if (offsets.length === 0) return;
    this.assignment.receive(batchOf(partition, offsets));
    this.position[partition] = (offsets.at(-1) ?? 0n) + 1n;
  }

  take(): void {
    const held = this.assignment.take();
    if (!held) return;
    const taken = this.taken.get(held.partition) ?? new Set();
    expect(taken.has(held.offset), 'taken once per epoch').toBe(false);
    this.taken.set(held.partition, taken.add(held.offset));
    this.running.push(held);
  }

  finish(which: number): void {
    const [held] = this.running.splice(which % Math.max(1, this.running.length), 1);
    if (!held) return;
    this.processed[held.partition.partition]?.add(held.offset);
    held.partition.complete(held.offset);
  }

  commit(): void {
    for (const { partition, offset } of this.assignment.toCommit()) {
      const log = this.logs[partition] ?? [];
      const passed = log.filter((one) => one < offset && !this.processed[partition]?.has(one));
      expect(passed, 'offsets that the watermark passed undone').toEqual([]);
      expect(offset, 'a commit only goes forward').toBeGreaterThan(this.committed[partition] ?? 0n);
      this.committed[partition] = offset;
      this.assignment.recordCommit({ topic, partition, offset });
    }
  }

  workElsewhere(partition: number, count: number): void {
    if (this.owned.includes(partition)) return;
    const offsets = this.after(partition, this.committed[partition] ?? 0n).slice(0, count);
    for (const offset of offsets) this.processed[partition]?.add(offset);
    const last = offsets.at(-1);
    if (last !== undefined) this.committed[partition] = last + 1n;
  }

  drain(): void {
    this.rebalance(PARTITIONS);
    for (const partition of PARTITIONS) this.fetch(partition, Number.POSITIVE_INFINITY);
    while (this.assignment.queued > 0) this.take();
    while (this.running.length > 0) this.finish(0);
    this.commit();
  }

  private after(partition: number, offset: bigint): bigint[] {
    return (this.logs[partition] ?? []).filter((one) => one >= offset);
  }
}

const log = fc
  .array(fc.bigInt({ min: 1n, max: 3n }), { minLength: 1, maxLength: 30 })
  .map((steps) => steps.map((_step, index) => steps.slice(0, index).reduce((sum, step) => sum + step, 0n)));
const partition = fc.constantFrom(...PARTITIONS);
const count = fc.integer({ min: 1, max: 8 });
const step = fc.oneof(
  fc.record({ do: fc.constant('rebalance' as const), owned: fc.subarray(PARTITIONS) }),
  fc.record({ do: fc.constant('fetch' as const), partition, count }),
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('finish' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('commit' as const) }),
  fc.record({ do: fc.constant('elsewhere' as const), partition, count }),
);

function apply(group: SimulatedGroup, one: typeof step extends fc.Arbitrary<infer S> ? S : never): void {
  if (one.do === 'rebalance') return group.rebalance(one.owned);
  if (one.do === 'fetch') return group.fetch(one.partition, one.count);
  if (one.do === 'take') return group.take();
  if (one.do === 'finish') return group.finish(one.which);
  if (one.do === 'commit') return group.commit();
  return group.workElsewhere(one.partition, one.count);
}

describe('Assignment', () => {
  it('commits nothing undone and reaches the end, whatever is lost, kept or regained', () => {
    fc.assert(
      fc.property(fc.tuple(log, log, log), fc.array(step, { maxLength: 200 }), (logs, steps) => {
        const group = new SimulatedGroup(logs);
        for (const one of steps) apply(group, one);
        group.drain();
        expect(group.committed).toEqual(logs.map((offsets) => (offsets.at(-1) ?? 0n) + 1n));
      }),
      { numRuns: 500 },
    );
  });

  it('ignores batches of a partition that it does not own', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    expect(assignment.receive(batchOf(1, [0n]))).toBeNull();
  });

  it('lets partitions take turns', () => {
    const assignment = new Assignment();
    assignment.replace([0, 1].map((number) => ({ topic, partition: number })));
    assignment.receive(batchOf(0, [0n, 1n]));
    assignment.receive(batchOf(1, [0n, 1n]));
    const turns = [1, 2, 3, 4].map(() => assignment.take()?.partition.partition);
    expect(new Set(turns.slice(0, 2)).size).toBe(2);
    expect(new Set(turns.slice(2)).size).toBe(2);
  });

  it('starts a new epoch when the position goes back without a rebalance, as after a truncated log', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    assignment.receive(batchOf(0, [5n, 6n]));
    const before = assignment.take();
    assignment.receive(batchOf(0, [0n]));
    const after = assignment.take();
    expect(after?.offset).toBe(0n);
    expect(before?.partition.isLost).toBe(true);
  });

  it('has what waits fetched once more when the position goes back to behind it', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    assignment.receive(batchOf(0, [5n, 6n, 7n, 8n]));
    const running = assignment.take();
    expect(assignment.undoneBefore(batchOf(0, [7n]))).toEqual({ topic, partition: 0, offset: 5n });
    expect(running?.partition.isLost).toBe(true);
    assignment.receive(batchOf(0, [5n, 6n, 7n]));
    expect([1, 2, 3].map(() => assignment.take()?.offset)).toEqual([5n, 6n, 7n]);
  });

  it('takes a batch at once when all before it is done, and when it only goes on', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    assignment.receive(batchOf(0, [5n, 6n]));
    for (let held = assignment.take(); held; held = assignment.take()) held.partition.complete(held.offset);
    expect(assignment.undoneBefore(batchOf(0, [6n]))).toBeNull();
    expect(assignment.undoneBefore(batchOf(0, [7n]))).toBeNull();
  });

  it('starts a new epoch when a rebalance leads back behind what was committed', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    const epoch = assignment.receive(batchOf(0, [0n, 1n]));
    assignment.recordCommit({ topic, partition: 0, offset: 2n });
    assignment.replace([{ topic, partition: 0 }]);
    expect(assignment.receive(batchOf(0, [0n]))).not.toBe(epoch);
  });

  it('takes the offsets of a topic that was made anew for new ones, and commits none of the old', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    assignment.receive(batchOf(0, [0n, 1n]));
    for (let held = assignment.take(); held; held = assignment.take()) held.partition.complete(held.offset);
    assignment.beginAnew({ topic, partition: 0 });
    assignment.replace([{ topic, partition: 0 }]);
    expect(assignment.toCommit()).toEqual([]);
    assignment.receive(batchOf(0, [0n]));
    expect(assignment.take()?.offset).toBe(0n);
  });

  it('is full by count or by bytes, and has room again only well below', () => {
    const assignment = new Assignment();
    assignment.replace([0, 1].map((number) => ({ topic, partition: number })));
    const byCount = assignment.receive(
      batchOf(
        0,
        Array.from({ length: 512 }, (_one, index) => BigInt(index)),
      ),
    );
    const heavy = Array.from({ length: 9 }, (_one, index) => messageAt(BigInt(index), 'x'.repeat(1_048_576)));
    const byBytes = assignment.receive({ topic, partition: 1, firstOffset: 0n, lastOffset: 8n, messages: heavy });
    expect([byCount?.isFull, byBytes?.isFull]).toEqual([true, true]);
    byCount?.take();
    expect([byCount?.isFull, byCount?.hasRoom]).toEqual([false, false]);
  });

  it('is full when one message that does not end holds back ten thousand others', () => {
    const assignment = new Assignment();
    assignment.replace([{ topic, partition: 0 }]);
    const epoch = assignment.receive(
      batchOf(
        0,
        Array.from({ length: 10_000 }, (_one, index) => BigInt(index)),
      ),
    );
    for (let held = assignment.take(); held; held = assignment.take())
      if (held.offset > 0n) epoch?.complete(held.offset);
    expect([epoch?.queued, epoch?.isFull]).toEqual([0, true]);
    epoch?.complete(0n);
    expect(epoch?.hasRoom).toBe(true);
  });
});

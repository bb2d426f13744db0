import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { warn } from '../log';
import { writeAtomically } from './write-atomically';

/** How far one group has come in one partition. */
export interface CommittedOffset {
  group: string;
  topic: string;
  partition: number;
  offset: number;
  metadata: string | null;
}

const COMPACT_AFTER_LINES = 20_000;

/** Committed offsets, one JSON line per commit, newest last; rewritten to the live ones now and then. */
export class OffsetStore {
  private readonly path: string;
  private readonly groups = new Map<string, Map<string, CommittedOffset>>();
  private linesSinceCompaction = 0;

  constructor(dir: string) {
    this.path = join(dir, 'committed-offsets.jsonl');
    const lines = existsSync(this.path) ? readFileSync(this.path, 'utf8').split('\n') : [];
    for (const line of lines) if (line !== '') this.recover(line);
    this.compact();
  }

  groupIds(): string[] {
    return [...this.groups.keys()];
  }

  /** Returns once write(2) has, like a produced record. */
  commit(offsets: CommittedOffset[]): void {
    if (offsets.length === 0) return;
    appendFileSync(this.path, toLines(offsets));
    offsets.forEach((offset) => this.remember(offset));
    this.linesSinceCompaction += offsets.length;
    if (this.linesSinceCompaction > COMPACT_AFTER_LINES) this.compact();
  }

  committed(group: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.groups.get(group)?.get(partitionKey({ topic, partition }));
  }

  private remember(offset: CommittedOffset): void {
    const group = this.groups.get(offset.group) ?? new Map<string, CommittedOffset>();
    this.groups.set(offset.group, group.set(partitionKey(offset), offset));
  }

  private recover(line: string): void {
    try {
      this.remember(JSON.parse(line) as CommittedOffset);
    } catch (error) {
      // Torn by a kill or a full disk, so its commit was never acknowledged.
      warn(`skipped a torn line of ${this.path}: ${String(error)}`);
    }
  }

  private compact(): void {
    writeAtomically(this.path, toLines([...this.groups.values()].flatMap((group) => [...group.values()])));
    this.linesSinceCompaction = 0;
  }
}

/** The line break comes first, so that a line after a torn one stays whole. */
function toLines(offsets: CommittedOffset[]): string {
  return offsets.map((offset) => `\n${JSON.stringify(offset)}`).join('');
}

function partitionKey({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadingPlace } from '@gauntlet/messaging';
import type { GivenAnswer } from './given-answer';

/** What is fixed about a run when it begins. */
export interface RunStart {
  readonly run: string;
  readonly startedAt: string;
  /** Where released events were read from before anything was asked: every answer of the run lies behind. */
  readonly released: readonly ReadingPlace[];
}

const START = 'run.json';
const ANSWERS = 'answers.jsonl';
const RESULT = 'result.json';
const OWNER_ONLY = { mode: 0o600 };

/** What a run has kept on disk, so that it goes on where it was cut off. */
export class RunFolder {
  private constructor(readonly path: string) {}

  /** The folder of the run that asks just this and is not finished, else the one of a new run. */
  static find(parent: string, content: string): { readonly folder: RunFolder; readonly run: string } {
    for (let number = 1; ; number += 1) {
      const run = `${content}-${number}`;
      const folder = new RunFolder(join(parent, run));
      if (!existsSync(join(folder.path, RESULT))) return { folder, run };
    }
  }

  /** What was fixed when the run began; undefined for a new run. */
  get start(): RunStart | undefined {
    const path = join(this.path, START);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RunStart) : undefined;
  }

  begin(start: RunStart): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.path, START), `${JSON.stringify(start)}\n`, OWNER_ONLY);
  }

  /** What was answered so far. An answer that was not written to its end is cut off, and asked for again. */
  answers(): GivenAnswer[] {
    const path = join(this.path, ANSWERS);
    if (!existsSync(path)) return [];
    const written = readFileSync(path);
    const whole = written.subarray(0, written.lastIndexOf('\n') + 1);
    if (whole.length < written.length) truncateSync(path, whole.length);
    const lines = whole.toString().split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as GivenAnswer);
  }

  add(answer: GivenAnswer): void {
    appendFileSync(join(this.path, ANSWERS), `${JSON.stringify(answer)}\n`, OWNER_ONLY);
  }

  /** Ends the run: the same command begins a new one from here on. */
  finish(result: unknown): void {
    writeFileSync(join(this.path, RESULT), `${JSON.stringify(result, null, 2)}\n`, OWNER_ONLY);
  }
}

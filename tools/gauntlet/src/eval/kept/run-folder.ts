import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ReadingPlace } from '@gauntlet/messaging';
import { type ProcessLock, takeProcessLock } from '@gauntlet/runtime';
import type { Judgement } from '../judge/judgement';
import type { TrafficSample } from '../rehearsal/traffic-sample';
import type { GivenAnswer } from '../run/given-answer';
import { RunBusyError, RunFileError } from '../run/run.errors';
import { writeWhole } from './write-whole';

/** What is fixed about a run when it begins. */
export interface RunStart {
  /** Part of the id of every question. Drawn by chance, so that the same run in another folder asks anew. */
  readonly run: string;
  readonly startedAt: string;
  /** Where released events were read from before anything was asked: every answer of the run lies behind. */
  readonly released: readonly ReadingPlace[];
}

const START = 'run.json';
const ANSWERS = 'answers.jsonl';
const JUDGEMENTS = 'judgements.jsonl';
const RESULT = 'result.json';
const SAMPLE = 'sample.json';
const OWNER_ONLY = { mode: 0o600 };
const OWNER_ONLY_FOLDER = { recursive: true, mode: 0o700 };

/** What a run has kept on disk, so that it goes on where it was cut off. */
export class RunFolder {
  private constructor(readonly path: string) {}

  /** The folder of the run that asks just this and is not finished, else one for a new run. */
  static find(parent: string, content: string): RunFolder {
    for (let number = 1; ; number += 1) {
      const folder = new RunFolder(join(parent, `${content}-${number}`));
      if (!existsSync(join(folder.path, RESULT))) return folder;
    }
  }

  /** A name that no other run has. */
  static newRun(): string {
    return `run-${randomBytes(8).toString('hex')}`;
  }

  /** Keeps other processes out of this run. @throws RunBusyError when one carries it out. */
  async lock(): Promise<ProcessLock> {
    mkdirSync(this.path, OWNER_ONLY_FOLDER);
    const lock = await takeProcessLock(join(this.path, 'lock'));
    if (!lock) throw new RunBusyError(this.path);
    return lock;
  }

  /** What was fixed when the run began; undefined for a new run. @throws RunFileError when it can't be read. */
  get start(): RunStart | undefined {
    const path = join(this.path, START);
    return existsSync(path) ? (parsed(readFileSync(path, 'utf8'), path) as RunStart) : undefined;
  }

  begin(start: RunStart): void {
    this.write(START, JSON.stringify(start));
  }

  /** The recorded requests that the run asks; undefined before they are drawn. @throws RunFileError when they can't be read. */
  get sample(): TrafficSample | undefined {
    const path = join(this.path, SAMPLE);
    return existsSync(path) ? (parsed(readFileSync(path, 'utf8'), path) as TrafficSample) : undefined;
  }

  /** Fixes the recorded requests that the run asks; gives those of another process that was first. */
  keepSample(sample: TrafficSample): TrafficSample {
    mkdirSync(this.path, OWNER_ONLY_FOLDER);
    const [path, own] = [join(this.path, SAMPLE), join(this.path, `${SAMPLE}.${process.pid}`)];
    writeFileSync(own, `${JSON.stringify(sample)}\n`, OWNER_ONLY);
    try {
      // Unlike a rename it replaces nothing.
      linkSync(own, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(own);
    }
    return this.sample ?? sample;
  }

  /**
   * What was answered so far. An answer that was not written to its end is cut off, and asked for again.
   * @throws RunFileError when the file was changed so that it can't be read.
   */
  answers(): GivenAnswer[] {
    return this.lines(ANSWERS) as GivenAnswer[];
  }

  /** What judges said so far; otherwise as {@link answers}. */
  judgements(): Judgement[] {
    return this.lines(JUDGEMENTS) as Judgement[];
  }

  private lines(name: string): unknown[] {
    const path = join(this.path, name);
    if (!existsSync(path)) return [];
    const written = readFileSync(path);
    const whole = written.subarray(0, written.lastIndexOf('\n') + 1);
    if (whole.length < written.length) truncateSync(path, whole.length);
    const lines = whole.toString().split('\n').slice(0, -1);
    return lines.map((line) => parsed(line, path));
  }

  add(answer: GivenAnswer): void {
    appendFileSync(join(this.path, ANSWERS), `${JSON.stringify(answer)}\n`, OWNER_ONLY);
  }

  addJudgement(judgement: Judgement): void {
    appendFileSync(join(this.path, JUDGEMENTS), `${JSON.stringify(judgement)}\n`, OWNER_ONLY);
  }

  /** Ends the run with its result and its reports, by file name: the same command begins a new one from here on. */
  finish(result: unknown, reports: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(reports)) this.write(name, text);
    this.write(RESULT, JSON.stringify(result, null, 2));
  }

  private write(name: string, text: string): void {
    writeWhole(join(this.path, name), `${text}\n`);
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RunFileError(path, cause);
  }
}

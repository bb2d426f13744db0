import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '@gauntlet/artefacts';
import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import type { Call } from '../run/call';
import { writeWhole } from './write-whole';

/**
 * Answers to identical calls in earlier runs: the same trial, the same words, the same repeat. They are kept as they were released, so that
 * they are scored by the evaluators of today. One that can't be read is asked again.
 */
export class EarlierAnswers {
  /** @param folder of all runs; answers older than `maxAgeMs` are removed from it. */
  constructor(
    private readonly folder: string,
    maxAgeMs: number,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (Date.now() - statSync(path).mtimeMs > maxAgeMs) rmSync(path, { force: true });
    }
  }

  find(call: Call): ResponseReleasedV1 | null {
    const path = this.pathOf(call);
    if (!existsSync(path)) return null;
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as ResponseReleasedV1;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /** Keeps what a model has answered; a canned answer says nothing of the next call. */
  keep(call: Call, { facts, content }: ResponseReleasedV1): void {
    if (facts.outcome === 'canned') return;
    writeWhole(this.pathOf(call), JSON.stringify({ facts, content }));
  }

  private pathOf({ row: { input, history, variables }, variant: { trial }, repeat }: Call): string {
    return join(this.folder, `${contentHash(JSON.stringify([trial, input, history, variables, repeat]))}.json`);
  }
}

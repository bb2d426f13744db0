import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArtefactFileError, parseDatasetFile } from '@gauntlet/artefacts';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { takeCensus } from '../traffic/census';
import { draw, type Drawn } from '../traffic/draw';
import { type Moment, periodLine, periodOf } from '../traffic/moment';
import { recordedEvents } from '../traffic/recorded-events';
import { TrafficGoneError } from '../traffic/traffic.errors';
import type { Sampling } from '../traffic/traffic-options';
import { FileThereError } from './file-there.error';

/** Which requests become rows, and where. */
export interface SampleOptions extends Sampling {
  readonly from: Moment;
  readonly to?: Moment | undefined;
  /** Default: `evals/<prompt>-traffic.jsonl`. */
  readonly out?: string | undefined;
}

type Released = GauntletEvent<typeof TOPICS.released>;

/**
 * Writes a file of rows that stand for the requests of a period: recorded requests in redacted form, each with the number
 * of requests that it stands for.
 * @throws FileThereError when the file is there; NoTrafficError, TooFewToDrawError; a retry doesn't help.
 */
export async function sampleRows(prompt: string, options: SampleOptions, terminal: Terminal): Promise<void> {
  const { out: file = `evals/${prompt}-traffic.jsonl`, stratify } = options;
  if (existsSync(file)) throw new FileThereError(file);
  const period = periodOf(options);
  const { strata, requests, earliest } = await takeCensus({ period, prompt, stratify, raw: false });
  const drawn = draw(strata, options);
  const all = withoutRepeats(await rowsOf(drawn, period.from));
  const rows = all.filter((row) => isFit(row, file));
  const source = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  parseDatasetFile(source, file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source, { flag: 'wx' });
  const groups = strata.map(({ stratum, ids }) => ({ tags: stratum, requests: ids.length }));
  terminal.line(`written  ${counted(rows.length, 'row')} to ${file}, which stand for ${counted(requests, 'request')}`);
  terminal.line(`         of ${periodLine(period, earliest)}`);
  for (const { tags, requests: size } of groups)
    terminal.line(`         ${tags.join(', ') || 'all'}: ${counted(size, 'request')}`);
  if (all.length > rows.length) terminal.line(`         ${all.length - rows.length} more are too long for a row`);
  terminal.line('         as they are in the record: personal data is taken out as far as it was recognised');
  terminal.line('         nothing is expected of them yet; write it into the file');
  terminal.value({ file, period, requests, rows: rows.length, groups });
}

/** A row as it stands in its file. */
interface SampledRow {
  readonly id: string;
  readonly input: string;
  readonly weight: number;
  readonly [field: string]: unknown;
}

async function rowsOf(drawn: readonly Drawn[], since: number): Promise<SampledRow[]> {
  const events = await recordedEvents([TOPICS.released], new Set(drawn.map(({ id }) => id)), since);
  return drawn.map((one) => {
    const released = events.get(one.id)?.[TOPICS.released]?.[0];
    if (!released) throw new TrafficGoneError(1, 'run the command again');
    return rowOf(one, released);
  });
}

function rowOf({ id, weight, stratum }: Drawn, { facts, content }: Released): SampledRow {
  const { input, history, variables } = content;
  const { conversation } = facts.request;
  return {
    ...{ id, input },
    ...(history.length > 0 ? { history } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(stratum.length > 0 ? { tags: stratum } : {}),
    weight,
    // Ingress has put a pseudonym in the place of one with personal data.
    ...(conversation === undefined ? {} : { cluster: conversation }),
  };
}

/** A request may have more turns and longer texts than a row. */
function isFit(row: SampledRow, file: string): boolean {
  try {
    return parseDatasetFile(JSON.stringify(row), file).rows.length === 1;
  } catch (error) {
    if (error instanceof ArtefactFileError) return false;
    throw error;
  }
}

/** Users ask the same thing in the same words: that is one row, which stands for all of these requests. */
function withoutRepeats(rows: readonly SampledRow[]): SampledRow[] {
  const known = new Map<string, SampledRow>();
  for (const row of rows) {
    const { id: _id, weight, ...said } = row;
    const key = JSON.stringify(said);
    const first = known.get(key);
    known.set(key, first ? { ...first, weight: first.weight + weight } : row);
  }
  return [...known.values()];
}

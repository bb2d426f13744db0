import type { WatchedRow } from '@gauntlet/statistics/watch';
import { parseObject } from '../eval/score-row';
import { DriftRowError } from './drift.errors';

/** A row of a file, and its id where it has one. */
interface ReplayRow extends WatchedRow {
  readonly id: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const EXAMPLE = '{"at": "2026-03-01T09:30:00Z", "prompt": "support-agent", "version": "v7", "score": 0.9}';
/** RFC 3339; a time without a zone is UTC. */
const AT = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:([Zz])|([+-]\d{2}):?(\d{2}))?)?$/;

/**
 * Reads a line; fields that a watch doesn't need are passed over.
 * @throws DriftRowError naming the field, and ScoresError for what is no JSON object
 */
export function parseReplayRow(line: string): ReplayRow {
  const fields = parseObject(line, EXAMPLE);
  return {
    id: text(fields, 'id'),
    at: timeOf(fields['at']),
    prompt: required(fields, 'prompt'),
    version: required(fields, 'version'),
    ...{ model: text(fields, 'model'), snapshot: text(fields, 'snapshot'), policy: text(fields, 'policy') },
    ...{ judge: text(fields, 'judge'), tenant: text(fields, 'tenant'), language: text(fields, 'language') },
    ...{ outcome: text(fields, 'outcome'), cluster: text(fields, 'cluster'), scorer: text(fields, 'scorer') },
    anchor: anchorOf(fields['anchor']),
    score: number(fields, 'score'),
    scores: scoresOf(fields['scores']),
    ...{ length: number(fields, 'length'), latency: number(fields, 'latency') },
    ...{ cost: number(fields, 'cost'), tokens: number(fields, 'tokens') },
    weight: weightOf(fields),
  };
}

function timeOf(at: unknown): number {
  const parts = typeof at === 'string' ? AT.exec(at) : null;
  if (!parts)
    throw new DriftRowError(`at ${at === undefined ? 'is missing' : 'is no time'}; write it as in ${EXAMPLE}`);
  const [, date, time = '00:00', , hours = '+00', minutes = '00'] = parts;
  const milliseconds = Date.parse(`${date}T${time}${hours}:${minutes}`);
  if (Number.isNaN(milliseconds)) throw new DriftRowError(`at is no time that there is; write it as in ${EXAMPLE}`);
  return milliseconds;
}

/** A name, or a number that stands for one; an empty one is none. */
function text(fields: Fields, field: string): string | null {
  const value = fields[field];
  if (typeof value === 'string') return value === '' ? null : value;
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  throw new DriftRowError(`${field} must be a string; write its name, or leave it out`);
}

function required(fields: Fields, field: string): string {
  const value = text(fields, field);
  if (value === null) throw new DriftRowError(`${field} is missing; write it as in ${EXAMPLE}`);
  return value;
}

function number(fields: Fields, field: string): number | null {
  const value = fields[field];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  throw new DriftRowError(`${field} must be a finite number or null; leave it out where there is none`);
}

function weightOf(fields: Fields): number {
  const weight = number(fields, 'weight') ?? 1;
  if (weight > 0) return weight;
  throw new DriftRowError('weight must be above 0; it is how many answers the row stands for');
}

function anchorOf(value: unknown): boolean | number {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new DriftRowError('anchor must be true, or the score that people gave; leave it out for ordinary traffic');
}

function scoresOf(value: unknown): Readonly<Record<string, number>> | null {
  if (value === undefined || value === null) return null;
  const isMap = typeof value === 'object' && !Array.isArray(value);
  if (!isMap) throw new DriftRowError('scores must be an object of numbers, as in {"faithfulness": 0.9}');
  const known = Object.entries(value).filter(([, score]) => score !== null);
  const bad = known.find(([, score]) => typeof score !== 'number');
  if (bad) throw new DriftRowError(`scores.${bad[0]} must be a number; leave it out where there is none`);
  return Object.fromEntries(known) as Record<string, number>;
}

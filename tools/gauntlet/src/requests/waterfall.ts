import type { AttemptRecord, RequestRecord, StageRecord, VerdictRecord } from '@gauntlet/contracts/http';
import { printable } from '@gauntlet/launcher/printable';
import { counted } from '../terminal/counted';

const BAR_WIDTH = 40;
const NAME_WIDTH = 34;

interface Bar {
  readonly name: string;
  readonly started_at: string;
  readonly duration_ms: number;
  readonly note: string;
}

/** A record's stages and model calls as bars over the request's whole time, each with what it found. */
export function waterfall({ accepted_at, latency_ms, stages }: RequestRecord): string[] {
  const scale = { start: Date.parse(accepted_at), total: Math.max(latency_ms.total ?? 0, 1) };
  return stages
    .flatMap((stage) => [barOf(stage), ...(stage.attempts ?? []).map(callBar)])
    .map((bar) => draw(bar, scale));
}

/** Milliseconds for a person: three digits at most after the point that matter. */
export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** A cost for a person; unknown is not free. */
export function dollars(cost: number | null): string {
  return cost === null ? 'unknown cost' : `$${cost.toFixed(6)}`;
}

/** Tokens for a person; unknown is not none. */
export function tokens({ input_tokens, output_tokens }: Pick<AttemptRecord, 'input_tokens' | 'output_tokens'>): string {
  return input_tokens === null && output_tokens === null
    ? 'unknown tokens'
    : `${input_tokens ?? '?'} + ${output_tokens ?? '?'} tokens`;
}

/** A model for a person; simulated ones name their provider themselves. */
export function modelLabel(provider: string | null, model: string): string {
  return model.startsWith(`${provider}/`) ? model : `${provider}/${model}`;
}

function barOf({ stage, turn, verdicts, attempts, messages, ...timing }: StageRecord): Bar {
  const notes = [verdicts ? verdictNote(verdicts) : '', messages ? counted(messages.length, 'message') : ''];
  const made = attempts?.filter(({ outcome }) => outcome !== 'skipped');
  const calls = made ? counted(made.length, 'call') : '';
  return {
    name: turn > 0 ? `${stage} (repair)` : stage,
    ...timing,
    note: [...notes, calls].filter(Boolean).join(', '),
  };
}

function verdictNote(verdicts: readonly VerdictRecord[]): string {
  const found = verdicts.filter(({ outcome, shadow = 'pass' }) => outcome !== 'pass' || shadow !== 'pass');
  if (found.length === 0) return `${counted(verdicts.length, 'check')} passed`;
  return found.map(oneVerdict).join(', ');
}

function oneVerdict({ check, outcome, shadow, score, judge, ...verdict }: VerdictRecord): string {
  const opinion = judge && `judge ${judge.verdict ?? judge.reason}`;
  const why = [verdict.reason, verdict.cause, score?.toFixed(2), opinion].filter(Boolean).join(': ');
  const what = shadow === undefined ? outcome : `would ${shadow}`;
  return why ? `${check}: ${what} (${why})` : `${check}: ${what}`;
}

function callBar(attempt: AttemptRecord): Bar {
  const { provider, model, number, started_at, duration_ms } = attempt;
  const name = `  ${modelLabel(provider, model)} #${number}`;
  return { name, started_at, duration_ms, note: [...failed(attempt), ...spent(attempt)].join(', ') };
}

function failed({ outcome, error_code, provider_reason }: AttemptRecord): string[] {
  if (outcome === 'succeeded') return [];
  const { status, code, type, param } = provider_reason ?? {};
  const reason = [status && `status ${status}`, code ?? type, param && `at ${param}`].filter(Boolean).join(' ');
  const error = error_code ?? outcome;
  return [reason ? `${error} (${reason})` : error];
}

function spent(attempt: AttemptRecord): string[] {
  const isCounted = attempt.input_tokens !== null || attempt.output_tokens !== null;
  const isPaid = isCounted || attempt.outcome === 'succeeded' || attempt.maybe_billed;
  return isPaid ? [tokens(attempt), dollars(attempt.cost_usd)] : [];
}

function draw(
  { name, started_at, duration_ms, note }: Bar,
  { start, total }: { start: number; total: number },
): string {
  const column = (ms: number) => Math.round((Math.max(0, ms) / total) * BAR_WIDTH);
  const from = Math.min(column(Date.parse(started_at) - start), BAR_WIDTH - 1);
  const length = Math.min(Math.max(1, column(duration_ms)), BAR_WIDTH - from);
  const bar = `${' '.repeat(from)}${'█'.repeat(length)}`.padEnd(BAR_WIDTH);
  const shown = printable(name).padEnd(NAME_WIDTH);
  return `${shown} ▏${bar}▕ ${milliseconds(duration_ms).padStart(9)}  ${printable(note)}`.trimEnd();
}

import { describe, expect, it } from 'vitest';
import type { RequestRecord, StageRecord } from './request-record';
import { recordLines } from './show.command';
import { waterfall } from './waterfall';

const AT = '2026-01-01T00:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();

function record(stages: readonly StageRecord[]): RequestRecord {
  return {
    id: 'id',
    outcome: 'answered',
    flags: [],
    reason: null,
    accepted_at: AT,
    prompt: 'agent@v1',
    pin: { offset: 0, canary: false, prompt: { version: 'v1' } },
    provider: null,
    model: null,
    usage: { input_tokens: 0, output_tokens: 0, cost_usd: null },
    latency_ms: { total: 400 },
    input: '',
    stages,
    answer: '',
  };
}

/** First column of a bar and its length, in fortieths of the whole time. */
function barOf(line = ''): { from: number; length: number } {
  const [, bar = ''] = /▏(.{40})▕/.exec(line) ?? [];
  return { from: bar.indexOf('█'), length: [...bar].filter((one) => one === '█').length };
}

describe('waterfall', () => {
  it('draws each stage where it was and as long as it took', () => {
    const lines = waterfall(
      record([
        { stage: 'ingress', turn: 0, started_at: AT, duration_ms: 0.2 },
        { stage: 'prompt-render', turn: 0, started_at: after(100), duration_ms: 200, messages: [1] },
        { stage: 'guardrail.output', turn: 1, started_at: after(400), duration_ms: 50, verdicts: [] },
      ]),
    );
    expect(lines.map(barOf)).toEqual([
      { from: 0, length: 1 },
      { from: 10, length: 20 },
      { from: 39, length: 1 },
    ]);
    expect(lines[0]).toMatch(/^ingress .* 0\.2 ms$/);
    expect(lines[1]).toMatch(/200 ms {2}1 message$/);
    expect(lines[2]).toMatch(/^guardrail\.output \(repair\) /);
  });

  it('says which check failed, and what is wrong with it', () => {
    const cause = 'option maxCharacter is no option of this check';
    const verdicts = [{ check: 'input-length', outcome: 'error', reason: 'check_failed', cause }];
    const [line] = waterfall(record([{ stage: 'guardrail.input', turn: 0, started_at: AT, duration_ms: 1, verdicts }]));
    expect(line?.endsWith(`input-length: error (check_failed: ${cause})`)).toBe(true);
  });

  it('shows each call with its error or what it cost, and unknown cost as unknown', () => {
    const call = {
      provider: 'openai',
      started_at: AT,
      duration_ms: 20,
      error_code: null,
      cost_usd: null,
      maybe_billed: false,
    };
    const refused = { status: 404, code: 'model_not_found', type: null, param: 'model' };
    const attempts = [
      {
        ...call,
        model: 'large',
        number: 1,
        outcome: 'failed',
        error_code: 'provider_rejected',
        provider_reason: refused,
        input_tokens: null,
        output_tokens: null,
      },
      {
        ...call,
        model: 'small',
        number: 1,
        outcome: 'succeeded',
        input_tokens: 10,
        output_tokens: 5,
        provider_reason: null,
      },
      {
        ...call,
        model: 'slow',
        number: 1,
        outcome: 'failed',
        error_code: 'provider_timeout',
        input_tokens: null,
        output_tokens: null,
        maybe_billed: true,
        provider_reason: null,
      },
    ];
    const lines = waterfall(record([{ stage: 'model-invoker', turn: 0, started_at: AT, duration_ms: 40, attempts }]));
    expect(lines[0]).toMatch(/3 calls$/);
    expect(lines[1]).toMatch(/^ {2}openai\/large #1 .*provider_rejected \(status 404 model_not_found at model\)$/);
    expect(lines[3]).toMatch(/provider_timeout, unknown tokens, unknown cost$/);
    expect(lines[2]).toMatch(/^ {2}openai\/small #1 .*10 \+ 5 tokens, unknown cost$/);
  });

  it('names what checks found, and counts those that passed', () => {
    const pass = { check: 'pii', outcome: 'pass', reason: null };
    const block = { check: 'prompt-injection', outcome: 'block', reason: 'known_phrase' };
    const stage = { stage: 'guardrail.input', turn: 0, started_at: AT, duration_ms: 1 };
    const lines = waterfall(
      record([
        { ...stage, verdicts: [pass, pass] },
        { ...stage, verdicts: [pass, block] },
      ]),
    );
    expect(lines[0]).toMatch(/2 checks passed$/);
    expect(lines[1]).toMatch(/ms {2}prompt-injection: block \(known_phrase\)$/);
  });
});

describe('recordLines', () => {
  const call = (outcome: string, parameters?: Record<string, unknown> | null) => ({
    provider: 'openai',
    model: 'large',
    number: 1,
    started_at: AT,
    duration_ms: 1,
    outcome,
    error_code: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: null,
    maybe_billed: false,
    provider_reason: null,
    parameters,
  });

  function modelLine(attempts: StageRecord['attempts'], model: string | null = 'large'): string | undefined {
    const stage = { stage: 'model-invoker', turn: 0, started_at: AT, duration_ms: 1, attempts };
    return recordLines({ ...record([stage]), provider: model && 'openai', model }).find((line) => /^model /.test(line));
  }

  it('name the model with the parameters of the call that was taken', () => {
    const calls = [call('failed', { temperature: 1 }), call('succeeded', { temperature: 0.2, stop: ['END'] })];
    expect(modelLine(calls)).toMatch(/^model +openai\/large \(temperature 0\.2, stop \["END"\]\)$/);
  });

  it.each<[string, Record<string, unknown> | null | undefined]>([
    ['has none', {}],
    ['doesn’t know them', null],
    ['is older than this command', undefined],
  ])('name the model alone where the record %s', (_, parameters) => {
    expect(modelLine([call('succeeded', parameters)])).toMatch(/ openai\/large$/);
  });

  it('say how many calls gave no answer', () => {
    const failed = call('failed', { temperature: 1 });
    expect(modelLine([failed, failed], null)).toMatch(/none answered in 2 calls$/);
    expect(modelLine([], null)).toMatch(/none was asked$/);
  });
});

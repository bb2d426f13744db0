import { describe, expect, it } from 'vitest';
import type { RequestRecord, StageRecord, VerdictRecord } from '@gauntlet/contracts/http';
import { recordLines } from './show.command';
import { waterfall } from './waterfall';

const AT = '2026-01-01T00:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();

const artefact = { name: 'agent', version: 'v1', hash: '' };

function record(stages: StageRecord[]): RequestRecord {
  return {
    id: 'id',
    status: 'finished',
    outcome: 'answered',
    flags: [],
    reason: null,
    released_by: 'guardrail.output',
    tenant: 'default',
    origin: 'http',
    accepted_at: AT,
    deadline: after(30_000),
    conversation: null,
    tags: {},
    trace_id: null,
    prompt: 'agent@v1',
    pin: {
      offset: 0,
      prompt: artefact,
      policy: artefact,
      model: { provider: 'openai', model: 'large', parameters: {} },
      backups: [],
      canary: false,
    },
    provider: null,
    model: null,
    usage: { input_tokens: 0, output_tokens: 0, cost_usd: null },
    latency_ms: { total: 400 },
    position: { partition: 0, offset: '0' },
    input: '',
    history: [],
    variables: {},
    stages,
    answer: '',
  };
}

const stageOf = (stage: StageRecord['stage'], found: Partial<StageRecord> = {}): StageRecord => ({
  stage,
  turn: 0,
  instance: 'i',
  started_at: AT,
  duration_ms: 1,
  ...found,
});

const verdict = (check: string, outcome: VerdictRecord['outcome'], reason: string | null = null): VerdictRecord => ({
  side: 'input',
  turn: 0,
  check,
  outcome,
  reason,
  duration_ms: 1,
});

type Attempt = NonNullable<StageRecord['attempts']>[number];

const attempt = (outcome: Attempt['outcome'], more: Partial<Attempt> = {}): Attempt => ({
  turn: 0,
  rung: 0,
  number: 1,
  provider: 'openai',
  model: 'large',
  outcome,
  error_code: null,
  provider_reason: null,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  maybe_billed: false,
  ledger: 'claimed',
  cut: false,
  started_at: AT,
  duration_ms: 20,
  parameters: {},
  ...more,
});

/** First column of a bar and its length, in fortieths of the whole time. */
function barOf(line = ''): { from: number; length: number } {
  const [, bar = ''] = /▏(.{40})▕/.exec(line) ?? [];
  return { from: bar.indexOf('█'), length: [...bar].filter((one) => one === '█').length };
}

describe('waterfall', () => {
  it('draws each stage where it was and as long as it took', () => {
    const lines = waterfall(
      record([
        stageOf('ingress', { duration_ms: 0.2 }),
        stageOf('prompt-render', {
          started_at: after(100),
          duration_ms: 200,
          messages: [{ role: 'user', content: 'Hi' }],
        }),
        stageOf('guardrail.output', { turn: 1, started_at: after(400), duration_ms: 50, verdicts: [] }),
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
    const verdicts = [{ ...verdict('input-length', 'error', 'check_failed'), cause }];
    const [line] = waterfall(record([stageOf('guardrail.input', { verdicts })]));
    expect(line?.endsWith(`input-length: error (check_failed: ${cause})`)).toBe(true);
  });

  it('shows each call with its error or what it cost, and unknown cost as unknown', () => {
    const provider_reason = { status: 404, code: 'model_not_found', type: null, param: 'model' };
    const attempts = [
      attempt('failed', { error_code: 'provider_rejected', provider_reason }),
      attempt('succeeded', { model: 'small', input_tokens: 10, output_tokens: 5 }),
      attempt('failed', { model: 'slow', error_code: 'provider_timeout', maybe_billed: true }),
    ];
    const lines = waterfall(record([stageOf('model-invoker', { duration_ms: 40, attempts })]));
    expect(lines[0]).toMatch(/3 calls$/);
    expect(lines[1]).toMatch(/^ {2}openai\/large #1 .*provider_rejected \(status 404 model_not_found at model\)$/);
    expect(lines[3]).toMatch(/provider_timeout, unknown tokens, unknown cost$/);
    expect(lines[2]).toMatch(/^ {2}openai\/small #1 .*10 \+ 5 tokens, unknown cost$/);
  });

  it('names what checks found, and counts those that passed', () => {
    const pass = verdict('pii', 'pass');
    const block = verdict('prompt-injection', 'block', 'known_phrase');
    const lines = waterfall(
      record([
        stageOf('guardrail.input', { verdicts: [pass, pass] }),
        stageOf('guardrail.input', { verdicts: [pass, block] }),
      ]),
    );
    expect(lines[0]).toMatch(/2 checks passed$/);
    expect(lines[1]).toMatch(/ms {2}prompt-injection: block \(known_phrase\)$/);
  });
});

describe('recordLines', () => {
  // An ingress that is older than this command has no parameters.
  const call = (outcome: Attempt['outcome'], parameters?: Attempt['parameters']) =>
    ({ ...attempt(outcome), parameters }) as Attempt;

  function modelLine(attempts: StageRecord['attempts'], model: string | null = 'large'): string | undefined {
    const stage = stageOf('model-invoker', { attempts });
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

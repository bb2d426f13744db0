import { type GauntletEvent, OWN_TENANT, requestIdOfSubmission, TOPICS, type Trial } from '@gauntlet/contracts';
import type { PromptJudge } from '@gauntlet/scoring';
import { type Call, EVAL_SOURCE, EVAL_TIMEOUT_MS } from '../run/call';
import type { Side } from '../run/variant';

/** A judge as a run asks it. */
export interface Judge extends PromptJudge {
  readonly trial: Trial;
}

/** Where a judgement belongs in its run. */
export interface JudgePlace {
  /** Name of the evaluator. */
  readonly judge: string;
  readonly row: string;
  readonly repeat: number;
  readonly about: 'answer' | 'pair';
  /** Whose answer is judged; of a pair, whose answer comes first. */
  readonly side: Side;
}

/** One question to a judge about answers of a run. */
export interface JudgeCall extends JudgePlace {
  readonly requestId: string;
  readonly id: string;
  readonly trial: Trial;
  /** Request ids of the answers that it is about, in the order in which the judge sees them. */
  readonly answers: readonly string[];
}

/** What of an answer a judge sees, redacted. */
export interface Material {
  readonly messages: unknown;
  readonly answer: string;
}

/** All questions to the judges about the answers to `calls`: each answer alone, and each pair in both orders. */
export function judgeCallsOf(run: string, calls: readonly Call[], judges: readonly Judge[]): JudgeCall[] {
  const byPlace = new Map(calls.map((call) => [placed(call.row.id, call.repeat, call.variant.side), call]));
  return judges.flatMap((judge) =>
    calls.map(({ row, repeat, variant: { side }, requestId }) => {
      const other = byPlace.get(placed(row.id, repeat, side === 'baseline' ? 'candidate' : 'baseline'));
      const about = judge.way === 'pair' ? 'pair' : 'answer';
      const id = [run, 'judge', judge.name, row.id, repeat, side].join('/');
      return {
        ...{ judge: judge.name, row: row.id, repeat, about, side, id, trial: judge.trial },
        requestId: requestIdOfSubmission(OWN_TENANT, EVAL_SOURCE, id),
        answers: judge.way === 'pair' && other ? [requestId, other.requestId] : [requestId],
      } as const;
    }),
  );
}

/** The question, with what the judge sees as JSON, so that no text in it can pass for the end of the material. */
export function judgeEvent(
  { id, trial, judge, row, repeat, side }: JudgeCall,
  [first, second]: readonly Material[],
  { run, startedAt }: { readonly run: string; readonly startedAt: string },
): GauntletEvent<typeof TOPICS.submitted> {
  const material = second
    ? { messages: first?.messages, first: first?.answer, second: second.answer }
    : { messages: first?.messages, answer: first?.answer };
  const tags = { eval_run: run, eval_row: row, eval_side: side, eval_repeat: String(repeat), eval_judge: judge };
  return {
    ...{ topic: TOPICS.submitted, id, key: id, source: EVAL_SOURCE, time: startedAt },
    facts: { tenant: OWN_TENANT, prompt: trial.prompt.name, tags, timeoutMs: EVAL_TIMEOUT_MS, trial },
    content: { input: JSON.stringify(material) },
  };
}

function placed(row: string, repeat: number, side: Side): string {
  return [row, repeat, side].join('\n');
}

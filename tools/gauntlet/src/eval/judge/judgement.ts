import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import type { GivenAnswer } from '../run/given-answer';
import type { JudgePlace } from './judge-call';

/** What a judge said about an answer, or about the answers of both sides. */
export interface Judgement extends JudgePlace {
  readonly requestId: string;
  /** 0 to 1; of a pair that of the candidate. Null when the judge gave no judgement, so that the score is missing. */
  readonly score: number | null;
  readonly reason: string;
  /** US dollars; null when the price is not known. */
  readonly costUsd: number | null;
}

const RATINGS: Readonly<Record<string, number>> = { good: 1, fair: 0.5, poor: 0 };
/** What the answer that comes first in the question gets. */
const CHOICES: Readonly<Record<string, number>> = { first: 1, neither: 0.5, second: 0 };

/** The judgement in a released event. What is not the JSON that is asked for is no judgement. */
export function judgementOf(
  { judge, row, repeat, about, side }: JudgePlace,
  { facts, content }: ResponseReleasedV1,
  costUsd: number | null,
): Judgement {
  const { rating, better, reason } = facts.outcome === 'answered' ? fieldsOf(content.answer) : {};
  const score = about === 'answer' ? valueOf(RATINGS, rating) : ofCandidate(valueOf(CHOICES, better), side);
  return {
    ...{ judge, row, repeat, about, side, score, costUsd },
    ...{ requestId: facts.request.id, reason: typeof reason === 'string' ? reason : '' },
  };
}

function ofCandidate(first: number | null, side: JudgePlace['side']): number | null {
  return first === null || side === 'candidate' ? first : 1 - first;
}

function valueOf(values: Readonly<Record<string, number>>, name: unknown): number | null {
  return typeof name === 'string' && Object.hasOwn(values, name) ? (values[name] as number) : null;
}

function fieldsOf(answer: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(answer)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * The answers with the scores of the judges. A pair is asked in both orders, and its score is their mean: a judge that
 * prefers what comes first says nothing. The baseline of a pair has what is left to 1.
 */
export function withJudgements(
  answers: readonly GivenAnswer[],
  judgements: readonly Judgement[],
  judges: readonly { readonly name: string; readonly way: 'alone' | 'pair' }[],
): GivenAnswer[] {
  const byPlace = new Map<string, (number | null)[]>();
  for (const { judge, row, repeat, about, side, score } of judgements) {
    const place = placed(judge, about === 'pair', { row, repeat, side });
    byPlace.set(place, [...(byPlace.get(place) ?? []), score]);
  }
  return answers.map((answer) => {
    const found = judges.map(({ name, way }) => {
      const isPair = way === 'pair';
      const given = byPlace.get(placed(name, isPair, answer));
      const score = given ? meanOf(given, isPair ? 2 : 1) : null;
      const own = score !== null && isPair && answer.side === 'baseline' ? 1 - score : score;
      return { name, own, isSilent: given !== undefined && score === null };
    });
    return {
      ...answer,
      scores: { ...answer.scores, ...Object.fromEntries(found.map(({ name, own }) => [name, own])) },
      failed: [...answer.failed, ...found.filter(({ isSilent }) => isSilent).map(({ name }) => name)],
    };
  });
}

type Place = Pick<JudgePlace, 'row' | 'repeat' | 'side'>;

function placed(judge: string, isPair: boolean, { row, repeat, side }: Place): string {
  return [judge, row, repeat, isPair ? '' : side].join('\n');
}

function meanOf(scores: readonly (number | null)[], count: number): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length < count ? null : known.reduce((sum, score) => sum + score, 0) / known.length;
}

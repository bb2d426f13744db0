import { type Rate, wilson } from '@gauntlet/statistics';
import { type Change, changesOf, type Compared, ratedUp, sortedIds } from './change';
import type { Act, Decision } from './decision';

/** Requests that would end another way, or would be changed on their way. */
export interface Effect {
  readonly what: 'blocked' | 'let through' | 'redacted' | 'repaired';
  readonly requests: readonly string[];
  readonly ratedUp: number;
  /** Of all requests that were looked at, with its Wilson interval (95 %). */
  readonly share: Rate;
}

/** What would change for a tenant, or for a prompt. */
export interface GroupEffect {
  readonly name: string;
  readonly requests: number;
  readonly effects: Readonly<Record<Effect['what'], Rate & { readonly count: number }>>;
}

/** What a policy would have done, beside another one, to the same requests. */
export interface Preview {
  readonly requests: number;
  readonly effects: readonly Effect[];
  readonly changes: readonly (Change & { readonly share: Rate })[];
  readonly tenants: readonly GroupEffect[];
  readonly prompts: readonly GroupEffect[];
  /** Let through to a model by the candidate, where no answer of a model is recorded: what the checks of answers do is not known. */
  readonly withoutAnswer: readonly string[];
  /** The recorded answer stands for one to words that the candidate would have left otherwise. */
  readonly otherWords: number;
  /** Scores in doubt that a judge would be asked about; the policy's own default counts. */
  readonly inDoubt: number;
}

const does = (outcome: Act['outcome']) => (decision: Decision) => decision.acts.some((act) => act.outcome === outcome);
const isBlocked = ({ ending }: Decision) => ending === 'blocked';

/** Whether the candidate does to a request what the baseline doesn't. */
const EFFECTS: Readonly<Record<Effect['what'], (one: Compared) => boolean>> = {
  blocked: ({ baseline, candidate }) => isBlocked(candidate) && !isBlocked(baseline),
  'let through': ({ baseline, candidate }) => isBlocked(baseline) && !isBlocked(candidate),
  redacted: ({ baseline, candidate }) => does('redact')(candidate) && !does('redact')(baseline),
  repaired: ({ baseline, candidate }) => does('repair')(candidate) && !does('repair')(baseline),
};
const WHATS = Object.keys(EFFECTS) as Effect['what'][];

/** Sums up what two policies decided. */
export function previewOf(compared: readonly Compared[]): Preview {
  const count = (is: (one: Compared) => boolean) => compared.filter(is).length;
  return {
    requests: compared.length,
    effects: WHATS.map((what) => effectOf(what, compared)),
    changes: changesOf(compared).map((one) => ({ ...one, share: wilson(one.requests.length, compared.length) })),
    tenants: grouped(compared, ({ tenant }) => tenant),
    prompts: grouped(compared, ({ prompt }) => prompt),
    withoutAnswer: sortedIds(compared.filter(({ candidate }) => candidate.ending === 'unknown')),
    otherWords: count(({ candidate }) => candidate.otherWords),
    inDoubt: count(({ baseline, candidate }) => baseline.inDoubt || candidate.inDoubt),
  };
}

function effectOf(what: Effect['what'], compared: readonly Compared[]): Effect {
  const of = compared.filter(EFFECTS[what]);
  return { what, requests: sortedIds(of), ratedUp: ratedUp(of), share: wilson(of.length, compared.length) };
}

function grouped(compared: readonly Compared[], nameOf: (one: Compared) => string): GroupEffect[] {
  const names = [...new Set(compared.map(nameOf))].sort();
  return names.map((name) => {
    const own = compared.filter((one) => nameOf(one) === name);
    return { name, requests: own.length, effects: effectsIn(own) };
  });
}

function effectsIn(own: readonly Compared[]): GroupEffect['effects'] {
  const rates = WHATS.map((what) => {
    const count = own.filter(EFFECTS[what]).length;
    return [what, { count, ...wilson(count, own.length) }] as const;
  });
  return Object.fromEntries(rates) as GroupEffect['effects'];
}

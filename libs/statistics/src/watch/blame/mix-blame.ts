import { isTrouble } from '../group';
import type { Blame } from '../row';

/** What of ours can change the outcomes of answers. */
export const ATTRIBUTES = ['version', 'model', 'snapshot', 'policy'] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

const BLAMES: Readonly<Record<Attribute, Blame>> = {
  version: 'prompt',
  model: 'model',
  snapshot: 'model',
  policy: 'policy',
};
/** A new value had hardly any traffic before, and is much of it now. */
const NEW = { before: 0.02, now: 0.3 };

interface Week {
  readonly isNow: boolean;
  readonly mixes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Who is to blame for outcomes that look otherwise than in the weeks before. @param grown the outcome that grew most */
export function blameForMix(weeks: readonly Week[], grown: string | null): Blame {
  const changed = ATTRIBUTES.find((attribute) => {
    const [now, before] = [true, false].map((isNow) =>
      sharesOf(
        weeks.filter((one) => one.isNow === isNow),
        attribute,
      ),
    );
    return [...(now ?? [])].some(([value, share]) => share >= NEW.now && (before?.get(value) ?? 0) <= NEW.before);
  });
  if (changed) return BLAMES[changed];
  return grown !== null && isTrouble(grown) ? 'provider' : 'unknown';
}

function sharesOf(weeks: readonly Week[], attribute: Attribute): Map<string, number> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const { mixes } of weeks) {
    for (const [value, count] of mixes.get(attribute) ?? []) {
      counts.set(value, (counts.get(value) ?? 0) + count);
      all += count;
    }
  }
  return new Map([...counts].map(([value, count]) => [value, count / all]));
}

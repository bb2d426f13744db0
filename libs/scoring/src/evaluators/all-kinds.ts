import { jsonDiff } from '../json/json-diff.scorer';
import { jsonSchema } from '../json/json-schema.scorer';
import { similarity, tokenOverlap } from '../likeness/likeness.scorers';
import { numeric } from '../numbers/numeric.scorer';
import { refusalCorrectness } from '../refusal/refusal-correctness.scorer';
import { answerShape } from '../release/answer-shape.scorer';
import { grounding } from '../release/grounding.scorer';
import { refusal } from '../release/refusal.scorer';
import { type ScorerKind, withoutOptions } from '../scorer-kind';
import { exact } from '../text/exact.scorer';
import { language } from '../text/language.scorer';
import { length } from '../text/length.scorer';
import { regex } from '../text/regex.scorer';
import { contains, forbids } from '../text/terms.scorers';

const KINDS: readonly ScorerKind[] = [
  exact,
  contains,
  forbids,
  regex,
  jsonSchema,
  jsonDiff,
  numeric,
  length,
  language,
  ...[similarity, tokenOverlap, grounding, answerShape, refusal, refusalCorrectness].map(withoutOptions),
];

/** The scorers that `uses` may name. GitHub asks a model for its similarity; here the wording is compared. */
export const USES: ReadonlyMap<string, ScorerKind> = new Map([
  ...KINDS.map((kind) => [`gauntlet/${kind.name}`, kind] as const),
  ['github/similarity', withoutOptions(similarity)],
]);

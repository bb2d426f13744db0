import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { likeliestLanguage, readText } from '@gauntlet/detection';
import type { StratumName } from './stratum-names';

const NO_LANGUAGE = 'unknown';
/** Characters of an input by which its language is told. */
const ENOUGH = 2_000;

const VALUES: Readonly<Record<StratumName, (request: ResponseReleasedV1) => string>> = {
  outcome: ({ facts }) => facts.outcome,
  language: ({ content }) => likeliestLanguage(readText(content.input.slice(0, ENOUGH))) ?? NO_LANGUAGE,
  tenant: ({ facts }) => facts.request.tenant,
  version: ({ facts }) => facts.request.pin.prompt.version,
  policy: ({ facts }) => `${facts.request.pin.policy.name}-${facts.request.pin.policy.version}`,
  canary: ({ facts }) => (facts.request.pin.canary ? 'yes' : 'no'),
};

/** What a recorded request is in each of the groupings, as in `outcome-answered`; each is a tag, too. */
export function stratumOf(request: ResponseReleasedV1, names: readonly StratumName[]): string[] {
  return names.map((name) => `${name}-${VALUES[name](request)}`);
}

import { InvalidArgumentError } from 'commander';

/** What requests can be grouped by. */
export const STRATA = ['outcome', 'language', 'tenant', 'version', 'policy', 'canary'] as const;

export type StratumName = (typeof STRATA)[number];

/** Reads `outcome,language`. @throws InvalidArgumentError for a name that is none, with those that there are. */
export function parseStrata(text: string): StratumName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !STRATA.includes(name as StratumName));
  if (unknown === undefined) return [...new Set(names as StratumName[])];
  throw new InvalidArgumentError(`"${unknown}" is not known; name some of ${STRATA.join(', ')}.`);
}

import { BINARY_SCENARIOS } from './binary';
import { GRADED_SCENARIOS } from './graded';
import { HEAVY_TAILED_SCENARIOS } from './heavy-tailed';
import type { Scenario } from './scenario';

export const SCENARIOS: readonly Scenario[] = [...BINARY_SCENARIOS, ...GRADED_SCENARIOS, ...HEAVY_TAILED_SCENARIOS];

/** @throws RangeError for a name that no scenario has */
export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new RangeError(`no scenario is named ${name}`);
  return found;
}

import type { Count } from '../measures';
import type { ArmName } from '../settings';
import type { ScenarioResult } from '../simulate';

/** How often a gate on two means passes a drop of the margin. */
export function pointGatePasses({ arms: { margin } }: ScenarioResult): Count {
  return { count: margin.pointGate.withMargin, of: margin.comparisons };
}

/** How often a gate that any drop of the mean fails takes equal variants for worse. */
export function pointGateFailsEqual({ arms: { equal } }: ScenarioResult): Count {
  return { count: equal.comparisons - equal.pointGate.withoutMargin, of: equal.comparisons };
}

/** How often a gate on two means passes equal variants. */
export function pointGatePassesEqual({ arms: { equal } }: ScenarioResult): Count {
  return { count: equal.pointGate.withMargin, of: equal.comparisons };
}

/** The mean number of rows looked at; null for scores without bounds. */
export function rowsAtVerdict({ arms }: ScenarioResult, arm: ArmName): number | null {
  const { everyLook, comparisons } = arms[arm];
  return everyLook && everyLook.rowsAtVerdict / comparisons;
}

/** What stopping early saves of the rows that there are, as a count of rows over all comparisons. */
export function rowsSaved({ arms }: ScenarioResult, arm: ArmName): Count | null {
  const { everyLook, comparisons, rowsToLookAt } = arms[arm];
  if (!everyLook) return null;
  const all = rowsToLookAt * comparisons;
  return { count: all - everyLook.rowsAtVerdict, of: all };
}

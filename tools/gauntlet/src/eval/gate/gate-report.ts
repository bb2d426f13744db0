import type { RuleResult } from '@gauntlet/contracts';
import { counted } from '../../terminal/counted';
import type { GateOutcome } from './gate-outcome';

/** What each rule came to; the first row is the head. */
export function ruleTable({ rules }: GateOutcome): string[][] {
  return [['rule', 'verdict', 'value', 'interval', ''], ...rules.map(rowOf)];
}

/** The gate in one line, such as `fail: 2 of 7 rules do not pass`. */
export function gateLine({ verdict, rules }: GateOutcome): string {
  const open = rules.filter((rule) => rule.verdict !== 'pass').length;
  const needed = rules.flatMap(({ rowsNeeded }) => rowsNeeded ?? []);
  const rows =
    needed.length === 0 ? '' : `; it takes about ${Math.max(...needed)} rows if what was seen stays as it is`;
  if (open === 0) return `${verdict}: all of ${counted(rules.length, 'rule')}`;
  return `${verdict}: ${open} of ${counted(rules.length, 'rule')} not passed${verdict === 'fail' ? '' : rows}`;
}

function rowOf({ rule, verdict, metric, value, interval, rowsNeeded, detail }: RuleResult): string[] {
  const between = interval ? `${shown(interval.low)} to ${shown(interval.high)}` : '-';
  const notes = [
    metric !== null && !detail.includes(metric) ? metric : '',
    detail,
    rowsNeeded === null ? '' : `takes about ${rowsNeeded} rows`,
  ];
  return [rule, verdict, shown(value), between, notes.filter(Boolean).join('; ')];
}

function shown(value: number | null): string {
  return value === null ? '-' : String(Number(value.toPrecision(4)));
}

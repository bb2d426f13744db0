import type { Found } from '@gauntlet/detection';
import type { Span } from '@gauntlet/redaction';
import type { Counts } from '@gauntlet/statistics';
import { familyOf, isImpersonal } from './entity-family';

type Tally = { -readonly [Field in keyof Counts]: number };

/** What counts of one text. */
export interface CountedRow {
  /** True when something stands there. */
  readonly isPositive: boolean;
  /** True when something was found, rightly or not. */
  readonly isFound: boolean;
}

/**
 * Compares what was found with what stands in texts, by families of types. What stands there is found when parts of its
 * family cover at least half of it. A part is right when it and something of its family share half of the shorter one.
 */
export class SpanTally {
  readonly byFamily = new Map<string, Tally>();
  /** How often types stand there that are no personal data by themselves. They count as nothing, found or not. */
  readonly leftOut = new Map<string, number>();

  /** @param types what whoever marked the text looked for; parts of other types count as nothing. Null: all */
  add(truth: readonly Found[], found: readonly Found[], types: readonly string[] | null): CountedRow {
    const impersonal = truth.filter(({ type }) => isImpersonal(type));
    const wanted = truth.filter(({ type }) => !isImpersonal(type)).map(inFamily);
    const annotated = types && new Set([...types.map(familyOf), ...wanted.map(({ type }) => type)]);
    const parts = found
      .map(inFamily)
      .filter((part) => annotated?.has(part.type) ?? true)
      .filter((part) => !agrees(part, impersonal.map(inFamily)));
    for (const { type } of impersonal) this.leftOut.set(type, (this.leftOut.get(type) ?? 0) + 1);
    for (const span of wanted) this.count(span, isCovered(span, parts) ? 'truePositives' : 'falseNegatives');
    for (const part of parts) if (!agrees(part, wanted)) this.count(part, 'falsePositives');
    return { isPositive: wanted.length > 0, isFound: parts.length > 0 };
  }

  get total(): Counts {
    const sum = (field: keyof Counts) => [...this.byFamily.values()].reduce((all, tally) => all + tally[field], 0);
    return {
      truePositives: sum('truePositives'),
      falsePositives: sum('falsePositives'),
      falseNegatives: sum('falseNegatives'),
    };
  }

  private count({ type }: Found, field: keyof Counts): void {
    const tally = this.byFamily.get(type) ?? { truePositives: 0, falsePositives: 0, falseNegatives: 0 };
    tally[field] += 1;
    this.byFamily.set(type, tally);
  }
}

function inFamily({ type, start, end }: Found): Found {
  return { type: familyOf(type), start, end };
}

function isCovered(span: Found, parts: readonly Found[]): boolean {
  const covered = alike(span, parts).reduce((sum, part) => sum + overlap(span, part), 0);
  return covered * 2 >= lengthOf(span);
}

function agrees(part: Found, spans: readonly Found[]): boolean {
  return alike(part, spans).some((span) => overlap(span, part) * 2 >= Math.min(lengthOf(span), lengthOf(part)));
}

function alike({ type }: Found, others: readonly Found[]): readonly Found[] {
  return others.filter((other) => other.type === type);
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

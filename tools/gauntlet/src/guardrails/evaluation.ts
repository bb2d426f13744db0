import type { Found } from '@gauntlet/detection';
import {
  areaUnderCurve,
  type Classification,
  classification,
  type Counts,
  quantile,
  type Rate,
  recallAt,
  wilson,
} from '@gauntlet/statistics';
import type { Row } from './row';
import type { Measured } from './row-check';
import { RowError } from './rows.errors';
import { SpanTally } from './span-tally';

/** What a check says of a row. */
export interface Answer {
  readonly flagged: boolean;
  /** 0 to 1; of a check without a score, 1 when it finds something. */
  readonly score: number;
  /** In the row's text. */
  readonly spans: readonly Found[];
  readonly micros: number;
}

/** What counts of a row. */
export interface Scored {
  readonly label: boolean;
  readonly score: number;
  readonly flagged: boolean;
}

/** How well a check does. What can't be computed from the rows, such as an area under the curve of one class, is NaN. */
export interface Report extends Classification {
  readonly n: number;
  readonly positives: number;
  readonly auc: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** Of the rows in which nothing is to be found. */
  readonly falsePositiveRate: Rate;
  readonly p50Us: number;
  readonly p99Us: number;
  /** By family of types, where rows have spans; precision, recall and F1 are of spans then. */
  readonly types: ReadonlyMap<string, Counts>;
  readonly leftOut: ReadonlyMap<string, number>;
}

// Checks that find types. Sources name secrets in too many ways to compare, so a secret is a secret.
const TYPE_OF: Partial<Record<Measured, (type: string) => string>> = { pii: (type) => type, secrets: () => 'SECRET' };

/** Adds up what a check says of rows; keeps two numbers of each row, and no text. */
export class Evaluation {
  private readonly scores = { positives: [] as number[], negatives: [] as number[] };
  private readonly micros: number[] = [];
  private readonly flagged = { positives: 0, negatives: 0 };
  private readonly spans = new SpanTally();
  private hasSpans = false;

  constructor(private readonly measured: Measured) {}

  /** @throws RowError for a row that doesn't say what is to be found. */
  add(row: Row, answer: Answer): Scored {
    const scored = this.scored(row, answer);
    const kind = scored.label ? 'positives' : 'negatives';
    this.scores[kind].push(scored.score);
    this.micros.push(answer.micros);
    if (scored.flagged) this.flagged[kind] += 1;
    return scored;
  }

  report(): Report {
    const { positives, negatives } = this.scores;
    return {
      n: positives.length + negatives.length,
      positives: positives.length,
      auc: areaUnderCurve(this.scores),
      recallAt1: recallAt(0.01, this.scores),
      recallAt5: recallAt(0.05, this.scores),
      ...classification(this.hasSpans ? this.spans.total : this.rowCounts()),
      falsePositiveRate: wilson(this.flagged.negatives, negatives.length),
      p50Us: quantile(this.micros, 0.5),
      p99Us: quantile(this.micros, 0.99),
      types: this.spans.byFamily,
      leftOut: this.spans.leftOut,
    };
  }

  private scored(row: Row, { score, flagged, spans: found }: Answer): Scored {
    const typeOf = TYPE_OF[this.measured];
    if (typeOf && row.spans) {
      const typed = (spans: readonly Found[]) => spans.map((span) => ({ ...span, type: typeOf(span.type) }));
      const { isPositive, isFound } = this.spans.add(typed(row.spans), typed(found), row.types?.map(typeOf) ?? null);
      this.hasSpans = true;
      return { label: isPositive, score: isFound ? 1 : 0, flagged: isFound };
    }
    if (row.label !== null) return { label: row.label, score, flagged };
    throw new RowError(typeOf ? 'the row must have spans or a label' : 'label is missing');
  }

  private rowCounts(): Counts {
    const { positives, negatives } = this.flagged;
    return {
      truePositives: positives,
      falsePositives: negatives,
      falseNegatives: this.scores.positives.length - positives,
    };
  }
}

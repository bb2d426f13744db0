import { describe, expect, it } from 'vitest';
import { reportLines, reportValue } from './eval-report';
import { type Answer, Evaluation } from './evaluation';
import { parseRow } from './row';

const row = (fields: object) => parseRow(JSON.stringify({ text: 'write to ann@example.org', ...fields }));
const EMAIL = { type: 'EMAIL_ADDRESS', start: 9, end: 24 };
const answer = (score: number, ...spans: Answer['spans']) => ({ flagged: score >= 0.5, score, spans, micros: 7 });

describe('an evaluation', () => {
  it('of spans counts types, and rows for the rest', () => {
    const evaluation = new Evaluation('pii');
    evaluation.add(row({ spans: [{ ...EMAIL, type: 'EMAIL' }] }), answer(1, EMAIL));
    evaluation.add(row({ spans: [{ ...EMAIL, type: 'ORGANIZATION' }] }), answer(0));
    evaluation.add(row({ spans: [], types: ['IBAN'] }), answer(1, EMAIL));
    evaluation.add(row({ spans: [] }), answer(1, EMAIL));
    const report = evaluation.report();
    expect(reportValue('pii', report)).toMatchObject({
      ...{ n: 4, positives: 1, auc: 5 / 6, precision: 0.5, recall: 1, falsePositiveRate: 1 / 3, p50Us: 7 },
      types: { EMAIL_ADDRESS: { n: 1, precision: 0.5, recall: 1, f1: 2 / 3 } },
    });
    expect(reportLines('pii', report).join('\n')).toMatch(
      /^EMAIL_ADDRESS +1 +0\.500 +1\.000 +0\.667\nleft out.*: ORGANIZATION \(1\)$/m,
    );
  });

  it('takes a secret for a secret, whatever its source calls it', () => {
    const evaluation = new Evaluation('secrets');
    const given = row({ spans: [{ ...EMAIL, type: 'Cloud key' }], types: ['Cloud key'] });
    evaluation.add(given, answer(1, { ...EMAIL, type: 'AWS_ACCESS_KEY' }));
    expect(evaluation.report()).toMatchObject({ recall: { rate: 1 }, precision: { rate: 1 } });
  });

  it.each(['injection', 'toxicity', 'leak'] as const)('of %s needs labels', (check) => {
    expect(() => new Evaluation(check).add(row({ spans: [] }), answer(0))).toThrow('label is missing');
  });

  it('of personal data takes a label where there are no spans', () => {
    const evaluation = new Evaluation('pii');
    expect(evaluation.add(row({ label: 1 }), answer(1, EMAIL))).toEqual({ label: true, score: 1, flagged: true });
    expect(() => evaluation.add(row({}), answer(0))).toThrow('must have spans or a label');
  });
});

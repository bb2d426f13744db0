import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMonitorsFile, readArtefactFile } from '@gauntlet/artefacts';
import { TOPICS } from '@gauntlet/contracts';
import { answerShape, grounding, refusal, type Scorer, subjectOfReleased } from '@gauntlet/scoring/release';
import { exampleEvent } from '@gauntlet/testing';

const FILE = join(__dirname, '../../../../monitors/default.yaml');
const SYSTEM = 'You are the triage desk. Return only a JSON object with category, priority and summary for the ticket.';
const TICKETS: readonly (readonly [string, object])[] = [
  ['The trimmer broke.', { category: 'warranty', priority: 'normal', summary: 'Defective appliance reported.' }],
  ['Where is my parcel?', { category: 'shipping', priority: 'low', summary: 'Customer requests delivery status.' }],
  ['I was charged twice!', { category: 'invoice', priority: 'high', summary: 'Duplicate payment complaint.' }],
];

/** The mean that drift-monitor would make of a healthy stream, or null when there is nothing to measure. */
function meanOf(scorer: Scorer): number | null {
  const scores = TICKETS.flatMap(
    ([ticket, json]) => scorer.score(subjectOfReleased(answerTo(ticket, JSON.stringify(json)))) ?? [],
  );
  return scores.length === 0 ? null : scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
}

function answerTo(ticket: string, answer: string) {
  const response = exampleEvent(TOPICS.released);
  const verdict = {
    side: 'output',
    turn: 0,
    check: 'json-schema',
    outcome: 'pass',
    reason: null,
    durationMs: 1,
  } as const;
  Object.assign(response.facts, { outcome: 'answered', flags: [] });
  Object.assign(response.facts.completion ?? {}, { finishReason: 'stop' });
  response.facts.trail.verdicts = [verdict];
  response.content.messages = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: ticket },
  ];
  response.content.answer = answer;
  return response;
}

describe('the default monitors', () => {
  const monitors = parseMonitorsFile(readArtefactFile(FILE), FILE);
  const scorers = [grounding, answerShape, refusal];
  const watched = monitors.flatMap((monitor) =>
    scorers.filter(({ name }) => monitor.metric === `score.${name}`).map((scorer) => ({ ...monitor, scorer })),
  );

  it('watch scores', () => expect(watched).not.toEqual([]));

  it.each(watched)(
    '$name raises nothing on a healthy prompt that answers in JSON',
    ({ scorer, direction, threshold }) => {
      const mean = meanOf(scorer);
      if (mean !== null) expect(direction === 'below' ? mean >= threshold : mean <= threshold).toBe(true);
    },
  );
});

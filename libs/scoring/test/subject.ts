import type { Expected } from '@gauntlet/artefacts';
import type { Subject } from '../src/subject';

/** An answer to a plain question that a model gave as it was asked to. */
export function answered(answer: string, expected: Expected = {}, others: Partial<Subject> = {}): Subject {
  return {
    question: 'How long can I return a lamp?',
    messages: [],
    context: [],
    answer,
    outcome: 'answered',
    reason: null,
    flags: [],
    completion: null,
    verdicts: [],
    expected,
    ...others,
  };
}

import type { Scorer } from '../scorer';

/**
 * Measures whether the model's answer had the shape that was asked for: 1 as it came, 0.5 when it was cut off at the
 * token limit or needed a repair, 0 when it is empty or was replaced because no repair helped.
 * Does not look at what the answer says. Whether the JSON was right is the output guardrail's json-schema verdict, so
 * a policy without that check sees no format errors. Says nothing when no model answered.
 */
export const answerShape: Scorer = {
  name: 'answer-shape',
  version: 'v1',
  score({ completion, verdicts, outcome, answer, flags }) {
    if (completion === null || completion.source === 'canned') return null;
    const schema = verdicts.filter(({ check }) => check === 'json-schema').at(-1);
    if (outcome === 'canned' && schema?.outcome !== 'pass') {
      return { score: 0, label: 'unrepairable', explanation: 'replaced by the canned answer' };
    }
    if (answer.trim() === '') return { score: 0, label: 'empty', explanation: 'no visible character' };
    if (completion.finishReason === 'length') {
      return { score: 0.5, label: 'truncated', explanation: 'ended at the token limit' };
    }
    if (flags.includes('repaired')) return { score: 0.5, label: 'repaired', explanation: 'needed a repair' };
    return { score: 1, label: 'as-asked', explanation: 'taken as it came' };
  },
};

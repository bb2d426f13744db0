const SENTENCE = 'You can return an unused item within 30 days of delivery, and returning is free of charge. ';

/** What the upstream answers, always; nothing in it makes a check of the shipped policy act. */
export const ANSWER = SENTENCE.repeat(3).trim();

/** What it says that the answer used. */
export const USAGE = { prompt_tokens: 600, completion_tokens: 60, total_tokens: 660 };

/** How it streams: in so many parts, over so long. */
export const STREAM = { parts: 20, overMs: 1000 };

/** What is wrong with an answer, in a word or two that can be counted; null when it is as it should be. */
export function problemOf({ status, text }, expectsOutcome) {
  if (status !== 200) return `status ${status}`;
  const body = JSON.parse(text);
  if (body.choices?.[0]?.message?.content !== ANSWER) return 'wrong text';
  if (body.usage?.completion_tokens !== USAGE.completion_tokens) return 'wrong usage';
  if (expectsOutcome && body.gauntlet?.outcome !== 'answered') return `outcome ${body.gauntlet?.outcome}`;
  return null;
}

import type { ChatMessage, GauntletEvent, TOPICS } from '@gauntlet/contracts';

const MAX_PROBLEMS = 8;

type Generated = GauntletEvent<typeof TOPICS.generated>;

/** The one repair turn, for the rendered topic: the model is shown its own answer and what is wrong with it. */
export function repairTurn({ content: { completion, messages } }: Generated, problems: readonly string[]) {
  const correction: ChatMessage[] = [
    // Providers refuse an empty message.
    { role: 'assistant', content: completion.trim() === '' ? '(no answer)' : completion },
    { role: 'user', content: correctionFor(problems) },
  ];
  return { facts: { turn: 1 }, content: { messages: [...messages, ...correction] } };
}

function correctionFor(problems: readonly string[]): string {
  const list = problems.slice(0, MAX_PROBLEMS).map((problem) => `- ${problem}`);
  return ['Your answer does not follow the required JSON schema:', ...list, 'Answer again with the JSON only.'].join(
    '\n',
  );
}

import { requestEvent, TOPICS, type ChatMessage, type GauntletEvent, type Trail } from '@gauntlet/contracts';

const MAX_PROBLEMS = 8;

/** The one repair turn: the model is shown its own answer and what is wrong with it. */
export function repairTurn(
  { facts, content }: GauntletEvent<typeof TOPICS.generated>,
  { trail, problems }: { trail: Trail; problems: readonly string[] },
): GauntletEvent<typeof TOPICS.rendered> {
  const { completion, ...texts } = content;
  const { request, responseFormat, maxAnswerCharacters, prompt } = facts;
  const correction: ChatMessage[] = [
    // Providers refuse an empty message.
    { role: 'assistant', content: completion.trim() === '' ? '(no answer)' : completion },
    { role: 'user', content: correctionFor(problems) },
  ];
  return requestEvent(TOPICS.rendered, 'guardrail.output', {
    facts: { request, trail, turn: 1, responseFormat, maxAnswerCharacters, prompt },
    content: { ...texts, messages: [...content.messages, ...correction] },
  });
}

function correctionFor(problems: readonly string[]): string {
  const list = problems.slice(0, MAX_PROBLEMS).map((problem) => `- ${problem}`);
  return ['Your answer does not follow the required JSON schema:', ...list, 'Answer again with the JSON only.'].join(
    '\n',
  );
}

import { type EventData, type TOPICS, withoutMark } from '@gauntlet/contracts';
import type { OutputSubject } from './checks/check';

/** What a model said as the checks on the way out look at it, with what it was told and what its caller asked. */
export function completionSubject({ facts, content }: EventData<typeof TOPICS.generated>): OutputSubject {
  const { completion, canary, messages, input, history, variables } = content;
  const prompt = withoutMark(messages, canary)
    .filter(({ role }) => role === 'system')
    .map((message) => message.content);
  return {
    answer: completion,
    canary,
    systemPrompt: prompt.join('\n\n'),
    asked: [input, ...history.map((message) => message.content), ...Object.values(variables)],
    responseFormat: facts.responseFormat,
    finishReason: facts.completion.finishReason,
  };
}

import { describe, expect, it } from 'vitest';
import { messageParameters } from './anthropic-wire';

const parametersOf = (parameters: Record<string, unknown>) =>
  messageParameters({
    model: 'm',
    messages: [],
    parameters,
    responseFormat: { type: 'text' },
    idempotencyKey: 'k',
    signal: new AbortController().signal,
  });

describe('messageParameters', () => {
  it('takes the limit of a prompt file, and the pin’s own word for it before that', () => {
    expect(parametersOf({ max_completion_tokens: 300 })).toMatchObject({ max_tokens: 300 });
    expect(parametersOf({ max_completion_tokens: 300 })).not.toHaveProperty('max_completion_tokens');
    expect(parametersOf({ max_completion_tokens: 300, max_tokens: 200 })).toMatchObject({ max_tokens: 200 });
    expect(parametersOf({})).toMatchObject({ max_tokens: 1_024 });
  });
});

import { describe, expect, it } from 'vitest';
import { redactReleased } from './redact-released';

const MAIL = 'ann@example.org';

describe('redactReleased', () => {
  it('redacts every text of a record and keeps its shape', () => {
    const content = {
      input: `I am ${MAIL}`,
      history: [{ role: 'user' as const, content: MAIL }],
      variables: { contact: MAIL },
      messages: [{ role: 'system' as const, content: `Customer: ${MAIL}` }],
      answer: `Noted: ${MAIL}`,
    };
    expect(redactReleased(content)).toEqual({
      input: 'I am [email]',
      history: [{ role: 'user', content: '[email]' }],
      variables: { contact: '[email]' },
      messages: [{ role: 'system', content: 'Customer: [email]' }],
      answer: 'Noted: [email]',
    });
    expect(content.answer).toContain(MAIL);
  });
});

import { describe, expect, it } from 'vitest';
import { redactMap, redactReleased } from './redact-released';

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

describe('redactMap', () => {
  it('keeps all values of names that redact alike, and changes nothing more the second time', () => {
    const map = {
      'ann@example.org': 'a',
      '[email] 2': 'b',
      'bob@example.org': MAIL,
      team: 'c',
      'eve@example.org': 'd',
    };
    const once = { '[email]': 'a', '[email] 2': 'b', '[email] 3': '[email]', team: 'c', '[email] 4': 'd' };
    expect(redactMap(map)).toEqual(once);
    expect(redactMap(once)).toEqual(once);
  });
});

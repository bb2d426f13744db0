import { describe, expect, it } from 'vitest';
import { scored } from '../../test/scored';
import { declines } from './declines';

const DECLINED = [
  "I'm sorry, but I can't help with that.",
  "I don't have any information about opening hours on Sundays.",
  'The knowledge base does not say whether we plant trees.',
  'Unfortunately there is no information on that in our knowledge base.',
  'I am not able to look into your account.',
  'Dazu habe ich leider keine Informationen.',
  'Das kann ich Ihnen leider nicht sagen.',
  'In meiner Wissensdatenbank steht dazu nichts.',
  "I couldn't find that in the knowledge base.",
  'Das weiß ich leider nicht.',
  'Désolé, je ne peux pas répondre à cette question.',
  "Je n'ai pas d'informations à ce sujet.",
  'Lo siento, no tengo información sobre eso.',
  'Mi dispiace, non posso aiutarti.',
  'Daar heb ik helaas geen informatie over.',
  'Niestety nie mam na ten temat informacji.',
];
const ANSWERED = [
  'You can return an unused item within 30 days of delivery.',
  'Items made to measure and opened seed packets are excluded from returns.',
  'No, standard shipping is not free below 60 euros.',
  'Every item has a warranty of 2 years. If it does not work, send us a photo.',
  'Sie können einen unbenutzten Artikel innerhalb von 30 Tagen zurückgeben.',
  'Maßanfertigungen können nicht zurückgegeben werden.',
  'Vous pouvez retourner un article dans les 30 jours.',
  'No, el envío estándar cuesta 4,90 euros.',
  'U kunt een ongebruikt artikel binnen 30 dagen retourneren.',
];

describe('declines', () => {
  it.each(DECLINED)('hears that it is declined: %s', (answer) => expect(declines(answer)).toBe(true));
  it.each(ANSWERED)('hears an answer: %s', (answer) => expect(declines(answer)).toBe(false));

  it('looks at the opening alone', () => {
    expect(declines(`${'You can return a lamp. '.repeat(12)} I cannot help with more.`)).toBe(false);
  });
});

describe('refusal-correctness', () => {
  const evaluator = { uses: 'gauntlet/refusal-correctness' };
  const flagged = { side: 'output', turn: 0, check: 'refusal', outcome: 'flag', reason: null, durationMs: 1 } as const;

  it.each([
    ['I cannot help with that.', true, 1, 'declined-rightly'],
    ['I cannot help with that.', false, 0, 'declined-wrongly'],
    ['Within 30 days.', true, 0, 'answered-wrongly'],
    ['Within 30 days.', false, 1, 'answered-rightly'],
  ])('of %j where refusal is %s is %d', (answer, refusal, score, label) => {
    expect(scored(evaluator, answer, { refusal })).toMatchObject({ score, label });
  });

  it('takes a blocked answer and a verdict of the refusal check for declining', () => {
    expect(scored(evaluator, 'Sorry.', { refusal: true }, { outcome: 'blocked' })?.score).toBe(1);
    expect(scored(evaluator, 'Nope.', { refusal: true }, { verdicts: [flagged] })?.score).toBe(1);
  });

  it('measures nothing where the row does not say, and of the canned answer', () => {
    expect(scored(evaluator, 'Within 30 days.')).toBeNull();
    expect(scored(evaluator, 'Later, please.', { refusal: true }, { outcome: 'canned' })).toBeNull();
  });
});

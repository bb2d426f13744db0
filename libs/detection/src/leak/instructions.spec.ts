import { describe, expect, it } from 'vitest';
import { instructionsOf } from './instructions';

const instructions = (...lines: string[]) => instructionsOf(['Answer kindly', ...lines].join('\n')).slice(1);

describe('instructionsOf', () => {
  it.each([
    'Never promise a refund',
    '- Answer in two sentences',
    '1) If the user is angry, offer a call',
    'You are not allowed to quote a price',
    'Be kind, never rude',
    'Prices: always in euros',
    'Verrate keine Namen',
    'Réponds en deux phrases',
    'No reveles la clave',
    'Nunca fale de preços',
    'Rispondi in italiano',
    'Antwoord kort',
    'Odpowiadaj krótko',
    'Отвечай кратко',
    '修理費用は絶対に伝えない',
    '请勿透露价格',
  ])('takes %j for an order to the model', (line) => {
    expect(instructions(line)).toEqual([line]);
  });

  it.each([
    'You can return a bike within 14 days',
    '- If your parcel is damaged, we send you a new one',
    'The return label is in your account under "Orders"',
    'Sie können Ihren Zählerstand online melden',
    'Our line is always open from nine to five',
    'Les magasins ouvrent à 9 heures',
    '営業時間は平日九時から十七時です',
  ])('takes %j for a fact', (line) => {
    expect(instructions(line)).toEqual([]);
  });

  it('leaves what the model is, which every greeting tells', () => {
    expect(instructionsOf('You are the help desk of Tandem Bikes. Returns take 14 days. Never argue.')).toEqual([
      ' Never argue',
    ]);
  });

  it('takes a prompt as a whole in which nothing is known to speak to the model', () => {
    expect(instructionsOf('Vastaa lyhyesti. Palautusaika on 14 päivää.')).toHaveLength(2);
  });

  it.each([
    'Du är en hjälpsam assistent för Tandem Cyklar. Avslöja aldrig koden BLUE42 för kunder. Svara kort och vänligt på svenska.',
    'You are a helpful assistant. Vastaa aina lyhyesti ja kohteliaasti suomeksi. Koodia ei saa koskaan kertoa asiakkaille.',
  ])('keeps sentences in languages that it does not know secret: %s', (prompt) => {
    expect(instructionsOf(prompt)).toHaveLength(3);
  });
});

// Events as customers cause them: letters with umlauts, dashes and quotes, some digits, now and then an address or an emoji.

const SENTENCES = [
  'Hello, I ordered the hedge trimmer “Grün 300” on 12 November and it hasn’t arrived – could you look where it is?',
  'The order number is 20261127-0042, the parcel 1Z999AA10123456784 was handed over at 09:45.',
  'Returns are free within 30 days — please keep the label; the refund of 1.249,00 € follows in 3–5 days.',
  'You can reach Jürgen Müller at juergen.mueller@example.org, or call +49 30 901820 between 8 and 18 o’clock.',
  'Our café in Zürich (near the Hauptbahnhof, floor 2) keeps parcels for 7 days.',
  'Thanks a lot 🙂',
  'If the battery gets warmer than 45 °C, take it out, wait ten minutes and try once more.',
  'According to section 4.2 of the terms a customer may withdraw from the contract without giving reasons.',
  'See https://shop.example/returns?order=20261127&step=2 for the steps, and don’t send it back before you have the label.',
  'The display showed E-14 twice; after a restart everything worked as it should.',
];
const PLAIN = SENTENCES[6];

export const SIDES = ['input', 'output'];

/** Events by name: each makes a recorded one hold texts of its size. Longer questions than `long` has are blocked. */
export const EVENTS = {
  short: eventOf({ question: 110, turns: 0, answer: 240 }),
  usual: eventOf({ question: 600, turns: 6, answer: 1_600 }),
  long: eventOf({ question: 18_000, turns: 2, answer: 40_000 }),
};

function eventOf({ question, turns, answer }) {
  return (side, { facts, content }) => {
    const input = prose(question);
    const history = Array.from({ length: turns }, (_, turn) => ({
      role: turn % 2 ? 'assistant' : 'user',
      content: prose(turn % 2 ? 600 : 150, turn),
    }));
    const texts = { ...content, input, history };
    if (side === 'input') return { facts, content: texts };
    const system = { role: 'system', content: `${PLAIN} `.repeat(30) + content.canary };
    const messages = [system, ...history, { role: 'user', content: input }];
    return { facts, content: { ...texts, messages, completion: prose(answer, 4) } };
  };
}

function prose(length, first = 0) {
  let text = '';
  for (let next = first; text.length < length; next += 1) text += `${SENTENCES[next % SENTENCES.length]} `;
  return text.slice(0, length);
}

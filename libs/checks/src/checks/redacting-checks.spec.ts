import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restore } from '@gauntlet/detection';
import { asking, context, said } from '../../test/subjects';
import type { InputSubject } from './check';
import { links } from './links.check';
import { inputPersonalData, outputPersonalData } from './personal-data.check';
import { inputPii } from './pii.check';
import { inputSecrets } from './secrets.check';

const KEY = `sk-proj-${'a1B2c3D4'.repeat(6)}`;
const FORMAT = { type: 'json_schema', schema: {} } as const;

async function redacted(subject: InputSubject): Promise<InputSubject> {
  const first = (await inputSecrets.run(subject, context()))?.changed ?? subject;
  return (await inputPersonalData.run(first, context()))?.changed ?? first;
}

describe('the checks that redact a request', () => {
  it('number values over variables, history and input, so that they keep their names when the history grows', async () => {
    const variables = { to: 'cy@example.org' };
    const first = await redacted(asking('I am ann@example.org', { variables }));
    expect(first).toMatchObject({ input: 'I am [EMAIL_2]', variables: { to: '[EMAIL_1]' } });
    const history = [{ role: 'user', content: 'I am ann@example.org' }] as const;
    expect(
      await redacted(asking('Write to bob@example.org and ann@example.org', { history, variables })),
    ).toMatchObject({
      history: [{ role: 'user', content: 'I am [EMAIL_2]' }],
      input: 'Write to [EMAIL_3] and [EMAIL_2]',
      variables: { to: '[EMAIL_1]' },
    });
  });

  it('leave the placeholders of each other alone, whatever redacts between them', async () => {
    const subject = asking(`My key is ${KEY}, my card 4111 1111 1111 1111.`);
    const first = (await inputSecrets.run(subject, context()))?.changed ?? subject;
    const second = await inputPii.run(first, context());
    expect(second?.changed).toMatchObject({
      input: 'My key is [OPENAI_KEY_1], my card [card].',
      values: { '[OPENAI_KEY_1]': KEY },
    });
  });

  it('leave the placeholders of each other alone', async () => {
    const { input, values } = await redacted(asking(`My key is ${KEY}, my mail ann@example.org.`));
    expect(input).toBe('My key is [OPENAI_KEY_1], my mail [EMAIL_1].');
    expect(values).toEqual({ '[OPENAI_KEY_1]': KEY, '[EMAIL_1]': 'ann@example.org' });
  });

  it('can be undone for the caller, whatever the text', async () => {
    const parts = fc.oneof(
      fc.string(),
      fc.constantFrom('ann@example.org', KEY, '[EMAIL_1]', '4111 1111 1111 1111', ' '),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 8 }), async (pieces) => {
        const text = pieces.join('');
        const { input, values = {} } = await redacted(asking(text));
        expect(restore(input, values)).toBe(text);
      }),
    );
  });

  it('look for what a policy names alone, such as persons', async () => {
    const subject = asking('My name is Ann Smith, ann@example.org.');
    const found = await inputPersonalData.run(subject, context({ types: ['PERSON'] }));
    expect(found?.found?.map(({ type }) => type)).toEqual(['PERSON']);
    expect(await inputPersonalData.run(asking('My name is Ann Smith.'), context())).toBeNull();
  });
});

describe('personal data of a type that can not be found', () => {
  const options = { types: ['PERSON', 'EMAIL'] };

  it('fails instead of letting all of it through', async () => {
    const failure = { name: 'CheckError', message: expect.stringContaining('names EMAIL,') };
    await expect(inputPersonalData.run(asking('ann@example.org'), context(options))).rejects.toMatchObject(failure);
    await expect(outputPersonalData.run(said('ann@example.org'), context(options))).rejects.toMatchObject(failure);
  });
});

describe('personal data without types', () => {
  const text = 'Ann Smith, born on 3 May 1984, passport no. C01X00T47, lives at 12 Baker Street, London.';
  const placeholders = (answer: string | undefined) => answer?.match(/(?<=\[)[A-Z_]+(?=_\d+\])/g);

  it('in a request is all but the name of a person, who may be what is asked about', async () => {
    const { input } = await redacted(asking(text));
    expect(placeholders(input)).toEqual(['DATE_OF_BIRTH', 'PASSPORT', 'ADDRESS']);
    expect(input).toContain('Ann Smith');
  });

  it('in an answer leaves an address too, which may be that of a shop', async () => {
    const found = await outputPersonalData.run(said(text), context());
    expect(placeholders(found?.changed?.answer)).toEqual(['DATE_OF_BIRTH', 'PASSPORT']);
  });
});

describe('placeholders in an answer', () => {
  it('are never those of the request, or the caller would read own values in the place of others', async () => {
    const answer = 'Write to support@harbour.example, [EMAIL_1], or to carol@corp.example.';
    const subject = said(answer, { asked: ['I am [EMAIL_1]', 'or [EMAIL_3]'] });
    const found = await outputPersonalData.run(subject, context());
    expect(found?.changed?.answer).toBe('Write to [EMAIL_2], [EMAIL_1], or to [EMAIL_4].');
  });

  it('are not put in the place of what the prompt tells', async () => {
    const subject = said('Write to support@harbour.example.', {
      systemPrompt: 'Our address is support@harbour.example.',
    });
    expect(await outputPersonalData.run(subject, context())).toBeNull();
  });
});

describe('personal data in an answer', () => {
  it('is what the caller did not supply', async () => {
    const subject = said('Ann is at Ann@example.org, Bob at bob@example.org.', { asked: ['I am ann@example.org'] });
    const changed = (await outputPersonalData.run(subject, context()))?.changed;
    expect(changed?.answer).toBe('Ann is at Ann@example.org, Bob at [EMAIL_1].');
  });

  it.each(['joann@example.org', 'ann@example.organisation', 'order ann@example.org2'])(
    'is found when the caller sent it only within something longer, as %s',
    async (asked) => {
      const subject = said('Write to ann@example.org.', { asked: [asked] });
      const changed = (await outputPersonalData.run(subject, context()))?.changed;
      expect(changed?.answer).toBe('Write to [EMAIL_1].');
    },
  );

  it.each([
    'ann@example.org로 보내 주세요',
    '请写信到ann@example.org谢谢',
    '私のメールはann@example.orgです',
    'ส่งถึงann@example.orgครับ',
  ])('is left when only letters of another script follow or precede, as in %s', async (asked) => {
    expect(await outputPersonalData.run(said('Write to ann@example.org.', { asked: [asked] }), context())).toBeNull();
  });

  it('is left when a particle follows a number', async () => {
    const subject = said('Call 010-1234-5678.', { asked: ['010-1234-5678로 전화해 주세요'] });
    expect(await outputPersonalData.run(subject, context())).toBeNull();
    const found = await outputPersonalData.run(said('Call 010-1234-5678.', { asked: ['010-1234-56789로'] }), context());
    expect(found?.found).toHaveLength(1);
  });

  it('is left when the caller sent it by itself as well', async () => {
    const subject = said('Write to ann@example.org.', { asked: ['joann@example.org (ann@example.org)'] });
    expect(await outputPersonalData.run(subject, context())).toBeNull();
  });

  it('leaves what the policy calls its own, however it is written, and nothing else', async () => {
    const own = ['Support@shop.example', '@returns.example', '+49 30 901820', 'DE89 3704 0044 0532 0130 00'];
    const answer = (card: string) =>
      `Write to support@Shop.example, eu@returns.example or ${card}, call (030) 90-1820, pay to de89370400440532013000.`;
    const options = { allow: own };
    expect(await outputPersonalData.run(said(answer('us')), context(options))).toBeNull();
    const found = await outputPersonalData.run(said(answer('ann@shop.example')), context(options));
    expect(found?.changed?.answer).toBe(answer('[EMAIL_1]'));
    expect(found?.found?.map(({ type }) => type)).toEqual(['EMAIL_ADDRESS']);
    expect(JSON.stringify(found?.found)).not.toMatch(/@|90.?18|DE89/i);
    expect(await inputPersonalData.run(asking(answer('us')), context())).not.toBeNull();
  });

  it.each([
    'support@shop.example@evil.example',
    'ann@support@shop.example',
    'support@shop.example(at)evil.example',
    'support@shop.example\u200b@evil.example',
    'ann@evil.example@shop.example',
    'ann@evil.example@2x.png',
  ])('excuses no part of %j', async (address) => {
    const options = { allow: ['support@shop.example', '@shop.example'] };
    const found = await outputPersonalData.run(said(`Write to ${address}.`), context(options));
    expect(found?.changed?.answer).toBe('Write to [EMAIL_1].');
  });

  it('leaves JSON what it was', async () => {
    const subject = said('{"card":4111111111111111,"mail":"bob@example.org"}', { responseFormat: FORMAT });
    const changed = (await outputPersonalData.run(subject, context()))?.changed;
    expect(JSON.parse(changed?.answer ?? '')).toEqual({ card: '[CARD_1]', mail: '[EMAIL_1]' });
  });

  it.each([{ type: 'integer' }, { type: 'string', pattern: '@' }])(
    'can not be taken out where the schema asks for what is there, %j',
    async (schema) => {
      const answer = schema.type === 'integer' ? '{"value":4111111111111111}' : '{"value":"bob@example.org"}';
      const format = { type: 'json_schema', schema: { type: 'object', properties: { value: schema } } } as const;
      const found = await outputPersonalData.run(said(answer, { responseFormat: format }), context());
      expect(found?.found).toHaveLength(1);
      expect(found?.changed).toBeUndefined();
    },
  );

  it('is taken out of JSON that does not follow the schema in any case', async () => {
    const format = { type: 'json_schema', schema: { type: 'array' } } as const;
    const subject = said('{"mail":"bob@example.org"}', { responseFormat: format });
    const changed = (await outputPersonalData.run(subject, context()))?.changed;
    expect(changed?.answer).toBe('{"mail":"[EMAIL_1]"}');
  });
});

describe('links', () => {
  const answer = 'See ![x](https://evil.example/?q=1) and [docs](https://docs.example.org/a).';

  it('finds what is fetched without a click, unless its host is allowed', async () => {
    const changed = (await links.run(said(answer), context()))?.changed;
    expect(changed?.answer).toBe('See ![x]([FETCHED_LINK_1]) and [docs](https://docs.example.org/a).');
    expect(await links.run(said(answer), context({ allow: ['Evil.Example'] }))).toBeNull();
  });

  it.each(['bücher.example', 'xn--bcher-kva.example', 'BÜCHER.example'])(
    'allows an international host however the policy and the address write it: %s',
    async (host) => {
      for (const address of ['https://cdn.bücher.example/p', 'https://xn--bcher-kva.example/p'])
        expect(await links.run(said(`![x](${address})`), context({ allow: [host] }))).toBeNull();
    },
  );

  it('allows no address without a host, whatever is no host in the policy', async () => {
    const unreadable = said('![x](https://[::bad/p)');
    expect(await links.run(unreadable, context({ allow: ['xn--ü.example'] }))).toMatchObject({
      reason: 'foreign_link',
    });
  });

  it('knows the hosts that are allowed in a long answer too', async () => {
    const long = said(`${'w '.repeat(9_000)}${answer}`);
    expect(await links.run(long, context({ allow: ['evil.example'] }))).toBeNull();
    expect((await links.run(long, context({ allow: ['example.org'] })))?.found).toHaveLength(1);
  });

  it('finds links to click as well, when the policy says so', async () => {
    const found = await links.run(said(answer), context({ every: true, allow: ['example.org'] }));
    expect(found?.found?.map(({ type }) => type)).toEqual(['FETCHED_LINK']);
    expect((await links.run(said(answer), context({ every: true })))?.found).toHaveLength(2);
  });
});

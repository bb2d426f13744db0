import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact';

const fullwidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const parted = (text: string, sign: string) => [...text].join(sign);

const MAIL = 'ann@example.org';
const CARD = '4111111111111111';

const MAIL_SPELLINGS: Record<string, string> = {
  fullwidth: fullwidth(MAIL),
  'fullwidth @': 'ann＠example.org',
  'small @': 'ann﹫example.org',
  'mathematical letters': '𝐚𝐧𝐧@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐨𝐫𝐠',
  'zero-width space': parted(MAIL, '\u200b'),
  'zero-width joiner': parted(MAIL, '\u200d'),
  'soft hyphen': 'ann@exam\u00adple.org',
  'word joiner': 'ann\u2060@example.org',
  'direction mark': 'ann\u200e@example.org',
  'tag characters': 'ann@\u{e0061}example.org',
  'combining marks': 'ann\u0301@exa\u0308mple.org',
  'ideographic full stop': 'ann@example。org',
  'percent-encoding': 'ann%40example.org',
  'percent-encoding twice': 'ann%2540example%252Eorg',
  'entity, decimal': 'ann&#64;example&#46;org',
  'entity, hexadecimal': 'ann&#x40;example.org',
  'entity, by name': 'ann&commat;example&period;org',
  'entity, escaped': 'ann&amp;#64;example.org',
  'JSON escape': 'ann\\u0040example.org',
  '[at]': 'ann[at]example.org',
  '(at) and (dot)': 'ann (at) example (dot) org',
  '[.]': 'ann@example[.]org',
  words: 'ann at example dot org',
  'words in capitals': 'ANN AT EXAMPLE DOT ORG',
  'spaces around the @': 'ann @ example.org',
  'quoted local part': '"ann smith"@example.org',
  'quoted local part with signs': '"ann,(smith)@home"@example.org',
  'quoted local part, escaped': '\\"ann smith\\"@example.org',
  'quoted-printable': 'ann=40example.org',
  'quoted-printable with dots': 'ann=40shop=2Eexample=2Eorg',
  'address of a machine': 'ann@[192.0.2.1]',
  'address of a machine, IPv6': 'ann@[IPv6:2001:db8::1]',
  _at_: 'ann_at_example.org',
  '_at_ in capitals': 'ANN_AT_SHOP.EXAMPLE.ORG',
  '_at_ and _dot_': 'ann_at_example_dot_org',
  '-at- and -dot-': 'ann-at-example-dot-org',
};

const CARD_SPELLINGS: Record<string, string> = {
  fullwidth: fullwidth(CARD),
  'mathematical digits': CARD.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
  'Arabic digits': CARD.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  'Devanagari digits': CARD.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit))),
  superscripts: '⁴¹¹¹¹¹¹¹¹¹¹¹¹¹¹¹',
  'zero-width space': parted(CARD, '\u200b'),
  'soft hyphen': '4111\u00ad1111\u00ad1111\u00ad1111',
  'no-break space': '4111\u00a01111\u00a01111\u00a01111',
  'thin space': '4111\u20091111\u20091111\u20091111',
  'ideographic space': '4111\u30001111\u30001111\u30001111',
  dots: '4111.1111.1111.1111',
  'dots between all digits': parted(CARD, '.'),
  'spaces between all digits': parted(CARD, ' '),
  underscores: '4111_1111_1111_1111',
  slashes: '4111/1111/1111/1111',
  tabs: '4111\t1111\t1111\t1111',
  'en dashes': '4111–1111–1111–1111',
  'minus signs': '4111−1111−1111−1111',
  'middle dots': '4111·1111·1111·1111',
  'percent-encoding': '4111%201111%201111%201111',
  'percent-encoding of dashes': '4111%2D1111%2D1111%2D1111',
  'entity between groups': '4111&nbsp;1111&#160;1111&#xa0;1111',
  'entities for digits': CARD.replace(/1/g, '&#49;'),
  'American Express with dots': '3782.822463.10005',
  newlines: '4111\n1111\n1111\n1111',
  'newlines of Windows': '4111\r\n1111\r\n1111\r\n1111',
  'escaped newlines': '4111\\n1111\\n1111\\n1111',
  'escaped newlines in JSON': '4111\\\\n1111\\\\n1111\\\\n1111',
  'escaped tabs': '4111\\t1111\\t1111\\t1111',
  'percent-encoding of newlines': '4111%0D%0A1111%0D%0A1111%0D%0A1111',
  'entities for newlines': '4111&#10;1111&#xA;1111&#10;1111',
  commas: '4111,1111,1111,1111',
  'percent-encoding of commas': '4111%2C1111%2c1111%2C1111',
  'commas and spaces': '4111, 1111, 1111, 1111',
  colons: '4111:1111:1111:1111',
  bars: '4111|1111|1111|1111',
  'bars and spaces': '4111 | 1111 | 1111 | 1111',
  'plus signs': '4111+1111+1111+1111',
  parentheses: '4111)(1111)(1111)(1111',
  'some parentheses': '4111 (1111) 1111 (1111',
  quotes: '4111","1111","1111","1111',
  'quotes and spaces': '4111", "1111", "1111", "1111',
  stars: '4111*1111*1111*1111',
  semicolons: '4111;1111;1111;1111',
  'equals signs': '4111=1111=1111=1111',
  'ideographic commas': '4111、1111、1111、1111',
  bullets: '4111•1111•1111•1111',
  'different signs': '4111, 1111\n1111;1111',
  'American Express with commas': '3782,822463,10005',
  'Diners Club with colons': '3056:930902:5904',
};

describe('redact sees through disguises', () => {
  it.each(Object.entries(MAIL_SPELLINGS))('of an address: %s', (_, spelling) => {
    expect(redact(`Ask ${spelling}, please`)).toEqual({ text: 'Ask [email], please', found: ['email'] });
  });

  it.each(Object.entries(CARD_SPELLINGS))('of a card: %s', (_, spelling) => {
    expect(redact(`Card: ${spelling}, thanks`)).toEqual({ text: 'Card: [card], thanks', found: ['card'] });
  });

  it('of a card before its code, and of none in a list', () => {
    expect(redact('4111|1111|1111|1111|123').text).toBe('[card]|123');
    expect(redact('7|4111|1111|1111|1111').found).toEqual([]);
  });

  it('and takes out what overlaps as one', () => {
    expect(redact('4111 1111 1111 1111@example.org').text).toBe('[card]');
  });

  it.each([
    'look at example.org or at shop.example',
    'we meet at noon dot',
    'a (dot) and an [at] in brackets',
    '50%40 more',
    'AT&T; R&amp;D; 100 % of &#8364; 20',
    'build 1.2.3.4.5.6 of 2026.11.27',
    'servers 192.168.100.200 and 222.168.100.201',
    'prices 12.50 13.20 41.11 11.11 40.00 99.90',
    '2026-11-27T11:36:43.120Z',
    'C:\\users\\x41nn\\u0041bc',
    'Ünïcödé — “quoted”, naïve, 東京、京都。大阪',
    '٣ كتب و ٤ أقلام',
    'किताबें १२ और १३',
    '3,5,6,4,2,6,3,5,6,4,2,6,3,5,6,4,2,6',
    'years 2019, 2020, 2021, 2022',
    'list 4111,1111,1111,1111,4242',
    'list 3967:9745:7991:7551:8',
    'list 42,4111,1111,1111,1111',
    'list 4242\n4111\n1111\n1111\n1111',
    'sum 9111+1111+1111+1111 and 4111+111+1111+1111',
    'columns created_at_utc.iso, snapshot_at_start.json and row.updated_at_ms.is',
    'C:\\New\\Reports\\notes, \\N and \\R',
    'polka_dot_dress, look-at-me.example and stay-at-home.org',
    'page=40foo and max=40.5 and x=40ms. The',
    'he said "hello" @ noon and "x"@y',
    'a[192.0.2.1] and b @[192.0.2.1]',
  ])('and leaves harmless text alone: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('and leaves nothing that it would redact again', () => {
    const spellings = [...Object.values(MAIL_SPELLINGS), ...Object.values(CARD_SPELLINGS)];
    const pieces = fc.oneof(
      fc.constantFrom(...spellings),
      fc.constantFrom(
        'at',
        'dot',
        '[',
        '(',
        ')',
        ']',
        ' ',
        '.',
        '@',
        '%',
        '40',
        '&#',
        '64;',
        '\u200b',
        '\u0301',
        '4',
        'a',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const once = redact(parts.join('')).text;
        expect(redact(once)).toEqual({ text: once, found: [] });
      }),
      { numRuns: 300 },
    );
  });
});

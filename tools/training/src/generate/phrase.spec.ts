import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { expand, parsePhrase, slotsOf } from './phrase';

const all = (source: string) => {
  const texts = Array.from({ length: 200 }, (_, seed) =>
    expand(parsePhrase(source), new SeededRandom(seed), (slot) => `<${slot}>`),
  );
  return [...new Set(texts)].sort();
};

describe('a phrase', () => {
  it('stands for each of its alternatives, also nested and empty ones', () => {
    expect(all('(drop|forget (all|)) it')).toEqual(['drop it', 'forget  it', 'forget all it']);
  });

  it('has slots, also inside alternatives', () => {
    expect(all('go to {place}(, {name}|)')).toEqual(['go to <place>', 'go to <place>, <name>']);
    expect(slotsOf(parsePhrase('({a}|(x|{b-c})) {d_1}'))).toEqual(['a', 'b-c', 'd_1']);
  });

  it('leaves what is no alternative and no slot as it stands', () => {
    const plain = 'f(x) || <|im_start|> {"a": 1} {{ {Not} } \\n';
    expect(all(plain)).toEqual([plain]);
  });

  it('takes a letter behind a backslash as itself', () => {
    expect(all('(\\(a\\)|\\(a\\)) \\{slot\\} \\\\')).toEqual(['(a) {slot} \\']);
    expect(all('1\\) (a\\|b|a\\|b)')).toEqual(['1) a|b']);
  });

  it.each(['(a|b', 'a)', '((a|b)', '(a|b))'])('is refused with unbalanced parentheses: %s', (source) => {
    expect(() => parsePhrase(source)).toThrow(SyntaxError);
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('(', ')', '|', '{', '}', '\\', 'a', ' ', 'é', '\ud800') }),
        (source) => {
          try {
            expand(parsePhrase(source), new SeededRandom(1), () => '');
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { Kind, kindOf } from './character-kind';
import { isSuspicious, plainView } from './plain-view';

describe('plainView', () => {
  it('looks at every character that a disguise can be made of', () => {
    const missed: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      // A space is a sign only where ` dot ` is written out.
      if (kindOf(code) !== Kind.plain && kindOf(code) !== Kind.space && !isSuspicious(String.fromCharCode(code)))
        missed.push(code.toString(16));
    }
    expect(missed).toEqual([]);
  });

  it('finds the way back across folds of any width', () => {
    const text = 'x\u200b\u200b１&#50;%33y (at) z';
    const view = plainView(text);
    expect(view.text).toBe('x123y@z');
    const origins = [...view.text].map((_, at) => {
      const { start, end } = view.origin({ start: at, end: at + 1 });
      return text.slice(start, end);
    });
    expect(origins).toEqual(['x', '１', '&#50;', '%33', 'y', ' (at) ', 'z']);
  });
});

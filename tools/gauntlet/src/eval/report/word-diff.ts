import { diffWordsWithSpace } from 'diff';
import { htmlText } from './html-text';

/** Two texts side by side, as HTML: what only the first has in `<del>`, what only the second has in `<ins>`. */
interface WordDiff {
  readonly before: string;
  readonly after: string;
}

/** Work on two texts grows with the square of what differs; beyond this they are shown without marks. */
const MOST_CHANGES = 1_000;

/** Words that differ. Texts that have little in common are given as they are. */
export function wordDiff(before: string, after: string): WordDiff {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  if (!parts) return { before: htmlText(before), after: htmlText(after) };
  const marked = (tag: 'del' | 'ins') => {
    const side = parts.filter(({ added, removed }) => (tag === 'del' ? !added : !removed));
    return side.map(({ value, added, removed }) => {
      const text = htmlText(value);
      return added || removed ? `<${tag}>${text}</${tag}>` : text;
    });
  };
  return { before: marked('del').join(''), after: marked('ins').join('') };
}

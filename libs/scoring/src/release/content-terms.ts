const WORD_OR_NUMBER = /\p{N}+(?:[.,]\p{N}+)*|\p{L}{4,}/gu;
const FUNCTION_WORDS = new Set(
  (
    'about after again also although always another because been before being between both cannot could does doing ' +
    'down during each either else even ever every from further have having here however into itself just like more ' +
    'most much must need never only other otherwise ours over please same shall should since some such than thank ' +
    'thanks that their theirs them then there these they this those through under until upon very want well were ' +
    'what when where whether which while will with within without would your yours yourself'
  ).split(' '),
);

/** The words of a text that carry content (four letters and more, plurals folded) and its numbers, lower case, distinct. */
export function contentTerms(text: string): Set<string> {
  const terms = text.toLowerCase().match(WORD_OR_NUMBER) ?? [];
  return new Set(terms.filter((term) => !FUNCTION_WORDS.has(term)).map(singular));
}

function singular(term: string): string {
  if (term.length > 4 && term.endsWith('ies')) return `${term.slice(0, -3)}y`;
  return term.length > 3 && term.endsWith('s') && !term.endsWith('ss') ? term.slice(0, -1) : term;
}

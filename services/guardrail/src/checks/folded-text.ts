// Latin letters, typographic signs and currencies stand for themselves.
const DISGUISED = /[^\x00-\xac\xae-\u02af\u2010-\u2027\u20a0-\u20bf]/;
// Marks, the two letters that become marks, and what no reader sees. Normalising sorts runs of marks, at a cost that grows
// with their square, so none is left when it is done.
const HIDDEN = /[\p{M}\p{Cf}\uff9e\uff9f]+/gu;
// Two signs that stand for whole phrases, the longer one of eighteen letters: no text may grow that much.
const PHRASES = /[\ufdfa\ufdfb]/g;

/** A text in lower case as a reader takes it: compatibility forms as plain letters, without marks and invisible signs. */
export function foldedText(text: string): string {
  if (!DISGUISED.test(text)) return text.toLowerCase();
  const bare = text.replace(HIDDEN, '').replace(PHRASES, ' ');
  return bare.normalize('NFKD').replace(HIDDEN, '').toLowerCase();
}

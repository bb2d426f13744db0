// All but blocks that folding leaves alone (a spec keeps it true); few blocks, as every one costs time. The spaces within a
// text of another script belong to the run, so that it is one run and not one for each word.
const FOREIGN =
  /[^\x00-\x9f\xa1-\xa7\xb0\xb1\u0391-\u03a9\u03b1-\u03c9\u0410-\u0418\u041a-\u0438\u043a-\u044f\u2012-\u2016\u2018-\u2023\uac00-\ud7a3]+/
    .source;
const FOLDED = new RegExp(`${FOREIGN}(?: ${FOREIGN})*`, 'g');
// Marks, the two letters that become marks, and what no reader sees. Normalising sorts runs of marks, at a cost that grows
// with their square, so none is left when it is done.
const HIDDEN = /[\p{M}\p{Cf}\uff9e\uff9f]+/gu;
// The blocks that they are in: most texts have none of these, and know it sooner.
const MAYBE_HIDDEN =
  /[\xad\u0300-\u20ff\u2cef-\u2dff\u302a-\u309a\ua66f-\uabff\ud800-\udfff\ufb1e-\uff00\uff9e-\uffff]/;
// Two signs that stand for whole phrases, the longer one of eighteen letters: no text may grow that much.
const PHRASES = /[\ufdfa\ufdfb]/g;
// Of single characters, which most runs in a Latin text are; there are some ten thousand of them.
const known = new Map<string, string>();

/** A text in lower case as a reader takes it: compatibility forms as plain letters, without marks and invisible signs. */
export function foldedText(text: string): string {
  return text.replace(FOLDED, foldedRun).toLowerCase();
}

// Without marks each character folds for itself, whatever stands beside it.
function foldedRun(run: string): string {
  if (run.length > 1) return folded(run);
  const found = known.get(run);
  if (found !== undefined) return found;
  const form = folded(run);
  known.set(run, form);
  return form;
}

function folded(run: string): string {
  return withoutHidden(withoutHidden(run).replace(PHRASES, ' ').normalize('NFKD'));
}

function withoutHidden(run: string): string {
  return MAYBE_HIDDEN.test(run) ? run.replace(HIDDEN, '') : run;
}

/** The known name that is the fewest edits away from a mistyped one; undefined when there is none at all. */
export function nearestName(mistyped: string, known: readonly string[]): string | undefined {
  const byDistance = known.map((name) => ({ name, edits: editsBetween(mistyped, name) }));
  return byDistance.sort((a, b) => a.edits - b.edits)[0]?.name;
}

/** Levenshtein's distance: letters to add, remove or replace. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) row = nextRow(row, { letter, index, b });
  return row[b.length] ?? a.length;
}

function nextRow(before: readonly number[], { letter, index, b }: { letter: string; index: number; b: string }) {
  const row = [index + 1];
  for (let column = 0; column < b.length; column += 1) {
    const replaced = (before[column] ?? 0) + (b[column] === letter ? 0 : 1);
    row.push(Math.min(replaced, (before[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
  }
  return row;
}

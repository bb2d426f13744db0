/** A cell for what was not measured. */
export const dash = '–';

export function heading(text) {
  return [`## ${text}`, ''];
}

export function table(columns, lines) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...lines.map(row), ''];
}

/** With as many digits as it deserves. */
export function number(value) {
  if (value === null || value === undefined) return dash;
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** Of many things. */
export function count(value) {
  return Math.round(value).toLocaleString('en');
}

/** In brackets after a median: the ranges of its rounds, which one round alone does not have, and of how many it is. */
export function spread(ranges, of, planned) {
  const shown = of > 1 ? `${ranges.map((range) => range.map(number).join('–')).join(' / ')}; ` : '';
  return `(${shown}${of} of ${planned})`;
}

/** The median of a figure, scaled, and of how many rounds it is. */
export function figure({ median, of, planned }, scale = 1, unit = '') {
  return median === null ? `not measured (0 of ${planned})` : `${number(median * scale)}${unit} (${of} of ${planned})`;
}

/** `1 round`, `2 rounds`. */
export function manyRounds(rounds) {
  return `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
}

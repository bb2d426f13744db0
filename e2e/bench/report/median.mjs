/** Of numbers; with an even count the mean of the middle two. An infinite one is larger than any other. */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => (one === other ? 0 : one - other));
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === high ? low : (low + high) / 2;
}

/** The median of what was found, its range, and of how many of the planned rounds it is. */
export function figureOf(numbers, planned) {
  const found = numbers.filter((number) => Number.isFinite(number));
  if (found.length === 0) return { median: null, range: null, of: 0, planned };
  return { median: rounded(median(found)), range: rangeOf(found), of: found.length, planned };
}

/** Of values with the same shape, one in which each number is the median of those that are there. */
export function medians(values) {
  const present = values.filter((value) => value !== null && value !== undefined);
  const [first] = present;
  if (typeof first === 'number') return rounded(median(present));
  if (first === undefined || typeof first !== 'object') return first ?? null;
  const keys = [...new Set(present.flatMap(Object.keys))];
  return Object.fromEntries(keys.map((key) => [key, medians(present.map((value) => value[key]))]));
}

export function rangeOf(numbers) {
  return [Math.min(...numbers), Math.max(...numbers)].map(rounded);
}

export function rounded(number) {
  return Number.isFinite(number) ? Number(number.toPrecision(4)) : null;
}

const BINS = 20;
const WIDTH = 420;
const HEIGHT = 110;
const FOOT = 18;

/** How often each score of 0 to 1 was given by the two sides, as SVG: the baseline below the middle line, the candidate above. */
export function histogram(baseline: readonly number[], candidate: readonly number[]): string {
  const [below, above] = [binned(baseline), binned(candidate)];
  const most = Math.max(1, ...below, ...above);
  const middle = (HEIGHT - FOOT) / 2;
  const width = WIDTH / BINS;
  const bars = (counts: readonly number[], side: 'baseline' | 'candidate') =>
    counts.flatMap((count, bin) => {
      if (count === 0) return [];
      const height = (count / most) * (middle - 2);
      const y = side === 'candidate' ? middle - height : middle;
      const range = `${(bin / BINS).toFixed(2)} to ${((bin + 1) / BINS).toFixed(2)}`;
      return [
        `<rect class="${side}" x="${(bin * width + 1).toFixed(1)}" y="${y.toFixed(1)}" width="${(width - 2).toFixed(1)}" height="${height.toFixed(1)}"><title>${side}: ${count} with ${range}</title></rect>`,
      ];
    });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Distribution of scores">`,
    ...bars(above, 'candidate'),
    ...bars(below, 'baseline'),
    `<path class="zero" d="M0 ${middle}H${WIDTH}"/>`,
    `<text x="0" y="${HEIGHT - 4}">0</text><text x="${WIDTH}" y="${HEIGHT - 4}" text-anchor="end">1</text>`,
    '</svg>',
  ].join('');
}

function binned(scores: readonly number[]): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

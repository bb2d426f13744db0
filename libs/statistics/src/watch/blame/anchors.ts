/** A judge's score of an answer that never changes. */
export interface AnchorRow {
  readonly step: number;
  readonly prompt: string;
  /** Which answer of the anchor set it is, where that is known. */
  readonly cluster: string | null;
  /** The score, or how far it lies above the one that people gave. */
  readonly value: number;
}

/** What the anchor set says of a judge: `fell` leaves hardly a doubt, `may have fallen` is likelier than not. */
type JudgeFinding = 'fell' | 'may have fallen' | 'stayed' | 'unclear';

const FEWEST = 3;
/** In standard errors. */
const CLEAR = 2.5;

/** Whether a judge scored the same answers lower since a step, by about as much as all scores fell. */
export function judgeSince(anchors: readonly AnchorRow[], since: number, fall: number): JudgeFinding {
  const values = lessOwnMean(anchors, since);
  const before = statsOf(values.filter(({ step }) => step < since));
  const after = statsOf(values.filter(({ step }) => step >= since));
  if (before.count < FEWEST || after.count < FEWEST) return 'unclear';
  const fallen = before.mean - after.mean;
  const variance = (before.variance * before.count + after.variance * after.count) / (before.count + after.count);
  const error = Math.sqrt(variance * (1 / before.count + 1 / after.count));
  if (fallen >= fall / 2) return fallen >= CLEAR * error ? 'fell' : fallen >= error ? 'may have fallen' : 'unclear';
  return error < fall / 3 ? 'stayed' : 'unclear';
}

/** Each anchor that is known by its cluster less its own mean before, as answers differ more than scores of one answer. */
function lessOwnMean(anchors: readonly AnchorRow[], since: number): readonly AnchorRow[] {
  const before = new Map<string, { sum: number; count: number }>();
  for (const { cluster, step, value } of anchors) {
    if (cluster === null || step >= since) continue;
    const own = before.get(cluster) ?? { sum: 0, count: 0 };
    before.set(cluster, { sum: own.sum + value, count: own.count + 1 });
  }
  const known = anchors.flatMap((anchor) => {
    const own = anchor.cluster === null ? undefined : before.get(anchor.cluster);
    return own ? [{ ...anchor, value: anchor.value - own.sum / own.count }] : [];
  });
  return known.length * 2 >= anchors.length ? known : anchors;
}

function statsOf(anchors: readonly AnchorRow[]): { count: number; mean: number; variance: number } {
  const count = anchors.length;
  const mean = anchors.reduce((sum, { value }) => sum + value, 0) / count;
  const variance = anchors.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / Math.max(count - 1, 1);
  return { count, mean, variance };
}

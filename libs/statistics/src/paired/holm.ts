/**
 * The items that may be named, out of several that were tested, such as the metrics that are worse: with a probability of at most
 * `alpha` any of them is named wrongly (Holm 1979). Holm's steps without p-values: all items are tested at alpha over their number;
 * those rejected are named, the rest is tested at alpha over the number of the rest, and so on.
 *
 * ```ts
 * holm(metrics, 0.05, ({ pairs }, alpha) => compare(pairs, { ...settings, alpha }).interval.high < 0);
 * ```
 * @param isRejected whether the test of one item rejects at a level; what is rejected at one has to be at every larger one.
 *   A verdict is no such test, since a narrower interval may turn "worse" into "not worse"
 */
export function holm<T>(items: readonly T[], alpha: number, isRejected: (item: T, alpha: number) => boolean): T[] {
  const named = new Set<T>();
  for (let before = -1; before < named.size && named.size < items.length;) {
    before = named.size;
    const level = alpha / (items.length - before);
    for (const item of items) if (!named.has(item) && isRejected(item, level)) named.add(item);
  }
  return items.filter((item) => named.has(item));
}

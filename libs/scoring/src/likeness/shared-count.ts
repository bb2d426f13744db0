/** How many items two lists share, each as often as in the list that has it less often. */
export function sharedCount(given: Iterable<string>, wanted: Iterable<string>): number {
  const left = new Map<string, number>();
  for (const item of wanted) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of given) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared += 1;
  }
  return shared;
}

/** How two JSON values differ. */
export interface JsonDifference {
  readonly equal: number;
  /** Of both values together; what only one of them has is counted as well. */
  readonly leaves: number;
  /**
   * JSON pointers of the first places that differ, shortened where they are long. All of them are places of the expected
   * value: what only the answer has is called by the object or list that it is in, since a name can tell as much as a text.
   */
  readonly paths: readonly string[];
}

// Nobody asks for deeper answers, and a text of brackets alone is as deep as it is long.
const MOST_LEVELS = 64;
const MOST_PATHS = 8;
const LONGEST_PATH = 120;

/** Longest pointer that can be ignored. Longer ones are not looked up: that would cost their length for each member of a long name. */
export const LONGEST_POINTER = 512;

/**
 * Compares leaf by leaf, in the time of both values' size. What is nested deeper than 64 levels is one leaf, and equals nothing.
 * @param ignored JSON pointers of what is left out, with all that is in it
 */
export function compareJson(wanted: unknown, given: unknown, ignored: ReadonlySet<string>): JsonDifference {
  const comparison = new Comparison(ignored);
  comparison.compare(wanted, given);
  return comparison;
}

class Comparison {
  equal = 0;
  leaves = 0;
  private readonly places = new Set<string>();

  constructor(private readonly ignored: ReadonlySet<string>) {}

  get paths(): readonly string[] {
    return [...this.places];
  }

  compare(wanted: unknown, given: unknown, path = '', level = 0): void {
    if (path.length <= LONGEST_POINTER && this.ignored.has(path)) return;
    if (level < MOST_LEVELS && isBranch(wanted) && isBranch(given) && areAlike(wanted, given)) {
      const names = new Set([...Object.keys(wanted), ...Object.keys(given)]);
      for (const name of names) this.compare(own(wanted, name), own(given, name), inside(path, name), level + 1);
      return;
    }
    const isEqual = level < MOST_LEVELS && isSameLeaf(wanted, given);
    this.leaves += isEqual ? 1 : Math.max(this.leavesIn(wanted, level), this.leavesIn(given, level));
    if (isEqual) this.equal += 1;
    else if (this.places.size < MOST_PATHS)
      this.places.add(shortened((wanted === undefined ? outside(path) : path) || '/'));
  }

  private leavesIn(value: unknown, level: number): number {
    if (value === undefined) return 0;
    if (level >= MOST_LEVELS || !isBranch(value)) return 1;
    return Object.values(value).reduce<number>((sum, inner) => sum + this.leavesIn(inner, level + 1), 0);
  }
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function areAlike(one: object, other: object): boolean {
  return Array.isArray(one) === Array.isArray(other);
}

// An object or a list that is a leaf is empty.
function isSameLeaf(one: unknown, other: unknown): boolean {
  if (isBranch(one) || isBranch(other)) return false;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  return areAlike(one, other);
}

function own(value: Branch, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function inside(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function outside(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function shortened(path: string): string {
  return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
}

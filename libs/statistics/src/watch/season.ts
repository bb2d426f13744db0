import type { Pace, Values } from './detector';

/** Parts of a day, of three hours each. */
const PARTS = 8;
const DAYS = 7;
/** What a day counts on the next one: half of it is forgotten in about three weeks. */
const KEPT = 0.97;
/** A part of the week with fewer values has no effect that could be known. */
const FEWEST = 10;
/** An effect counts where it is larger than so many standard errors, so that chance alone hardly makes one. */
const ERRORS = 2.5;

/** Values of one part of a day, or of one day of the week. */
interface Part {
  sum: number;
  weight: number;
  squares: number;
}

/**
 * How much higher or lower values usually are at this time of the day and on this day of the week than on average. It knows only
 * earlier days, so that what is found today doesn't explain itself away.
 */
export class Season {
  private readonly parts = Array.from({ length: PARTS + DAYS }, nothing);
  private today: { readonly at: readonly number[]; readonly part: Part }[] = [];
  private day = Number.NaN;
  /** Of each part, found out once a day. */
  private effects = new Float64Array(PARTS + DAYS);

  constructor(private readonly pace: Pace) {}

  /** What is to be expected in a step beyond the average. */
  shiftAt(step: number): number {
    this.turnTo(step);
    const [part, day] = this.placesOf(step);
    return (this.effects[part] as number) + (this.effects[day] as number);
  }

  add({ step, means, relative }: Values): void {
    this.turnTo(step);
    const part = nothing();
    for (let index = 0; index < means.length; index += 1)
      addTo(part, means[index] as number, relative[index] as number);
    this.today.push({ at: this.placesOf(step), part });
  }

  private placesOf(step: number): readonly [part: number, day: number] {
    const time = step % this.pace.day;
    const part = Math.floor((time / this.pace.day) * PARTS);
    return [part, PARTS + (Math.floor(step / this.pace.day) % DAYS)];
  }

  private effectOf(place: number, from: number, to: number): number {
    const parts = this.parts.slice(from, to);
    if (parts.some(({ weight }) => weight < FEWEST)) return 0;
    const all = parts.reduce(added, nothing());
    const mean = all.sum / all.weight;
    const own = this.parts[place] as Part;
    const effect = own.sum / own.weight - mean;
    const error = Math.sqrt(Math.max(all.squares / all.weight - mean ** 2, 0) / own.weight);
    return Math.abs(effect) > ERRORS * error ? effect : 0;
  }

  private turnTo(step: number): void {
    const day = Math.floor(step / this.pace.day);
    if (day === this.day) return;
    for (const { at, part } of this.today)
      for (const place of at) this.parts[place] = added(this.parts[place] as Part, part);
    if (this.today.length > 0) for (const part of this.parts) forget(part);
    this.effects = this.effects.map((_, place) =>
      place < PARTS ? this.effectOf(place, 0, PARTS) : this.effectOf(place, PARTS, PARTS + DAYS),
    );
    this.today = [];
    this.day = day;
  }
}

function nothing(): Part {
  return { sum: 0, weight: 0, squares: 0 };
}

function addTo(part: Part, value: number, weight: number): void {
  part.sum += weight * value;
  part.weight += weight;
  part.squares += weight * value ** 2;
}

function added(a: Part, b: Part): Part {
  return { sum: a.sum + b.sum, weight: a.weight + b.weight, squares: a.squares + b.squares };
}

function forget(part: Part): void {
  part.sum *= KEPT;
  part.weight *= KEPT;
  part.squares *= KEPT;
}

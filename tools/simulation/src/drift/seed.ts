import { SeededRandom } from '@gauntlet/statistics';

/** Chance of its own for each part of a simulation: FNV-1a of its name, mixed once more. */
export function chanceOf(...names: readonly (string | number)[]): SeededRandom {
  const hash = [...names.join(' ')].reduce(
    (hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 0x01000193),
    0x811c9dc5,
  );
  return new SeededRandom(new SeededRandom(hash).below(2 ** 32));
}

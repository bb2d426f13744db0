import { GROUPS } from '@gauntlet/detection/personal/names';

// The few largest weights would take the precision of all others.
const KEPT_WHOLE = 0.9995;
const MOST = 127;
/** Known words have log-odds in steps of a half; letters say less than a list, hence not 2. */
const STEPS = 1.5;

/** The file that the library reads: what one step of a letter group is worth, a signed byte a group, two bytes a place. */
export function namesFile(groups: Float32Array, known: Uint16Array): Buffer {
  const largest = Float32Array.from(groups, Math.abs).sort()[Math.floor(GROUPS * KEPT_WHOLE)] ?? 1;
  const bytes = Int8Array.from(groups, (weight) =>
    Math.max(-MOST, Math.min(MOST, Math.round((weight / largest) * MOST))),
  );
  return Buffer.concat([
    Buffer.from(Float32Array.of((STEPS * largest) / MOST).buffer),
    Buffer.from(bytes.buffer),
    Buffer.from(known.buffer),
  ]);
}

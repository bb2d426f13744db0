import { findPersonalData, findSecrets, type Found, PLACEHOLDER, redactInSteps } from '@gauntlet/detection';
import { redactInTurns, redactMap } from '@gauntlet/redaction';
import { inTurns } from '@gauntlet/timing';
import { Readings } from './readings';

/** A text that no check sees, redacted as `default@v2` redacts a request. The event loop is free between its pieces. */
export async function redactText(text: string): Promise<string> {
  const [redacted = ''] = await replaced([text], [await foundIn(text, new Readings())]);
  return redactInTurns(redacted);
}

/** As {@link redactText}, for the names and values of a map. A value is read behind its name, which may say what it is. */
export async function redactNamed(map: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const entries = Object.entries(map);
  const found: Found[][] = [];
  for (const [name, value] of entries) found.push(...(await foundInEntry(name, value)));
  const redacted = await replaced(entries.flat(), found);
  return redactMap(Object.fromEntries(entries.map((_, at) => [redacted[2 * at], redacted[2 * at + 1]])));
}

async function foundInEntry(name: string, value: string): Promise<[Found[], Found[]]> {
  const sign = ': ';
  const found = await foundIn(`${name}${sign}${value}`, new Readings());
  const from = name.length + sign.length;
  const inName = found.filter(({ start }) => start < name.length);
  const inValue = found.filter(({ end }) => end > from);
  return [
    inName.map((part) => ({ ...part, end: Math.min(part.end, name.length) })),
    inValue.map((part) => ({ ...part, start: Math.max(part.start - from, 0), end: part.end - from })),
  ];
}

/** What is to be taken out. Names of persons stay, as they do without `types`: the person may be what is asked about. */
export async function foundIn(text: string, readings: Readings): Promise<Found[]> {
  const secrets = await readings.found(text, findSecrets);
  return [...secrets, ...(await readings.found(text, (reading) => findPersonalData(reading, { names: false })))];
}

/** The texts with placeholders for what was found; a value has the same one in all of them. */
export async function replaced(texts: readonly string[], found: readonly Found[][]): Promise<readonly string[]> {
  // Some of them may be of a check before the one that ended the examination.
  const standing = texts.flatMap((text) => text.match(PLACEHOLDER) ?? []);
  const before = Object.fromEntries(standing.map((placeholder) => [placeholder, placeholder]));
  return (await inTurns(redactInSteps(texts, found, before))).texts;
}

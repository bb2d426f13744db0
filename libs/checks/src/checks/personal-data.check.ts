import { findPersonalData, type Found, PERSONAL_DATA, type Reading } from '@gauntlet/detection';
import { formsOf, isAmong } from '@gauntlet/detection/personal/own-values';
import { PERSONAL_DATA_TYPES } from '@gauntlet/detection/personal/types';
import { inTurns } from '@gauntlet/timing';
import { CheckError } from '../check-error';
import { standingIn } from '../standing-in';
import {
  answerOf,
  type CheckContext,
  type FindingCheck,
  type FoundAt,
  type InputSubject,
  type OutputSubject,
  textsOf,
} from './check';
import { foundAt } from './found-at';
import { redactedAnswer, redactedTexts } from './redacted-texts';

/** Left out unless a policy names them: the person may be what is asked about, and the address one that a shop tells everybody. */
const NOT_ASKED = ['PERSON'];
const NOT_ANSWERED = ['PERSON', 'STREET_ADDRESS'];

/** Values that are read in one step. */
const STEP = 1_024;

const KNOWN_TYPES = new Set(PERSONAL_DATA_TYPES);

/** Finds personal data in what the caller sent, before a model or a provider sees it. */
export const inputPersonalData: FindingCheck<InputSubject> = {
  name: 'personal-data',
  version: PERSONAL_DATA.version,
  async run(subject, { options, readings }) {
    const found = await foundAt(textsOf(subject), readings, detectorOf(options, NOT_ASKED));
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: await redactedTexts(subject, found) };
  },
};

/** Finds personal data in an answer that neither the caller nor the prompt supplied; a JSON answer stays JSON when they are taken out. */
export const outputPersonalData: FindingCheck<OutputSubject> = {
  name: 'personal-data',
  version: PERSONAL_DATA.version,
  async run(subject, { options, readings }) {
    const inAnswer = await foundAt([answerOf(subject)], readings, detectorOf(options, NOT_ANSWERED));
    // An address in the prompt is there to be told, such as that of the shop.
    const known = [...subject.asked, subject.systemPrompt].map((text) => text.toLowerCase());
    const foreign = await inTurns(notOwn(options, subject.answer, inAnswer));
    const found = await inTurns(notIn(known, subject.answer, foreign));
    if (found.length === 0) return null;
    return { reason: 'personal_data_found', found, changed: await redactedAnswer(subject, found) };
  },
};

/** Without what the policy calls the business' own. */
function* notOwn(
  { allow = [] }: CheckContext['options'],
  answer: string,
  inAnswer: readonly FoundAt[],
): Generator<void, readonly FoundAt[]> {
  const forms = formsOfAll(allow as readonly string[]);
  if (inAnswer.length === 0 || forms.size === 0) return inAnswer;
  const foreign: FoundAt[] = [];
  for (const [at, part] of inAnswer.entries()) {
    const value = answer.slice(part.start, part.end);
    if (!isAmong(forms, { type: part.type, value })) foreign.push(part);
    if (at % STEP === STEP - 1) yield;
  }
  return foreign;
}

/** By the list of a policy, which is the same for all its answers. */
const FORMS = new WeakMap<readonly string[], ReadonlySet<string>>();

function formsOfAll(allow: readonly string[]): ReadonlySet<string> {
  const forms = FORMS.get(allow) ?? new Set(allow.flatMap(formsOf));
  FORMS.set(allow, forms);
  return forms;
}

function* notIn(known: readonly string[], answer: string, inAnswer: readonly FoundAt[]): Generator<void, FoundAt[]> {
  const values: string[] = [];
  for (const { start, end } of inAnswer) {
    if (values.push(answer.slice(start, end).toLowerCase()) % STEP === 0) yield;
  }
  const standing = yield* standingIn(known, new Set(values));
  return inAnswer.filter((_, at) => !standing.has(values[at] ?? ''));
}

function detectorOf({ types }: CheckContext['options'], left: readonly string[]): (reading: Reading) => Found[] {
  const wanted = types === undefined ? null : new Set(types as readonly string[]);
  // To find nothing of a type that nobody knows would let all of it through.
  const unknown = [...(wanted ?? [])].filter((type) => !KNOWN_TYPES.has(type));
  if (unknown.length > 0)
    throw new CheckError('check_failed', `options/types names ${unknown.join(', ')}, which can't be found; correct it`);
  const isWanted = (type: string) => wanted?.has(type) ?? !left.includes(type);
  return (reading) => findPersonalData(reading, { names: isWanted('PERSON') }).filter(({ type }) => isWanted(type));
}

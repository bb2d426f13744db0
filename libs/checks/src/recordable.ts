import { Logger } from '@nestjs/common';
import type { ResponseReleasedV1, Verdict } from '@gauntlet/contracts';
import { redactAsked } from '@gauntlet/redaction';
import { withLimit } from '@gauntlet/timing';
import { CheckError } from './check-error';
import { WARM_UP_TEXT } from './warm-up-text';

type Content = ResponseReleasedV1['content'];

/** The checks that take out what is not to be kept; `pii` is the one of policies from before the other two. */
const REDACTING = ['pii', 'secrets', 'personal-data'] as const;
/** A request of 256 kB takes a twentieth of it. */
const MOST_MS = 2_000;

const logger = new Logger('Recordable');

/**
 * The texts of a release as they may be published and stored. What the checks of the request have not redacted is redacted
 * as `default@v2` redacts a request, whatever the policy says. E-mail addresses, cards and keys are taken out of all texts
 * but the answer, which stays. Never fails: texts that can't be redacted within two seconds are left empty, as somebody waits
 * for the answer.
 * @param verdicts all that are known of the request
 */
export async function recordable(content: Content, verdicts: readonly Verdict[]): Promise<Content> {
  const late = () => {
    throw new CheckError('check_timed_out', `took longer than ${MOST_MS} ms`);
  };
  try {
    return await withLimit(redacted(content, verdicts), MOST_MS, late);
  } catch (error) {
    // The message of an error that is not ours may quote the request.
    const cause = error instanceof CheckError ? error.code : error instanceof Error ? error.name : 'unknown';
    logger.error({ msg: 'the texts of a request are left out of its record', cause });
    return { input: '', history: [], variables: {}, messages: [], answer: content.answer };
  }
}

/**
 * Loads the detectors and redacts a text of its own. In a process without detectors the first text takes up to a quarter of
 * a second of CPU, and a later text takes less than a millisecond.
 */
export async function warmUpRecordable(): Promise<void> {
  await redacted({ input: WARM_UP_TEXT, history: [], variables: {}, messages: [], answer: '' }, []);
}

async function redacted(content: Content, verdicts: readonly Verdict[]): Promise<Content> {
  if (isRedacted(verdicts) && !hasUncheckedAnswer(verdicts)) return redactAsked(content);
  // Commands and services that record nothing load no detectors. Node sees what this compiled file exports by its name
  // only while the file has a single export.
  const { redactContent } = await import('./redact-content.js');
  return redactAsked(await redactContent(content));
}

/** True when the checks on the way in have been through every text but the prompt's own. */
function isRedacted(verdicts: readonly Verdict[]): boolean {
  const isPassed = (name: string) => {
    const last = verdicts.findLast(({ side, check }) => side === 'input' && check === name);
    return last && hasNothingLeft(last);
  };
  const [pii, secrets, personalData] = REDACTING.map(isPassed);
  if ([pii, secrets, personalData].includes(false)) return false;
  return pii === true || (secrets === true && personalData === true);
}

function hasNothingLeft({ outcome, shadow = 'pass' }: Verdict): boolean {
  // In shadow the outcome is a pass whatever the check found.
  return outcome === 'redact' || (outcome === 'pass' && shadow === 'pass');
}

/** True when a repair was asked for: its messages hold the first answer, which no check has redacted. */
function hasUncheckedAnswer(verdicts: readonly Verdict[]): boolean {
  const last = verdicts.findLast(({ side, turn }) => side === 'output' && turn === 0);
  return last?.outcome === 'repair';
}

import type { ResponseReleasedV1, Verdict } from '@gauntlet/contracts';

type Content = ResponseReleasedV1['content'];

/** The checks that take out what is not to be kept; `pii` is the one of policies from before the other two. */
const REDACTING = ['pii', 'secrets', 'personal-data'] as const;

/**
 * The texts of a release as they may be published and stored: as they are when the checks of the request have redacted them,
 * and otherwise redacted as `default@v2` redacts a request, whatever the policy says. The answer stays. The detectors are
 * loaded by the first texts that need them.
 * @param verdicts all that are known of the request
 */
export async function recordable(content: Content, verdicts: readonly Verdict[]): Promise<Content> {
  if (isRedacted(verdicts) && !hasUncheckedAnswer(verdicts)) return content;
  // Of a CommonJS file, Node finds an export by its name when it is the only one.
  const { redactContent } = await import('./redact-content.js');
  return redactContent(content);
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

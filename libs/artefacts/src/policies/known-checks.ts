import type { TObject } from '@sinclair/typebox';
import type { FieldProblem } from '@gauntlet/contracts';
import { INJECTION, LANGUAGE, PROMPT_LEAK, TOPICS, TOXICITY } from '@gauntlet/detection/thresholds';
import {
  ANSWERED_PERSONAL_DATA_OPTIONS,
  ASKED_PERSONAL_DATA_OPTIONS,
  BANNED_TERMS_OPTIONS,
  INPUT_LENGTH_OPTIONS,
  LANGUAGE_OPTIONS,
  LINKS_OPTIONS,
  NO_OPTIONS,
  optionProblems,
  SCORING_OPTIONS,
  TOPICS_OPTIONS,
} from './check-options';
import { optionValueProblems } from './option-values';
import type { Policy, PolicyCheck, PolicySide } from './policy';
import type { PolicyAction } from './policy-file.schema';

interface KnownCheck {
  /** Those that make sense for it. */
  readonly actions: readonly PolicyAction[];
  readonly options: TObject;
  /** Of one that scores, so that a policy can say what follows in its grey zone: from which score on a text counts as found. */
  readonly block?: number;
}

const PII: KnownCheck = { actions: ['redact', 'block', 'flag'], options: NO_OPTIONS };
const BANNED_TERMS: KnownCheck = { actions: ['block', 'flag'], options: BANNED_TERMS_OPTIONS };
const TOXIC: KnownCheck = scoring(TOXICITY);
const OTHER_LANGUAGE: KnownCheck = scoring(LANGUAGE, LANGUAGE_OPTIONS);
const ABOUT_TOPICS: KnownCheck = scoring(TOPICS, TOPICS_OPTIONS);

/** The checks that the guardrail has, what may follow from each and which options it has; a spec there keeps this list true. */
export const KNOWN_CHECKS: Record<PolicySide, Readonly<Record<string, KnownCheck>>> = {
  input: {
    'input-length': { actions: ['block', 'flag'], options: INPUT_LENGTH_OPTIONS },
    injection: scoring(INJECTION),
    toxicity: TOXIC,
    language: OTHER_LANGUAGE,
    topics: ABOUT_TOPICS,
    'banned-terms': BANNED_TERMS,
    secrets: PII,
    'personal-data': { ...PII, options: ASKED_PERSONAL_DATA_OPTIONS },
    pii: PII,
    'prompt-injection': { actions: ['block', 'flag'], options: NO_OPTIONS },
  },
  output: {
    'canary-leak': { actions: ['block', 'flag'], options: NO_OPTIONS },
    'prompt-leak': scoring(PROMPT_LEAK),
    toxicity: TOXIC,
    language: OTHER_LANGUAGE,
    topics: ABOUT_TOPICS,
    'banned-terms': BANNED_TERMS,
    links: { actions: ['redact', 'block', 'flag'], options: LINKS_OPTIONS },
    secrets: PII,
    'personal-data': { ...PII, options: ANSWERED_PERSONAL_DATA_OPTIONS },
    'json-schema': { actions: ['repair', 'block', 'flag'], options: NO_OPTIONS },
    pii: PII,
    refusal: { actions: ['flag', 'block'], options: NO_OPTIONS },
  },
};

/**
 * What in a policy no guardrail of this version could do. Asked before publishing; reading does not ask, because a
 * guardrail that is older than the policy must still read it (and then fails closed on the check that it lacks).
 */
export function unknownChecks(policy: Policy): FieldProblem[] {
  return [...sideProblems(policy, 'input'), ...sideProblems(policy, 'output')];
}

function sideProblems(policy: Policy, side: PolicySide): FieldProblem[] {
  return policy[side].flatMap((entry, index) => entryProblems(entry, side, `/${side}/checks/${index}`));
}

/**
 * What is wrong with the form of a check's options; nothing for a check that is not known. Values that publishing refuses are
 * not looked at: a policy that was published before their rule goes on as it did.
 */
export function checkOptionProblems({ check, options }: PolicyCheck, side: PolicySide): FieldProblem[] {
  const known = knownCheck(side, check);
  return known ? optionProblems(known.options, options, '') : [];
}

function entryProblems(entry: PolicyCheck, side: PolicySide, field: string): FieldProblem[] {
  const { check, action } = entry;
  const known = knownCheck(side, check);
  if (!known) {
    const names = Object.keys(KNOWN_CHECKS[side]).join(', ');
    return [{ field: `${field}/check`, problem: `is no ${side} check; known: ${names}` }];
  }
  const ofForm = optionProblems(known.options, entry.options, `${field}/options`);
  const ofValues = () => optionValueProblems(check, entry.options, `${field}/options`, known.block);
  const problems = [...(ofForm.length > 0 ? ofForm : ofValues()), ...greyProblems(entry, known, field)];
  if (known.actions.includes(action)) return problems;
  const possible = known.actions.join(', ');
  return [{ field: `${field}/action`, problem: `can't be ${action} for ${check}; it can be ${possible}` }, ...problems];
}

function greyProblems(entry: PolicyCheck, { block }: KnownCheck, field: string): FieldProblem[] {
  const scores = block !== undefined;
  if (scores && entry.action === 'flag' && entry.grey === 'block') {
    const problem =
      "can't be block where action is flag: what is in doubt would fare worse than what is found; use flag";
    return [{ field: `${field}/grey`, problem }];
  }
  if (scores) return [];
  const problem = `is for checks that score, and ${entry.check} finds or does not; leave it out`;
  const given = (['grey', 'judge'] as const).filter((key) => entry[key] !== undefined);
  return given.map((key) => ({ field: `${field}/${key}`, problem }));
}

function knownCheck(side: PolicySide, check: string): KnownCheck | undefined {
  return Object.hasOwn(KNOWN_CHECKS[side], check) ? KNOWN_CHECKS[side][check] : undefined;
}

function scoring({ block }: { readonly block: number }, options: TObject = SCORING_OPTIONS): KnownCheck {
  return { actions: ['block', 'flag'], options, block };
}

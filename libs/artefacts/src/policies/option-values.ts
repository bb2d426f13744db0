import { domainToASCII } from 'node:url';
import type { FieldProblem } from '@gauntlet/contracts';
import { formsOf, isPhoneNumber } from '@gauntlet/detection/personal/own-values';
import { PERSONAL_DATA_TYPES } from '@gauntlet/detection/personal/types';
import { nearestName } from '../nearest-name';

type Options = Readonly<Record<string, unknown>>;

interface Topic {
  readonly name: string;
  readonly examples: readonly string[];
}

const NOT_BLANK = /[\p{L}\p{N}\p{S}\p{P}]/u;

type ValueProblem = (value: string) => string | null;

/** What is wrong in the values of options, by check: each would switch off a part of the check, and nobody would notice. */
const VALUE_PROBLEMS: Readonly<Record<string, Readonly<Record<string, ValueProblem>>>> = {
  'personal-data': { types: ofType, allow: ofOwnValue },
  'banned-terms': { terms: ofTerm },
  links: { allow: ofHost },
};

/**
 * What is wrong with the options of a check that have the form that it asks for.
 * @param block from which score on a text counts as found where they don't say; 1 for a check that does not score
 */
export function optionValueProblems(check: string, options: Options, field: string, block = 1): FieldProblem[] {
  const ofValues = Object.entries(VALUE_PROBLEMS[check] ?? {}).flatMap(([name, problemOf]) => {
    const values = (options[name] ?? []) as readonly string[];
    return values.map((value) => ({ field: `${field}/${name}`, problem: problemOf(value) }));
  });
  const topics = (options['topics'] ?? []) as readonly Topic[];
  const ofTopics = topics.map((topic) => ({ field: `${field}/topics`, problem: ofTopic(topic) }));
  return [...[...ofValues, ...ofTopics].filter(isProblem), ...thresholdProblems(options, field, block)];
}

function isProblem(problem: { field: string; problem: string | null }): problem is FieldProblem {
  return problem.problem !== null;
}

function ofType(type: string): string | null {
  if (PERSONAL_DATA_TYPES.includes(type)) return null;
  // Placeholders have shorter names, such as EMAIL; by letters alone those are nearer to others.
  const longer = PERSONAL_DATA_TYPES.find((known) => known.split('_').includes(type));
  const nearest = longer ?? nearestName(type, PERSONAL_DATA_TYPES);
  return `${type} is no type of personal data; did you mean ${nearest}? Types are ${PERSONAL_DATA_TYPES.join(', ')}`;
}

function ofTerm(term: string): string | null {
  return NOT_BLANK.test(term) ? null : 'has a term that is blank; remove it';
}

function ofTopic({ name, examples }: Topic): string | null {
  return examples.every((example) => NOT_BLANK.test(example)) ? null : `has a blank example in ${name}; remove it`;
}

function ofOwnValue(value: string): string | null {
  if (formsOf(value).length > 0) return null;
  if (isPhoneNumber(value))
    return `has ${value}, which no phone can have: its country has no numbers of this length; write all digits behind + and the country code`;
  if (value.split('@').length > 2) return `has ${value}, which has more than one @; write a single address`;
  const host = ofHost(value) === null && value.includes('.') ? `@${value} for all e-mail addresses there, ` : '';
  return `has ${value}, which is no value that it knows again; write ${host}an e-mail address, a phone number with + and its country code, an IBAN, an IP address, or the number of a business, as for VAT`;
}

function ofHost(host: string): string | null {
  const plain = host
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^(?:\*?\.)+|[/?#:].*$/g, '')
    .replace(/\.+$/, '');
  // A name in other letters, such as bücher.example, is one as well; no browser gets to a name that has no ASCII form.
  if (host === plain && !/[\s*]/.test(host) && domainToASCII(host) !== '') return null;
  return `${host} is no host; write ${plain || 'one such as example.org'}, which allows all hosts below as well`;
}

/**
 * A text is judged from `judge` on and found from `block` on, so the other way round none would be judged.
 * @param usual block of a policy that gives none
 */
function thresholdProblems(options: Options, field: string, usual: number): FieldProblem[] {
  const own = ['document', 'assistant'].filter((name) => options[name] !== undefined);
  const places = [
    { at: `${field}/judge`, of: options },
    ...own.map((name) => ({ at: `${field}/${name}`, of: { ...options, ...(options[name] as Options) } })),
  ];
  return places.flatMap(({ at, of }) => {
    const block = Number(of['block'] ?? usual);
    if (Number(of['judge'] ?? 0) <= block) return [];
    return [{ field: at, problem: `has a judge above block, which is ${block}; lower judge or raise block` }];
  });
}

import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from '../artefact-file.error';
import { checkOptionProblems, unknownChecks } from './known-checks';
import { parsePolicyFile } from './parse-policy-file';
import { policyNotes } from './policy-notes';

const FILE = `
name: default
version: v1
description: for tests
refusalAnswer: I can't help with that.
input:
  checks:
    - { check: input-length, action: block, options: { maxCharacters: 100 } }
    - { check: pii, action: redact, onError: pass }
output:
  checks:
    - { check: json-schema, action: repair }
`;

function fieldsOf(source: string): string[] {
  try {
    parsePolicyFile(source);
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems.map(({ field }) => field);
    throw error;
  }
  return [];
}

describe('parsePolicyFile', () => {
  it('reads the checks in order and fails closed by default', () => {
    expect(parsePolicyFile(FILE)).toMatchObject({
      refusalAnswer: "I can't help with that.",
      input: [
        { check: 'input-length', action: 'block', onError: 'block', options: { maxCharacters: 100 } },
        { check: 'pii', action: 'redact', onError: 'pass', options: {} },
      ],
      output: [{ check: 'json-schema', action: 'repair', onError: 'block', options: {} }],
    });
  });

  it.each([
    ['an unknown action', FILE.replace('redact', 'mask'), ['/input/checks/1/action']],
    ['an unknown key', FILE.replace('onError', 'onerror'), ['/input/checks/1/onerror']],
    ['a side without checks', FILE.replace('- { check: json-schema, action: repair }', '[]'), ['/output/checks']],
    ['a check given twice', FILE.replace('check: pii', 'check: input-length'), ['/input/checks/1/check']],
    ['a version that is no version', FILE.replace('v1', 'latest'), ['/version']],
  ])('refuses %s', (_, source, fields) => {
    expect(fieldsOf(source)).toEqual(fields);
  });
});

describe('unknownChecks', () => {
  it('accepts what the guardrail has', () => {
    expect(unknownChecks(parsePolicyFile(FILE))).toEqual([]);
  });

  it('names a check that is not there and an action that makes no sense', () => {
    const policy = parsePolicyFile(
      FILE.replace('check: pii', 'check: constructor').replace('action: repair', 'action: redact'),
    );
    expect(unknownChecks(policy).map(({ field }) => field)).toEqual([
      '/input/checks/1/check',
      '/output/checks/0/action',
    ]);
  });

  it.each([
    ['a name that is none', '{ maxCharacter: 100 }', ['/maxCharacter', '/maxCharacters']],
    ['a value of another type', "{ maxCharacters: '100' }", ['/maxCharacters']],
    ['a number out of range', '{ maxCharacters: 0 }', ['/maxCharacters']],
  ])('refuses options with %s', (_, options, fields) => {
    const policy = parsePolicyFile(FILE.replace('{ maxCharacters: 100 }', options));
    expect(unknownChecks(policy).map(({ field }) => field)).toEqual(
      fields.map((field) => `/input/checks/0/options${field}`),
    );
  });

  it('names the languages that are recognised', () => {
    const check = '{ check: language, action: block, options: { allowed: [en, klingon] } }';
    const source = FILE.replace('{ check: pii, action: redact, onError: pass }', check);
    expect(unknownChecks(parsePolicyFile(source))).toEqual([
      { field: '/input/checks/1/options/allowed', problem: expect.stringMatching(/^must be one of af, ar, .*, zh$/) },
    ]);
  });

  it.each([
    ['EMAIL', 'EMAIL_ADDRESS'],
    ['CARD', 'CREDIT_CARD'],
    ['PHONE', 'PHONE_NUMBER'],
    ['US_SNN', 'US_SSN'],
  ])('names the type of personal data that %s should be', (mistyped, type) => {
    const check = `{ check: personal-data, action: redact, options: { types: [PERSON, ${mistyped}] } }`;
    const source = FILE.replace('{ check: pii, action: redact, onError: pass }', check);
    expect(unknownChecks(parsePolicyFile(source))).toEqual([
      {
        field: '/input/checks/1/options/types',
        problem: expect.stringContaining(`${mistyped} is no type of personal data; did you mean ${type}?`),
      },
    ]);
  });

  it.each([
    ['{ judge: 0.99 }', '/judge'],
    ['{ document: { judge: 0.99 } }', '/document'],
    ['{ assistant: { judge: 0.99 } }', '/assistant'],
  ])('refuses a judge above the block of the detector: %s', (options, field) => {
    const check = `{ check: injection, action: block, options: ${options} }`;
    const source = FILE.replace('{ check: pii, action: redact, onError: pass }', check);
    expect(unknownChecks(parsePolicyFile(source))).toEqual([
      {
        field: `/input/checks/1/options${field}`,
        problem: expect.stringMatching(/^has a judge above block, which is 0[.]/),
      },
    ]);
    const [, entry] = parsePolicyFile(source).input;
    // A policy that was published before goes on: its check works, and only nobody is asked.
    expect(entry && checkOptionProblems(entry, 'input')).toEqual([]);
  });

  it.each([
    ['topics', '{ topics: [{ name: a, rule: deny, examples: [b, " "] }] }'],
    ['links', '{ allow: [xn--ü.example] }'],
    ['banned-terms', '{ terms: [" "] }'],
  ])(
    'publishes no value of %s that says nothing, and lets a policy that was published with one go on',
    (check, options) => {
      const source = FILE.replace(
        '{ check: json-schema, action: repair }',
        `{ check: ${check}, action: block, options: ${options} }`,
      );
      expect(unknownChecks(parsePolicyFile(source))).toHaveLength(1);
      const entry = parsePolicyFile(source).output.find((one) => one.check === check);
      expect(entry && checkOptionProblems(entry, 'output')).toEqual([]);
    },
  );

  it.each([
    ['support@shop.example', 'must be a list, as in ["support@shop.example"]'],
    ['[+4930901820]', 'has 4930901820, which is a number; write it as a text, in quotes'],
    ['[true]', 'has true, which is a boolean; write it as a text, in quotes'],
    ['[[a@b.example]]', 'has a list where a text should stand; write a text, in quotes'],
    ['[{ mail: a@b.example }]', 'has a map where a text should stand; write a text, in quotes'],
    ['[null]', 'has nothing where a text should stand; write a text, in quotes'],
    ['[]', 'is an empty list; write at least one, or leave it out'],
    ['null', 'is empty; write a list, or leave it out'],
    ["['']", 'has an empty text; remove it'],
  ])('says how to write own values in place of %s', (allow, problem) => {
    const check = `{ check: personal-data, action: redact, options: { allow: ${allow} } }`;
    const source = FILE.replace('{ check: json-schema, action: repair }', check);
    expect(unknownChecks(parsePolicyFile(source))).toEqual([{ field: '/output/checks/0/options/allow', problem }]);
  });

  it('asks for quotes around a value that YAML can not begin with', () => {
    expect(() => parsePolicyFile(FILE.replace('maxCharacters: 100', 'allow: [@shop.example]'))).toThrow(
      'has a value that begins with a sign of YAML, such as @; write it in quotes',
    );
  });

  it('warns of a domain where anybody can have an address', () => {
    const own = ["'@gmail.com'", "'@Yahoo.co.uk'", "'@web.de'", "'@shop.example'", "'@mail.shop.com'", 'ann@gmail.com'];
    const check = `{ check: personal-data, action: redact, options: { allow: [${own.join()}] } }`;
    const policy = parsePolicyFile(FILE.replace('{ check: json-schema, action: repair }', check));
    expect(unknownChecks(policy)).toEqual([]);
    expect(policyNotes(policy)).toEqual(
      ['@gmail.com', '@Yahoo.co.uk', '@web.de'].map((domain) => ({
        field: '/output/checks/0/options/allow',
        problem: expect.stringContaining(`has ${domain}, where anybody can have an address`),
      })),
    );
  });

  it('names the nearest option, and says when a check has none', () => {
    const source = FILE.replace('maxCharacters', 'maxCharacter').replace('onError: pass', 'options: { strict: true }');
    const problems = unknownChecks(parsePolicyFile(source)).map(({ problem }) => problem);
    expect(problems[0]).toContain('did you mean maxCharacters?');
    expect(problems.at(-1)).toBe('is no option of this check; it has none');
  });
});

import { Type } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from './artefact-file.error';
import { parseArtefact } from './parse-artefact';

const schema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    mode: Type.Union([Type.Literal('fast'), Type.Literal('slow')]),
    items: Type.Array(Type.Object({ id: Type.Integer() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);

function problemsOf(source: string) {
  try {
    parseArtefact({ source, schema, file: 'x.yaml' });
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseArtefact', () => {
  it('reads what follows the schema', () => {
    const value = parseArtefact({ source: 'name: a\nmode: fast\nitems: [{ id: 1 }]', schema, file: 'x.yaml' });
    expect(value).toEqual({ name: 'a', mode: 'fast', items: [{ id: 1 }] });
  });

  it('names every missing, unknown and wrong field once, with what to do', () => {
    expect(problemsOf('mode: medium\nitmes: []\nitems: [{ id: x }]')).toEqual([
      { field: '/name', problem: 'is missing' },
      { field: '/itmes', problem: 'is not known here; did you mean items? Known are name, mode, items' },
      { field: '/mode', problem: 'must be one of fast, slow' },
      { field: '/items/0/id', problem: 'is wrong: Expected integer' },
    ]);
  });

  it.each(['a: [1, 2', 'a: 1\na: 2', '\tb: 1'])('names the line of what is no YAML: %j', (source) => {
    expect(problemsOf(source)[0]?.field).toMatch(/^line \d+$/);
  });

  it('refuses an empty file and a prototype key', () => {
    expect(problemsOf('')).not.toEqual([]);
    expect(problemsOf('name: a\nmode: fast\nitems: []\n__proto__: { x: 1 }')[0]?.field).toBe('/__proto__');
  });

  it.each(['name: &a [*a]', 'name: &a x\nmode: *a', 'name: *nowhere'])('refuses the alias in %j', (source) => {
    expect(problemsOf(source)[0]?.problem).toMatch(/alias/);
  });

  const anything = Type.Object({ any: Type.Unknown() }, { additionalProperties: false });
  const readAny = (source: string) => () => parseArtefact({ source, schema: anything, file: 'x.yaml' });

  it.each<[string, string, RegExp]>([
    ['too many brackets', `any: ${'['.repeat(20_000)}`, /^x\.yaml: line 1 is nested too deeply$/],
    [
      'too many levels',
      `any: ${'['.repeat(65)}${']'.repeat(65)}`,
      /^x\.yaml: (\/any|\/0)+ is nested deeper than 64 levels$/,
    ],
    [
      'a prototype',
      'any: { deep: { __proto__: {} } }',
      /^x\.yaml: \/any\/deep\/__proto__ is a name that can not be used/,
    ],
    [
      'a second byte order mark',
      '\uFEFF\uFEFFany: 1',
      /^x\.yaml: \/any has the invisible character U\+FEFF in its name/,
    ],
    [
      'an invisible name',
      'any: { "a\\u200B": 1 }',
      /^x\.yaml: \/any\/a has the invisible character U\+200B in its name/,
    ],
    ['a set', 'any: !!set { a, b }', /^x\.yaml: line 1 has a YAML tag/],
    ['bytes', 'any:\n  b: !!binary aGVsbG8=', /^x\.yaml: line 2 has a YAML tag/],
    ['a tag of another program', 'any: !!js/function "x"', /^x\.yaml: line 1 has a YAML tag/],
    ['two documents', 'any: 1\n---\nany: 2', /^x\.yaml: line 2 is not YAML/],
  ])('names %s where anything may stand', (_, source, said) => {
    expect(readAny(source)).toThrow(said);
  });

  it('passes over a byte order mark, and reads names and words as they are written', () => {
    expect(readAny('\uFEFFany: { constructor: 1, toString: 2 }')()).toEqual({ any: { constructor: 1, toString: 2 } });
    expect(readAny('%YAML 1.1\n---\nany: yes')()).toEqual({ any: 'yes' });
  });

  it.each(['.inf', '-.inf', '.nan', '1e400', '1e300', '9007199254740993'])(
    'names %s where anything may stand',
    (number) => {
      const open = Type.Object({ any: Type.Unknown() });
      const parse = () => parseArtefact({ source: `any: { deep: [1, ${number}] }`, schema: open, file: 'x.yaml' });
      expect(parse).toThrow(/^x\.yaml: \/any\/deep\/1 must be a number between/);
    },
  );
});

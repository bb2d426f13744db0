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
      { field: '/itmes', problem: 'is not known here; remove it or correct its name' },
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

  it.each(['.inf', '-.inf', '.nan', '1e400', '1e300', '9007199254740993'])(
    'names %s where anything may stand',
    (number) => {
      const open = Type.Object({ any: Type.Unknown() });
      const parse = () => parseArtefact({ source: `any: { deep: [1, ${number}] }`, schema: open, file: 'x.yaml' });
      expect(parse).toThrow(/^x\.yaml: \/any\/deep\/1 must be a number between/);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from '../artefact-file.error';
import { parsePromptFile } from './parse-prompt-file';

const FILE = `
name: Support agent
description: Answers questions of customers
model: simulated/sim-1
modelParameters:
  temperature: 0.2
  topP: 0.9
  maxCompletionTokens: 300
messages:
  - role: system
    content: You help {{customer}} of {{ shop }}. Example of JSON {"a":{"b":1}}
  - role: user
    content: '{{input}}'
testData:
  - input: Hello
    customer: Ann
    shop: Harbour
    expected: Hi
evaluators:
  - name: greets
    string: { contains: Hi }
  - name: close enough
    uses: github/similarity
`;

function fieldsOf(source: string): string[] {
  try {
    parsePromptFile(source, 'prompt x@v1');
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems.map(({ field }) => field);
    throw error;
  }
  return [];
}

describe('parsePromptFile', () => {
  it('reads the GitHub Models shape', () => {
    expect(parsePromptFile(FILE)).toMatchObject({
      name: 'Support agent',
      model: {
        provider: 'simulated',
        model: 'sim-1',
        parameters: { temperature: 0.2, top_p: 0.9, max_completion_tokens: 300 },
      },
      responseFormat: { type: 'text' },
      variables: ['customer', 'shop'],
      evaluators: [
        { name: 'greets', string: { contains: 'Hi' } },
        { name: 'close enough', uses: 'github/similarity' },
      ],
    });
  });

  it('reads how long an answer may be', () => {
    expect(parsePromptFile(`${FILE}maxAnswerCharacters: 500`).maxAnswerCharacters).toBe(500);
    expect(parsePromptFile(FILE).maxAnswerCharacters).toBeUndefined();
  });

  it.each([
    ['an answer longer than an event', `${FILE}maxAnswerCharacters: 300000`, ['/maxAnswerCharacters']],
    ['an unknown key', FILE.replace('description:', 'descripton:'), ['/description', '/descripton']],
    ['a model without provider', FILE.replace('simulated/sim-1', 'sim-1'), ['/model']],
    [
      'another template language',
      FILE.replace('{{customer}}', '{{#if x}}'),
      ['/messages/0/content', '/testData/0/customer'],
    ],
    [
      'input in the system message',
      FILE.replace('{{customer}}', '{{input}}'),
      ['/messages/1/content', '/testData/0/customer'],
    ],
    ['no place for the input', FILE.replace("'{{input}}'", 'Hi'), ['/messages/1/content']],
    ['no system message', FILE.replace('role: system', 'role: user'), ['/messages/0/role']],
    ['an unknown role', FILE.replace('role: system', 'role: developer'), ['/messages/0/role']],
    ['test data without a variable', FILE.replace('    shop: Harbour\n', ''), ['/testData/0/shop']],
    [
      'test data with an unknown one',
      FILE.replace('    shop: Harbour', '    shop: Harbour\n    town: Kiel'),
      ['/testData/0/town'],
    ],
    ['a format without schema', `${FILE}responseFormat: json_schema\n`, ['/jsonSchema']],
    ['a schema without format', `${FILE}jsonSchema: { name: x, schema: { type: object } }\n`, ['/jsonSchema']],
  ])('refuses %s', (_, source, fields) => {
    expect(fieldsOf(source)).toEqual(fields);
  });

  it.each([
    ['YAML', 'jsonSchema: { name: x, strict: true, schema: { type: object } }'],
    ['JSON in a string, as GitHub writes it', `jsonSchema: '{ "name": "x", "schema": { "type": "object" } }'`],
  ])('reads a schema written as %s', (_, line) => {
    const { responseFormat } = parsePromptFile(`${FILE}responseFormat: json_schema\n${line}\n`);
    expect(responseFormat).toEqual({ type: 'json_schema', schema: { type: 'object' } });
  });

  it.each([`'{ not json'`, `'{"name":"x"}'`, 'null', `{ name: x, schema: { type: wrong } }`])(
    'refuses the schema %s',
    (schema) => {
      expect(fieldsOf(`${FILE}responseFormat: json_schema\njsonSchema: ${schema}\n`)).toEqual(['/jsonSchema']);
    },
  );
});

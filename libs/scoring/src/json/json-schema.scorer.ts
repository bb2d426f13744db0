import { type Static, Type } from '@sinclair/typebox';
import { type AnswerValidator, compileAnswerSchema } from '@gauntlet/artefacts';
import { CLOSED, OptionError, type ScoredPrompt, type ScorerKind } from '../scorer-kind';
import { parsedJson } from './parsed-json';

const Options = Type.Object({ schema: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }, CLOSED);

const MOST_NAMED = 5;

/** Measures whether the answer is JSON that follows the schema of the options, else the prompt's own. */
export const jsonSchema: ScorerKind<typeof Options> = {
  name: 'json-schema',
  version: 'v1',
  options: Options,
  make: (options, prompt) => {
    const validate = validatorOf(options, prompt);
    return ({ answer }) => {
      const value = parsedJson(answer);
      if (value === undefined) return { score: 0, label: 'no-json', explanation: 'the answer is no JSON' };
      const problems = validate(value);
      if (problems.length === 0) return { score: 1, label: 'valid', explanation: 'follows the schema' };
      const named = problems.slice(0, MOST_NAMED).join('; ');
      return { score: 0, label: 'invalid', explanation: `${problems.length} problems: ${named}` };
    };
  },
};

function validatorOf({ schema }: Static<typeof Options>, { responseFormat }: ScoredPrompt): AnswerValidator {
  const used = schema ?? (responseFormat.type === 'json_schema' ? responseFormat.schema : undefined);
  if (used === undefined) throw new OptionError('schema', 'is missing, and the prompt has no jsonSchema; give one');
  try {
    return compileAnswerSchema(used);
  } catch (cause) {
    throw new OptionError(
      'schema',
      `is no JSON schema: ${cause instanceof Error ? cause.message : 'unreadable'}`,
      cause,
    );
  }
}

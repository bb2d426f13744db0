import type { FieldProblem, ResponseFormat } from '@gauntlet/contracts';
import { compileAnswerSchema } from './json-answer';
import type { PromptFileSource } from './prompt-file.schema';

type Read = { readonly format: ResponseFormat; readonly problems: readonly FieldProblem[] };

const TEXT: ResponseFormat = { type: 'text' };

/** Reads `responseFormat` and `jsonSchema`, which GitHub Models writes as JSON in a string and people as YAML. */
export function readResponseFormat({ responseFormat, jsonSchema }: PromptFileSource): Read {
  if (responseFormat !== 'json_schema') return textFormat(jsonSchema);
  if (jsonSchema === undefined) return wrong('is missing; responseFormat json_schema needs it');
  try {
    const schema = schemaOf(jsonSchema);
    compileAnswerSchema(schema);
    return { format: { type: 'json_schema', schema }, problems: [] };
  } catch (cause) {
    return wrong(`is no JSON schema: ${cause instanceof Error ? cause.message : 'unreadable'}`);
  }
}

function textFormat(jsonSchema: PromptFileSource['jsonSchema']): Read {
  if (jsonSchema === undefined) return { format: TEXT, problems: [] };
  return wrong('has no effect; set responseFormat: json_schema or remove it');
}

function schemaOf(jsonSchema: NonNullable<PromptFileSource['jsonSchema']>): Record<string, unknown> {
  const written = typeof jsonSchema === 'string' ? (JSON.parse(jsonSchema) as { schema?: unknown }) : jsonSchema;
  if (typeof written?.schema !== 'object' || written.schema === null) throw new Error('it needs an object "schema"');
  return written.schema as Record<string, unknown>;
}

function wrong(problem: string): Read {
  return { format: TEXT, problems: [{ field: '/jsonSchema', problem }] };
}

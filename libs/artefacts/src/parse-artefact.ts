import type { Static, TSchema } from '@sinclair/typebox';
import { type Document, parseDocument, type YAMLError } from 'yaml';
import { ArtefactFileError } from './artefact-file.error';
import { schemaProblems } from './schema-problems';

/** Ends what `yaml` says of an error; the line is named already. */
const PLACE = / at line \d+, column \d+:?$/;
// Whatever a file says of itself: `!!set` or `%YAML 1.1` would make other values of what is written there.
const YAML = { schema: 'core', resolveKnownTags: false } as const;

/** What is read: the text, the schema that it must follow, and how errors call it. */
export interface ArtefactSource<S extends TSchema> {
  readonly source: string;
  readonly schema: S;
  readonly file: string;
}

/**
 * Reads YAML by a schema; objects should be closed (`additionalProperties: false`), so that a mistyped key is an error.
 * @throws ArtefactFileError naming each bad field (at most eight) or the line that is no YAML.
 */
export function parseArtefact<S extends TSchema>({ source, schema, file }: ArtefactSource<S>): Static<S> {
  const value = parseYaml(source, file);
  const problems = schemaProblems(schema, value);
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return value as Static<S>;
}

function parseYaml(source: string, file: string): unknown {
  const document = parseDocument(source, YAML);
  const [error] = [...document.errors, ...document.warnings];
  if (!error) return valueOf(document, file);
  const line = error.linePos?.[0].line;
  throw new ArtefactFileError(file, [{ field: line ? `line ${line}` : '/', problem: yamlProblem(error) }], {
    cause: error,
  });
}

function yamlProblem({ code, message }: YAMLError): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'is nested too deeply';
  if (code === 'BAD_SCALAR_START') return 'has a value that begins with a sign of YAML, such as @; write it in quotes';
  if (code === 'TAG_RESOLVE_FAILED') return 'has a YAML tag (!name) that is not known here; write the value without it';
  return `is not YAML: ${message.split('\n')[0]?.replace(PLACE, '')}`;
}

// Without aliases a file can neither be circular nor blow up when it is read.
function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    const problem = 'uses a YAML alias (*name); write the value out instead';
    throw new ArtefactFileError(file, [{ field: '/', problem }], { cause });
  }
}

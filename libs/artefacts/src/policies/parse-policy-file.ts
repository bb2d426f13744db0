import type { FieldProblem } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { parseArtefact } from '../parse-artefact';
import type { Policy, PolicyCheck, PolicySide } from './policy';
import { PolicyFileSchema, type PolicyFileSource } from './policy-file.schema';

/**
 * Reads a `.policy.yml` file and fills its defaults; each side has at least one check, and none twice.
 * @param file how errors call it @default 'policy'
 * @throws ArtefactFileError naming each bad field; a retry doesn't help.
 */
export function parsePolicyFile(source: string, file = 'policy'): Policy {
  const written = parseArtefact({ source, schema: PolicyFileSchema, file });
  const problems = [...repeated(written, 'input'), ...repeated(written, 'output')];
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return { ...written, input: checksOf(written, 'input'), output: checksOf(written, 'output') };
}

function checksOf(written: PolicyFileSource, side: PolicySide): PolicyCheck[] {
  return written[side].checks.map((entry) => ({ onError: 'block', options: {}, ...entry }));
}

function repeated(written: PolicyFileSource, side: PolicySide): FieldProblem[] {
  const names = written[side].checks.map(({ check }) => check);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ field: `/${side}/checks/${index}/check`, problem: `${name} is there twice` }],
  );
}

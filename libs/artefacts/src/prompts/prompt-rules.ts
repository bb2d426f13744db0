import type { ChatMessage, FieldProblem } from '@gauntlet/contracts';
import { hasMalformedPlaceholder, INPUT, placeholdersIn } from './placeholders';
import type { PromptFile } from './prompt-file';

type Rule = (prompt: PromptFile) => FieldProblem[];

const systemFirst: Rule = ({ messages }) =>
  messages[0]?.role === 'system'
    ? []
    : [{ field: '/messages/0/role', problem: 'must be system: the secret mark against leaks goes there' }];

const inputInLastUserMessage: Rule = ({ messages }) => {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const where = messages.flatMap((message, index) => (uses(message, INPUT) ? [index] : []));
  if (where.length === 1 && where[0] === last) return [];
  const field = last === -1 ? '/messages' : `/messages/${last}/content`;
  return [{ field, problem: 'must be the one place with {{input}}: the last user message' }];
};

const wellFormedPlaceholders: Rule = ({ messages }) =>
  messages.flatMap(({ content }, index) => {
    if (!hasMalformedPlaceholder(content)) return [];
    const problem = 'has double braces that are no placeholder; write {{name}} with letters, digits and _';
    return [{ field: `/messages/${index}/content`, problem }];
  });

const completeTestData: Rule = ({ testData, variables }) =>
  testData.flatMap((row, index) =>
    [INPUT, ...variables]
      .filter((name) => !Object.hasOwn(row, name))
      .map((name) => ({ field: `/testData/${index}/${name}`, problem: 'is missing; a row gives every placeholder' })),
  );

const knownTestData: Rule = ({ testData, variables }) => {
  const known = [INPUT, 'expected', ...variables];
  return testData.flatMap((row, index) =>
    Object.keys(row)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        field: `/testData/${index}/${name}`,
        problem: `is no placeholder; known: ${known.join(', ')}`,
      })),
  );
};

const RULES = [systemFirst, inputInLastUserMessage, wellFormedPlaceholders, completeTestData, knownTestData];

/** What a schema can't say about a prompt file. */
export function ruleProblems(prompt: PromptFile): FieldProblem[] {
  return RULES.flatMap((rule) => rule(prompt));
}

function uses({ content }: ChatMessage, name: string): boolean {
  return placeholdersIn(content).includes(name);
}

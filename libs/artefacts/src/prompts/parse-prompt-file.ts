import type { ModelRef } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { parseArtefact } from '../parse-artefact';
import { INPUT, placeholdersIn } from './placeholders';
import type { PromptFile } from './prompt-file';
import { PromptFileSchema, type PromptFileSource } from './prompt-file.schema';
import { ruleProblems } from './prompt-rules';
import { readResponseFormat } from './response-format';

/**
 * Reads a `.prompt.yml` file (GitHub Models shape) and checks all that can be known before a request comes.
 * @param file how errors call it @default 'prompt'
 * @throws ArtefactFileError naming each bad field; a retry doesn't help.
 */
export function parsePromptFile(source: string, file = 'prompt'): PromptFile {
  const written = parseArtefact({ source, schema: PromptFileSchema, file });
  const { format, problems } = readResponseFormat(written);
  const prompt: PromptFile = {
    name: written.name,
    description: written.description,
    model: modelOf(written),
    messages: written.messages,
    responseFormat: format,
    maxAnswerCharacters: written.maxAnswerCharacters,
    variables: variablesOf(written),
    testData: written.testData ?? [],
    evaluators: written.evaluators ?? [],
  };
  const all = [...problems, ...ruleProblems(prompt)];
  if (all.length > 0) throw new ArtefactFileError(file, all);
  return prompt;
}

function variablesOf({ messages }: PromptFileSource): string[] {
  const names = placeholdersIn(messages.map(({ content }) => content).join('\n'));
  return names.filter((name) => name !== INPUT);
}

// The file's names are GitHub's; the wire's are OpenAI's, which every provider of ours reads.
function modelOf({ model, modelParameters = {} }: PromptFileSource): ModelRef {
  const { topP, maxCompletionTokens, ...same } = modelParameters;
  const slash = model.indexOf('/');
  return {
    provider: model.slice(0, slash),
    model: model.slice(slash + 1),
    parameters: {
      ...same,
      ...(topP === undefined ? {} : { top_p: topP }),
      ...(maxCompletionTokens === undefined ? {} : { max_completion_tokens: maxCompletionTokens }),
    },
  };
}

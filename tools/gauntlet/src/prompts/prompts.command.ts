import { createTwoFilesPatch } from 'diff';
import { parsePromptFile, renderMessages } from '@gauntlet/artefacts';
import type { ChatMessage } from '@gauntlet/contracts';
import type { Terminal } from '../terminal/terminal';
import { promptSources } from './prompt-sources';
import { parseVersionName } from './version-name';

const CONTEXT_LINES = 3;
const MARK_OF_NO_REQUEST = 'gx-000000000000';

/** Prints a prompt version, or a file, as its author wrote it. */
export async function showPrompt(name: string, terminal: Terminal): Promise<void> {
  for (const { label, source } of await promptSources([name])) {
    terminal.line(source.trimEnd());
    terminal.value({ prompt: label, source });
  }
}

/** Prints what changes from one version or file to another; the second may be a bare version of the same prompt. */
export async function diffPrompts(from: string, to: string, terminal: Terminal): Promise<void> {
  const second = /^v\d+$/.test(to) ? `${parseVersionName(from).name}@${to}` : to;
  const [before, after] = await promptSources([from, second]);
  if (!before || !after) throw new Error('two prompts were asked for and fewer came');
  const patch = createTwoFilesPatch(before.label, after.label, before.source, after.source, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  const isSame = before.source === after.source;
  terminal.line(isSame ? 'no difference' : patch.replace(/^=+\n/, '').trimEnd());
  terminal.value({ from: before.label, to: after.label, patch: isSame ? null : patch });
}

/** What a request brings to a prompt on trial. */
export interface RenderOptions {
  readonly input: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Prints the messages that a model would get.
 * @throws PromptVariablesError for a missing or unknown variable.
 */
export async function renderPrompt(name: string, options: RenderOptions, terminal: Terminal): Promise<void> {
  const { input, variables } = options;
  for (const { label, source } of await promptSources([name])) {
    const request = { input, variables, history: [], canary: MARK_OF_NO_REQUEST };
    const messages = renderMessages(parsePromptFile(source, label), request);
    for (const message of messages) terminal.line(textOf(message));
    terminal.value({ prompt: label, messages });
  }
}

function textOf({ role, content }: ChatMessage): string {
  return `--- ${role}\n${content}`;
}

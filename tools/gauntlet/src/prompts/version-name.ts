import { InvalidArgumentError } from 'commander';
import { NAME_PATTERN, VERSION_PATTERN } from '@gauntlet/contracts';

/** A version as it is written on the command line, such as `support-agent@v6`. */
export interface VersionName {
  readonly name: string;
  readonly version: string;
}

const VERSION = new RegExp(`^${VERSION_PATTERN}$`);
const VERSION_NAME = new RegExp(`^(${NAME_PATTERN})@(${VERSION_PATTERN})$`);

/** @throws InvalidArgumentError, which the command line answers with usage. */
export function parseVersionName(text: string): VersionName {
  const [, name, version] = VERSION_NAME.exec(text) ?? [];
  if (name && version) return { name, version };
  throw new InvalidArgumentError(`"${text}" must be a name and a version, as in support-agent@v6.`);
}

/** Reads `v6`. @throws InvalidArgumentError for anything else. */
export function parseVersion(text: string): string {
  if (VERSION.test(text)) return text;
  throw new InvalidArgumentError(`"${text}" must be a version, as in v6.`);
}

/** Reads a share from 0 to 100. @throws InvalidArgumentError for anything else. */
export function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError(`"${text}" must be a share from 0 to 100.`);
}

/** A model as it is written on the command line, such as `openai/gpt-4o-mini`; the model's name may hold slashes. */
export interface ModelName {
  readonly provider: string;
  readonly model: string;
}

/** @throws InvalidArgumentError unless it is a provider, a slash and a model. */
export function parseModelName(text: string): ModelName {
  const [, provider, model] = /^([^/\s]{1,64})\/(\S{1,128})$/.exec(text) ?? [];
  if (provider && model) return { provider, model };
  throw new InvalidArgumentError(`"${text}" must be a provider and a model, as in openai/gpt-4o-mini.`);
}

import type Ajv from 'ajv';
import type { FuncKeywordDefinition } from 'ajv';
import { RE2JS } from 're2js';
import { canonicalJson } from '../canonical-json';

/**
 * Regular expressions in the time of the text's length: the pattern is a prompt author's, the text a model's.
 * @throws Error for what such an engine can't do, as look-ahead and back-references; a prompt file never holds one.
 */
export function linearPattern(pattern: string): RE2JS {
  return RE2JS.compile(RE2JS.translateRegExp(pattern));
}
// Ajv asks an engine for the code that would make it again, for validators that are written to a file; ours are not.
linearPattern.code = 'linearPattern';

const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  error: { message: 'must NOT have duplicate items' },
  validate: (isAsked: boolean, items: readonly unknown[]) =>
    !isAsked || new Set(items.map((item) => canonicalJson(item))).size === items.length,
};

/** Lets `uniqueItems` look at each item once; Ajv's own compares each with each. */
export function compareItemsOnce(ajv: Ajv): void {
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems);
}

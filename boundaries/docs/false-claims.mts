import { dirname, join } from 'node:path';
import { anchorsOf, claimsOf, type Claim, type Page } from './claims.mts';
import { commandProblems } from './commands.mts';
import type { Facts } from './facts.mts';

/** The false claims of pages, each as `file:line: name: what is wrong`. */
export function falseClaims(pages: readonly Page[], facts: Facts): string[] {
  const anchors = new Map(pages.map((page) => [page.path, anchorsOf(page)]));
  return pages.flatMap((page) =>
    claimsOf(page).flatMap((claim) => {
      const wrong = claim.kind === 'link' ? wrongLink(claim, page, facts, anchors) : wrongName(claim, page, facts);
      return [...wrong, ...commandProblems(claim.text, facts)].map(
        (problem) => `${page.path}:${claim.line}: ${problem}`,
      );
    }),
  );
}

function wrongLink({ text }: Claim, page: Page, { paths }: Facts, anchors: ReadonlyMap<string, string[]>): string[] {
  const [file = '', anchor] = text.split('#');
  const path = file ? join(dirname(page.path), file).replace(/\/$/, '') : page.path;
  if (!paths.has(path)) return [`${text}: no such file`];
  return anchor && !anchors.get(path)?.includes(anchor) ? [`${text}: no such heading`] : [];
}

type Kind = readonly [
  pattern: RegExp,
  isTrue: (name: string, facts: Facts, bases: readonly string[]) => boolean,
  what: string,
];

/** What looks like a file of the repository and is none: made at run time, a place in a request, or somebody else’s. */
const NO_FILES =
  /^(?:\.gauntlet\b.*|secrets\.json|logs\/<process>\.log|members\/|<dataDir>\/.*|target\/libs|<think>.*|…\/openai\/v1|simulated\/…|provider\/model|history\/3|variables\/<name>)$/;

const ENDINGS = 'c?js|mjs|m?ts|json|md|ya?ml|xml|sh';
const PATH = new RegExp(`^\\.?[\\w@*{}<>…-]+(?:[./][\\w@*{}<>…-]+)*(?:/|\\.(?:${ENDINGS}))$|^[.\\w@*{}<>…-]+/[^ ]*$`);

/** The first pattern that a name has decides what the name has to be. */
const KINDS: readonly Kind[] = [
  [/^(?:[A-Z]+ )?\/[a-z]/, isRoute, 'route'],
  [/^(?=.*_)(?:[A-Z0-9_]|<[A-Z]+>|…)+(?:=\S*)?$/, isVariable, 'variable'],
  [/^llm\.|\.dlq\.v\d+$/, isTopic, 'topic'],
  [/^[a-z-]+\.[a-z<>_.-]+$/, isGroup, 'group, table or file'],
  [/^@[a-z]+\//, isPackage, 'package'],
  [PATH, isPath, 'file'],
  [/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+(?:\.\w+)?(?:\(.*\))?$|^[a-z]\w+\(.*\)$/, isWord, 'name in the code'],
];

function wrongName({ kind, text, folders }: Claim, page: Page, facts: Facts): string[] {
  const folder = dirname(page.path);
  const bases = ['', folder, join(folder, 'src'), ...folders];
  const names = kind === 'name' ? [text] : namesInCommand(text);
  return names.flatMap((name) => {
    const found = !NO_FILES.test(name) && KINDS.find(([pattern]) => pattern.test(name));
    return found && !found[1](name, facts, bases) ? [`${name}: no such ${found[2]}`] : [];
  });
}

/** Of a command: variables that are set, scripts that Node runs, and what is asked of this machine over HTTP. */
function namesInCommand(text: string): string[] {
  const variables = text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?==)/g) ?? [];
  const scripts = [...text.matchAll(/\bnode (\S+\.[cm]?js)\b/g)].map(([, path = '']) => path);
  const routes = [...text.matchAll(/http:\/\/127\.0\.0\.1:80\d\d(\/\w[^\s'"]*)/g)].map(([, route = '']) => route);
  return [...variables, ...scripts, ...routes];
}

function isRoute(name: string, { routes }: Facts): boolean {
  const [, method = '', path = ''] = /^(?:([A-Z]+) )?([^ ?]+)/.exec(name) ?? [];
  const route = ` ${path.replace(/\{\w+\}|<\w+>/g, '{}').replace(/(?<=.)\/$/, '')}`;
  return [...routes].some((one) => (method ? one === method + route : one.endsWith(route)));
}

function isVariable(name: string, { words }: Facts): boolean {
  const [variable = ''] = name.split('=');
  if (/[<…]/.test(variable)) {
    const end = variable.replace(/^.*[>…]/, '');
    return [...words].some((word) => word.endsWith(end));
  }
  return words.has(variable) || isComposed(variable, words);
}

/** Providers and services have variables that code puts together, as in `${prefix}_BASE_URL`. */
function isComposed(variable: string, words: ReadonlySet<string>): boolean {
  const parts = variable.split('_');
  return parts.some(
    (_, index) =>
      index > 0 &&
      words.has(parts.slice(0, index).join('-').toLowerCase()) &&
      words.has(`_${parts.slice(index).join('_')}`),
  );
}

function isPackage(name: string, { packages }: Facts): boolean {
  const pattern = patternOf(name);
  return [...packages].some((one) => pattern.test(one));
}

function isWord(name: string, { words }: Facts): boolean {
  const parts = name.replace(/\(.*$/, '').split('.');
  return parts.every((word) => words.has(word));
}

function isTopic(name: string, { topics }: Facts): boolean {
  const pattern = patternOf(name);
  return [...topics].some((topic) => pattern.test(topic));
}

function isGroup(name: string, facts: Facts, bases: readonly string[]): boolean {
  const [service = ''] = name.split('.');
  const isOfService = facts.services.has(service);
  if (!isOfService) return !PATH.test(name) || isPath(name, facts, bases);
  return facts.groups.has(name.replace(/\.<\w+>$/, '')) || facts.tables.has(name) || isPath(name, facts, bases);
}

/** True for a file or folder of the repository, seen from one of the bases; what a build makes stands for its source. */
export function isPath(name: string, { paths }: Pick<Facts, 'paths'>, bases: readonly string[]): boolean {
  const source = name.replace(/\/$/, '').replace(/(^|\/)dist\/(.*)\.js$/, '$1src/$2.ts');
  return bases.some((base) => {
    const path = join(base, source);
    if (paths.has(path)) return true;
    const pattern = patternOf(path);
    return /[*<…{]/.test(path) && [...paths].some((one) => pattern.test(one));
  });
}

/** `*`, `…` and `<name>` stand for anything but a slash. */
function patternOf(name: string): RegExp {
  const parts = name.split(/\*|…|<\w+>|\{\w+\}/).map((part) => part.replace(/[.+?^$()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}

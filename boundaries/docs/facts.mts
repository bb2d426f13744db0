import { createRequire } from 'node:module';
import { PIPELINE, SERVICES, TOPICS } from '@gauntlet/contracts';
import type { Command } from 'commander';
import ts from 'typescript';
import { createProgram } from '../../tools/gauntlet/src/program.ts';
import { FILES, textOf } from '../source.mts';

/** What there is to be named. */
export interface Facts {
  /** Files and folders by their path from the root. */
  readonly paths: ReadonlySet<string>;
  /** Ours, with `/testing` where specs import something, and those that we depend on. */
  readonly packages: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  /** As in `GET /v1/requests/{}`. */
  readonly routes: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  /** Every identifier and every word of a text in code that runs, and Kafka's names of errors. */
  readonly words: ReadonlySet<string>;
  /** The command `gauntlet` with all that stands below it. */
  readonly program: Command;
}

const SETTINGS = /\.(?:ya?ml|sh|[cm]js|json|xml|properties)$|Dockerfile$|^\.ci\//;
const { errorCodes } = createRequire(import.meta.url)('kafkajs/src/protocol/error.js') as {
  errorCodes: readonly { readonly type: string }[];
};

export function gatherFacts(): Facts {
  const code = FILES.filter((path) => /\.ts$/.test(path) && !path.endsWith('.spec.ts')).map(textOf);
  const settings = FILES.filter((path) => SETTINGS.test(path) && path !== 'package-lock.json').map(textOf);
  return {
    paths: new Set(FILES.flatMap(withFolders)),
    packages: new Set(FILES.filter((path) => /^(?:[^/]+\/){0,2}package\.json$/.test(path)).flatMap(packagesIn)),
    scripts: new Set(Object.keys((JSON.parse(textOf('package.json')) as { scripts: object }).scripts)),
    routes: new Set(
      FILES.filter((path) => /^(?:services|libs\/runtime|tools\/simulated-upstream)\/.*\.ts$/.test(path)).flatMap(
        routesIn,
      ),
    ),
    services: new Set(SERVICES),
    groups: new Set(PIPELINE.map(({ group }) => group)),
    topics: new Set([...Object.values(TOPICS), ...SERVICES.map((service) => `${service}.dlq.v1`)]),
    tables: new Set(
      [...code.join('\n').matchAll(/\b(?:into|from|table|join|view)\s+(?:if not exists\s+)?([a-z_]+\.[a-z_]+)/gi)].map(
        ([, name = '']) => name,
      ),
    ),
    words: new Set([
      ...code.flatMap(wordsOf),
      ...settings.flatMap((text) => text.match(/\w+/g) ?? []),
      ...errorCodes.map(({ type }) => type),
    ]),
    program: createProgram(),
  };
}

function withFolders(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function packagesIn(path: string): string[] {
  const {
    name,
    exports = {},
    dependencies = {},
  } = JSON.parse(textOf(path)) as Record<string, object> & { name: string };
  return [name, ...Object.keys(exports).map((entry) => name + entry.slice(1)), ...Object.keys(dependencies)];
}

/** Routes of controllers, of Fastify where it is used as it is, and of the simulated upstream's own server. */
export function routesIn(path: string): string[] {
  if (path.endsWith('.spec.ts')) return [];
  const text = textOf(path);
  const [, base = ''] = /@Controller\((?:'([^']*)')?\)/.exec(text) ?? [];
  const decorated = [...text.matchAll(/@(Get|Post|Put|Delete|Sse)\((?:'([^']*)')?\)/g)].map(([, method = '', rest]) => {
    const route = [base, rest].filter(Boolean).join('/').replace(/:\w+/g, '{}');
    return `${method === 'Sse' ? 'GET' : method.toUpperCase()} /${route}`;
  });
  const plain = [...text.matchAll(/\.(get|post)\(\s*'(\/[^']*)'/g)].map(
    ([, method = '', route]) => `${method.toUpperCase()} ${route}`,
  );
  const written = [...text.matchAll(/'((?:GET|POST) \/[^' ]*)'/g)].map(([, route = '']) => route);
  return [...decorated, ...plain, ...(path.startsWith('tools/') ? written : [])];
}

/** Identifiers and words of texts; comments are no code. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) words.push(node.text);
    else if (
      ts.isLiteralExpression(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    ) {
      words.push(...(node.text.match(/\w+/g) ?? []));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest));
  return words;
}

import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// A boundary rule without a failing example is decoration: each of these imports is wrong, and lint must say so.
const root = resolve(import.meta.dirname, '..');
const planted = 'src/planted.ts';

const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    languageOptions: {
      parserOptions: {
        project: null,
        projectService: { allowDefaultProject: ['{libs,services,tools}/*/src/planted.ts'] },
      },
    },
  },
});

async function rulesBroken(folder: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: resolve(root, folder, planted) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const BOUNDARIES = 'gauntlet/package-imports';

const faults = [
  ['a service imports a tool', 'services/guardrail', "import '@gauntlet/launcher';", BOUNDARIES],
  ['a lib imports a tool', 'libs/registry', "import '@gauntlet/launcher';", BOUNDARIES],
  ['a service imports a service', 'services/guardrail', "import '@gauntlet/ingress';", BOUNDARIES],
  ['a service imports a service by path', 'services/guardrail', "import '../../ingress/src/main';", BOUNDARIES],
  ['a service imports what serves tests', 'services/guardrail', "import '@gauntlet/testing';", BOUNDARIES],
  ['a lib imports what serves tests', 'libs/registry', "import '@gauntlet/testing';", BOUNDARIES],
  ['the launcher imports what serves tests', 'tools/launcher', "import '@gauntlet/testing';", BOUNDARIES],
  ['a service imports the broker for developers', 'services/guardrail', "import '@gauntlet/dev-broker';", BOUNDARIES],
  ['a lib imports the PostgreSQL for developers', 'libs/registry', "import '@gauntlet/dev-postgres';", BOUNDARIES],
  ['contracts import a lib', 'libs/contracts', "import '@gauntlet/messaging';", BOUNDARIES],
  ['telemetry imports a lib', 'libs/telemetry', "import '@gauntlet/runtime';", BOUNDARIES],
  ['timing imports a lib', 'libs/timing', "import '@gauntlet/runtime';", BOUNDARIES],
  ['a lib imports itself by name', 'libs/registry', "import '@gauntlet/registry';", BOUNDARIES],
  ['contracts import Nest', 'libs/contracts', "import '@nestjs/common';", 'no-restricted-imports'],
  ['contracts import TypeORM', 'libs/contracts', "import 'typeorm';", 'no-restricted-imports'],
  ['a service imports kafkajs', 'services/guardrail', "import 'kafkajs';", 'no-restricted-imports'],
  ['a lib other than messaging imports kafkajs', 'libs/registry', "import 'kafkajs';", 'no-restricted-imports'],
  ['a deep import', 'services/guardrail', "import '@gauntlet/contracts/src/topics';", 'no-restricted-imports'],
  ['a deep import in messaging', 'libs/messaging', "import '@gauntlet/contracts/src/topics';", 'no-restricted-imports'],
  [
    'code that is built imports what serves specs',
    'services/guardrail',
    "import '@gauntlet/registry/testing';",
    'no-restricted-imports',
  ],
  [
    'imports out of order',
    'services/guardrail',
    "import { examine } from './check-runner';\nimport { join } from 'node:path';\nexport const both = [examine, join];",
    'import-sort/imports',
  ],
  ['export everything', 'libs/messaging', "export * from 'kafkajs';", 'no-restricted-syntax'],
  ['a promise nobody awaits', 'libs/messaging', 'Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ['a promise hidden by void', 'libs/messaging', 'void Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
] as const;

describe('lint refuses', () => {
  it.each(faults)('%s', async (_name, folder, code, rule) => {
    expect(await rulesBroken(folder, code)).toContain(rule);
  });
});

describe('lint allows', () => {
  it('messaging to import kafkajs and contracts', async () => {
    const code = "import 'kafkajs';\nimport '@gauntlet/contracts';\n";
    expect(await rulesBroken('libs/messaging', code)).toEqual([]);
  });

  it('what puts several services into one process to import them', async () => {
    expect(await rulesBroken('services/compact', "import '@gauntlet/ingress';\n")).toEqual([]);
  });

  it('the launcher to import the PostgreSQL for developers', async () => {
    expect(await rulesBroken('tools/launcher', "import '@gauntlet/dev-postgres';\n")).toEqual([]);
  });
});

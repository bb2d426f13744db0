import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';
import { packageImports } from './boundaries/package-imports.mjs';

const KAFKA_CLIENTS = ['kafkajs', 'kafkajs/*'];
const FRAMEWORKS = ['@nestjs/*', ...KAFKA_CLIENTS, 'typeorm', 'pg'];
const ONLY_MESSAGING = { group: KAFKA_CLIENTS, message: 'Only libs/messaging talks to Kafka.' };
const DEEP_IMPORTS = {
  group: ['@gauntlet/*/src/*', '@gauntlet/*/dist/*', '@gauntlet/*/src', '@gauntlet/*/dist'],
  message: 'Import a package through its index; what is not exported there is not for others.',
};
const WHOLE_VALIDATOR = {
  regex: '^class-validator$',
  message: 'The rules are in libs/runtime (config/rules.ts): the index of class-validator loads all that there are.',
};
const SPEC_SUPPORT = {
  group: ['@gauntlet/*/testing'],
  message: 'What serves specs is never built; only they import it.',
};

// What stands in for servers on one machine, and what serves tests: no service or lib imports either, but for its specs.
const FOR_SPECS = ['type:dev', 'type:testing'];

/** Rule value that says who may import whom. The launcher and the end-to-end world start services by path, never by import. */
const boundaries = (...forSpecs) => [
  'error',
  {
    depConstraints: [
      { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib', ...forSpecs] },
      // What puts several services into one process.
      { sourceTag: 'type:process', onlyDependOnLibsWithTags: ['type:lib', 'type:service'] },
      { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib', ...forSpecs] },
      { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib', 'type:tool', 'type:dev', ...forSpecs] },
      { sourceTag: 'type:dev', onlyDependOnLibsWithTags: ['scope:timing', ...forSpecs] },
      { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:lib'] },
      { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:lib', 'type:tool', ...forSpecs] },
      { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: [] },
      { sourceTag: 'scope:telemetry', onlyDependOnLibsWithTags: [] },
      { sourceTag: 'scope:timing', onlyDependOnLibsWithTags: [] },
    ],
  },
];

/** Rule value that bans deep imports and further groups of packages. */
const noImportsOf = (...groups) => ['error', { patterns: [DEEP_IMPORTS, WHOLE_VALIDATOR, ...groups] }];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', '.gauntlet', 'infra/kafka/target', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-sort': importSort, gauntlet: { rules: { 'package-imports': packageImports } } },
    rules: {
      // What only has an effect, Node's own, packages of others, our packages, files of this one.
      'import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^', '^@gauntlet/', '^\\.']] }],
      'gauntlet/package-imports': boundaries(),
      'no-restricted-imports': noImportsOf(SPEC_SUPPORT, ONLY_MESSAGING),
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what you export; an index reads as a table of contents.' },
      ],
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-else-return': ['error', { allowElseIf: false }],
    },
  },
  {
    // Nothing is left to await in an entry point; what it starts handles its own failure.
    files: ['**/main.ts'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }] },
  },
  {
    files: ['libs/messaging/**/*.ts'],
    rules: { 'no-restricted-imports': noImportsOf(SPEC_SUPPORT) },
  },
  {
    files: ['libs/contracts/**/*.ts'],
    rules: {
      'no-restricted-imports': noImportsOf({
        group: FRAMEWORKS,
        message: 'Contracts are plain data, readable without a framework.',
      }),
    },
  },
  {
    files: ['libs/telemetry/**/*.ts'],
    rules: {
      'no-restricted-imports': noImportsOf({
        group: ['@gauntlet/*'],
        message: 'Telemetry loads first, so it imports nothing of ours.',
      }),
    },
  },
  {
    // Specs, what serves them, and end-to-end tests use the Kafka client as a stranger would, to look at topics from outside.
    files: ['**/*.spec.ts', '{libs,services}/*/test/**/*.ts', 'e2e/**/*.ts', 'libs/testing/**/*.ts'],
    rules: {
      'gauntlet/package-imports': boundaries(...FOR_SPECS),
      'no-restricted-imports': noImportsOf(),
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // Command-line entries talk to a person on the terminal.
    files: ['tools/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);

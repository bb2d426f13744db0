import { PIPELINE, type Topic, TOPICS } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { absentPaths } from './docs/comments.mts';
import { gatherFacts, routesIn } from './docs/facts.mts';
import { falseClaims } from './docs/false-claims.mts';
import { FILES, textOf } from './source.mts';

// What was decided once may name what is gone by now.
const PAGE = /^(?!docs\/adr\/|CHANGELOG).*\.md$|^docker-compose\.yml$/;
const pages = FILES.filter((path) => PAGE.test(path)).map((path) => ({ path, text: textOf(path) }));
const facts = gatherFacts();

/** Events as the docs name them: by their key in TOPICS. */
function eventsOf(topics: readonly Topic[]): string {
  const names = Object.entries(TOPICS).map(([name, topic]) => [topic, name] as const);
  return topics.map((topic) => new Map(names).get(topic)).join(', ') || '–';
}

/** The cells of the table that begins with this heading, row by row, without the two lines of its head. */
function tableBelow(heading: string, text: string): string[][] {
  const [table = ''] = text.slice(text.indexOf(heading)).split('\n\n');
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the docs', () => {
  it('name nothing that is not there', () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(falseClaims(pages, facts)).toEqual([]);
  });

  it('are there where code refers to them', () => {
    const absent = FILES.filter((path) => /^(?:libs|services|tools|e2e)\/.*\.ts$/.test(path)).flatMap((path) => {
      const named = textOf(path).match(/\bdocs\/[\w/-]+\.(?:md|yaml)/g) ?? [];
      return named.filter((one) => !facts.paths.has(one)).map((one) => `${path}: ${one}`);
    });
    expect(absent).toEqual([]);
  });

  it('are right in the paths that comments of the code name', () => {
    const code = FILES.filter((path) => /^(?:libs|services|tools|e2e|boundaries)\/.*\.m?[jt]s$/.test(path));
    expect(code.length).toBeGreaterThan(500);
    expect(code.flatMap((path) => absentPaths({ path, text: textOf(path) }, facts))).toEqual([]);
  });

  it.each(PIPELINE.map(({ group, service }) => [group, service]))('tell of the group %s', (group, service) => {
    expect(textOf(`services/${service}/README.md`)).toContain(`\`${group}`);
  });

  it('tell what each group reads and publishes, and whether it owes an answer', () => {
    const groups = PIPELINE.map(({ group, reads, publishes, serving }) => {
      return [`\`${group}\``, eventsOf(reads), eventsOf(publishes), serving ? 'yes' : '–'];
    });
    expect(tableBelow('| group ', textOf('docs/architecture.md'))).toEqual(groups);
  });

  it.each([...new Set(FILES.flatMap((path) => /^(\w[^/]*\/)/.exec(path)?.[1] ?? []))])(
    'tell what the folder %s is for',
    (folder) => expect(textOf('docs/architecture.md')).toMatch(new RegExp(`^\\|.* ?\`${folder}`, 'm')),
  );

  it.each(FILES.filter((path) => path.startsWith('services/ingress/src/')).flatMap(routesIn))('tell of %s', (route) => {
    expect(textOf('docs/http-api.md').replace(/\{\w+\}/g, '{}')).toContain(`${route}\``);
  });

  it.each(FILES.filter((path) => /^(?:libs|services)\/[^/]+\/package\.json$/.test(path)))(
    'tell what %s is for',
    (path) => {
      expect(textOf('docs/architecture.md')).toContain(`| \`${path.replace('/package.json', '')}\``);
    },
  );
});

describe('of the docs it is found false', () => {
  it.each([
    ['a file', 'The rules are in `src/rules.ts`.', 'src/rules.ts: no such file'],
    [
      'a file below the folder of the heading',
      '## Input · `services/guardrail/src`\n\n`check-walker.ts`',
      'check-walker.ts',
    ],
    ['a folder', 'Each scorer is a file of `scores/`.', 'scores/: no such file'],
    ['files by a pattern', 'Monitors are `monitors/*.toml`.', 'monitors/*.toml: no such file'],
    [
      'what a build makes of no file',
      '```sh\nnode services/ingress/dist/start.js\n```',
      'services/ingress/dist/start.js',
    ],
    ['a link', 'More in [its page](absent.md).', 'absent.md: no such file'],
    ['a link to a heading', 'More [below](#absent).', '#absent: no such heading'],
    ['a route', '`GET /v1/answers/{id}` answers.', 'GET /v1/answers/{id}: no such route'],
    ['the method of a route', '`DELETE /v1/requests/{id}` forgets.', 'DELETE /v1/requests/{id}: no such route'],
    ['a path that is asked for', '```sh\ncurl -s http://127.0.0.1:8080/v1/ask\n```', '/v1/ask: no such route'],
    ['a group', '`guardrail.middle` reads all.', 'guardrail.middle: no such group'],
    ['a topic', 'It reads `llm.response.released`.', 'llm.response.released: no such topic'],
    ['a dead-letter topic', 'Then it is in `gateway.dlq.v1`.', 'gateway.dlq.v1: no such topic'],
    ['a variable', '`INGRESS_MOOD` (calm) decides.', 'INGRESS_MOOD: no such variable'],
    ['a variable of each', '`<SERVICE>_MOOD` decides.', '<SERVICE>_MOOD: no such variable'],
    ['a variable of a provider', '`OPENAI_MOOD` decides.', 'OPENAI_MOOD: no such variable'],
    ['a variable that is set', '```sh\nINGRESS_MOOD=calm npm start\n```', 'INGRESS_MOOD: no such variable'],
    ['a package', '`@gauntlet/utils` has it.', '@gauntlet/utils: no such package'],
    ['a name in the code', '`RequestJuggler` has it.', 'RequestJuggler: no such name'],
    ['a script', 'Run `npm run tests`.', 'npm tests: no such script'],
    ['a target', 'Run `npx nx run @gauntlet/gateway:build`.', '@gauntlet/gateway: no such package'],
    ['a command', '`gauntlet forget ID` erases.', 'no command forget'],
    ['a command below a command', '```sh\nnpx gauntlet keys erase key_1\n```', 'no command erase'],
    ['an option', '`gauntlet deploy --quick` is fast.', 'no option --quick'],
  ])('%s', (_what, text, problem) => {
    const found = falseClaims([{ path: 'services/ingress/README.md', text: `\n${text}` }], facts);
    expect(found).toEqual([expect.stringMatching(/^services\/ingress\/README\.md:\d: /)]);
    expect(found[0]).toContain(problem);
  });

  it('a file in a comment of code, with its line', () => {
    const page = { path: 'libs/keys/src/pepper.ts', text: '\n/** Beside `door/pepper.ts`; not in `src/index.ts`. */' };
    expect(absentPaths(page, facts)).toEqual(['libs/keys/src/pepper.ts:2: door/pepper.ts: no such file']);
  });

  it('a command in a comment of docker-compose.yml, with its line', () => {
    const page = { path: 'docker-compose.yml', text: '# Start:\n#   npx gauntlet topics make\nservices:\n' };
    expect(falseClaims([page], facts)).toEqual(['docker-compose.yml:2: gauntlet topics make: no command make']);
  });
});

import { describe, expect, it } from 'vitest';
import { optionsFrom } from './options';

const options = (argv: string[], env: NodeJS.ProcessEnv = {}) => optionsFrom(argv, env, () => undefined);

describe('options of npm start', () => {
  it('have defaults for all', () => {
    expect(options([])).toMatchObject({
      dataDir: '.gauntlet',
      deployment: 'deployments/local.yaml',
      partitions: 4,
      compact: false,
      scale: {},
      brokers: null,
      databaseUrl: null,
    });
  });

  it('scale several services', () => {
    const { scale } = options(['--scale', 'model-invoker=3', '--scale', 'guardrail=2']);
    expect(scale).toEqual({ 'model-invoker': 3, guardrail: 2 });
  });

  it('scale the processes that there are', () => {
    expect(options(['--scale', 'serving=2', '--compact'])).toMatchObject({ compact: true, scale: { serving: 2 } });
  });

  it('switch to a real broker and database', () => {
    const env = { KAFKA_BROKERS: 'kafka:9092', DATABASE_URL: 'postgres://db/gauntlet' };
    expect(options([], env)).toMatchObject({ brokers: 'kafka:9092', databaseUrl: 'postgres://db/gauntlet' });
  });

  it('take another deployment, with state of its own unless told otherwise', () => {
    const ollama = { deployment: 'deployments/ollama.yaml', dataDir: '.gauntlet/ollama' };
    expect(options(['--deployment', 'ollama'])).toMatchObject(ollama);
    expect(options(['--deployment', 'ollama'], { GAUNTLET_DATA_DIR: '/x' }).dataDir).toBe('/x');
  });

  it.each([[[]], [['--compact']]])('refuse a set of services, which only a process of its own takes: %j', (argv) => {
    expect(() => options(argv, { GAUNTLET_STAGES: 'ingress,guardrail' })).toThrow(
      /^GAUNTLET_STAGES is set, .*unset it; "npm start -- --compact" .* services\/compact\/README\.md/,
    );
  });

  it('name a partition count that cannot be', () => {
    expect(() => options([], { GAUNTLET_PARTITIONS: 'many' })).toThrow('GAUNTLET_PARTITIONS is "many"');
  });
});

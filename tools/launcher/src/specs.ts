import { join, resolve } from 'node:path';
import type { ServiceName } from '@gauntlet/contracts';
import { portVariable } from '@gauntlet/runtime';
import type { DataDir } from './data/data-dir';
import type { LocalSecrets } from './data/local-secrets';
import { environmentFor } from './processes/child-environment';
import type { ProcessSpec } from './processes/child-run';
import type { StackOptions } from './stack-options';

/** Folder of the repository; artefact paths such as `prompts/` are relative to it. */
export const ROOT = resolve(__dirname, '../../..');

/** How each process of the stack is started: script, environment, log file. */
export class Specs {
  constructor(
    private readonly options: StackOptions,
    private readonly dataDir: DataDir,
    private readonly secrets: LocalSecrets,
  ) {}

  get brokers(): string {
    return this.options.brokers ?? `127.0.0.1:${this.options.ports.broker}`;
  }

  get databaseUrl(): string {
    const { databaseUrl, ports } = this.options;
    const password = encodeURIComponent(this.secrets.POSTGRES_PASSWORD);
    return databaseUrl ?? `postgres://gauntlet:${password}@127.0.0.1:${ports.postgres}/gauntlet`;
  }

  broker(): ProcessSpec {
    const env = { DEV_BROKER_PORT: String(this.options.ports.broker) };
    return this.spec('dev-broker', { script: 'libs/dev-broker/dist/main.js', env });
  }

  postgres(): ProcessSpec {
    const env = { POSTGRES_PORT: String(this.options.ports.postgres) };
    return this.spec('postgres', { script: 'tools/launcher/dist/postgres.main.js', env });
  }

  deploy(): ProcessSpec {
    const script = 'tools/gauntlet/dist/main.js';
    return this.spec('deploy', { script, env: {}, args: ['deploy', this.options.deployment, '--only-new'] });
  }

  /** Instance 1 has the service's own port; the others take any. */
  service(service: ServiceName, instance: number): ProcessSpec {
    const name = instance === 1 ? service : `${service}-${instance}`;
    const port = instance === 1 ? this.options.ports.services[service] : 0;
    return this.spec(name, {
      script: `services/${service}/dist/main.js`,
      env: { [portVariable(service)]: String(port), MESSAGING_MEMBERS_DIR: this.dataDir.membersOf(name) },
    });
  }

  private spec(name: string, part: { script: string; env: NodeJS.ProcessEnv; args?: string[] }): ProcessSpec {
    const ours = {
      GAUNTLET_DATA_DIR: this.dataDir.path,
      KAFKA_BROKERS: this.brokers,
      DATABASE_URL: this.databaseUrl,
      ...this.secrets,
      // Locally every answer is scored, so that a first try shows a score.
      SCORER_SAMPLE_RATE: process.env.SCORER_SAMPLE_RATE ?? '1',
    };
    return {
      name,
      script: join(ROOT, part.script),
      args: part.args,
      cwd: ROOT,
      env: { ...environmentFor(name, { ...process.env, ...ours, ...part.env }), ...this.options.env(name) },
      logFile: this.dataDir.logFile(name),
    };
  }
}

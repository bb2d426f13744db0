import { join, resolve } from 'node:path';
import { portVariable } from '@gauntlet/runtime';
import type { DataDir } from './data/data-dir';
import type { LocalSecrets } from './data/local-secrets';
import { environmentFor } from './processes/child-environment';
import type { ProcessSpec } from './processes/child-run';
import type { ServiceProcess } from './processes/service-process';
import type { StackOptions } from './stack-options';

/** Folder of the repository; artefact paths such as `prompts/` are relative to it. */
export const ROOT = resolve(__dirname, '../../..');

interface Part {
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly args?: string[];
  /** Whose secrets it gets; default: those of its own name. */
  readonly roles?: readonly string[];
}

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

  /** Instance 1 has the first service's own port; the others take any. */
  services({ name: process, services }: ServiceProcess, instance: number): ProcessSpec {
    const [first] = services;
    const name = instance === 1 ? process : `${process}-${instance}`;
    const port = instance === 1 ? this.options.ports.services[first] : 0;
    const several = { GAUNTLET_STAGES: services.join(','), OTEL_SERVICE_NAME: process };
    return this.spec(name, {
      script: `services/${services.length > 1 ? 'compact' : first}/dist/main.js`,
      env: {
        [portVariable(first)]: String(port),
        MESSAGING_MEMBERS_DIR: this.dataDir.membersOf(name),
        ...(services.length > 1 && several),
      },
      roles: services,
    });
  }

  private spec(name: string, part: Part): ProcessSpec {
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
      env: {
        ...environmentFor(part.roles ?? [name], { ...process.env, ...ours, ...part.env }),
        ...this.options.env(name),
      },
      logFile: this.dataDir.logFile(name),
    };
  }
}

import type { ServiceName } from '@gauntlet/contracts';
import { createTopics, kafkaClientOptions } from '@gauntlet/messaging';
import { DataDir } from './data/data-dir';
import { assertDatabaseAnswers } from './data/foreign-database';
import { localSecrets } from './data/local-secrets';
import { LauncherError } from './launcher.errors';
import { assertFree, portUses } from './ports';
import { ManagedProcess } from './processes/managed-process';
import { ProcessInstances } from './processes/process-instances';
import { runToEnd } from './processes/run-to-end';
import { serviceProcesses } from './processes/service-process';
import { Specs } from './specs';
import type { StackOptions } from './stack-options';

/** Services drain for up to 40 s when their launcher was killed. */
const DRAIN_OF_KILLED_MS = 45_000;

/** A whole local Gauntlet: broker, database, topics, deployment and the services, each process supervised. */
export class Stack {
  private readonly running: ProcessInstances[] = [];
  private readonly stores: ManagedProcess[] = [];

  private constructor(
    private readonly options: StackOptions,
    private readonly dataDir: DataDir,
    private readonly specs: Specs,
  ) {}

  /**
   * Takes the data folder and prepares; nothing runs before {@link start}.
   * @throws LauncherError when the folder can't be had.
   */
  static async in(options: StackOptions): Promise<Stack> {
    const dataDir = await DataDir.take(options.dataDir);
    const secrets = localSecrets(dataDir.path, process.env);
    const specs = new Specs(options, dataDir, secrets);
    if (!options.databaseUrl) dataDir.keepDatabaseUrl(specs.databaseUrl);
    return new Stack(options, dataDir, specs);
  }

  get brokers(): string {
    return this.specs.brokers;
  }

  get databaseUrl(): string {
    return this.specs.databaseUrl;
  }

  /** File with the URL of the local database; it is there unless a foreign one is used. */
  get databaseUrlFile(): string {
    return this.dataDir.databaseUrlFile;
  }

  /** Folder with one log file for each process. */
  get logs(): string {
    return this.dataDir.logs;
  }

  /** The processes that run services, in the order of the pipeline. */
  get processes(): readonly ProcessInstances[] {
    return this.running;
  }

  /** Where a service's first instance is reached, or the process that runs it beside others. */
  async url(service: ServiceName): Promise<string> {
    return `http://127.0.0.1:${await this.instances(service).port()}`;
  }

  /** The dev-broker's or the database's process; absent where a real one is used. */
  store(name: 'dev-broker' | 'postgres'): ManagedProcess | undefined {
    return this.stores.find((process) => process.name === name);
  }

  /** The instances of the process that runs a service. */
  instances(service: ServiceName): ProcessInstances {
    const instances = this.running.find(({ process }) => process.services.includes(service));
    if (!instances) throw new Error(`${service} is not started`);
    return instances;
  }

  /**
   * Starts everything in order and resolves when all are ready. After a rejection {@link stop} cleans up.
   * @throws LauncherError with one line for the user.
   */
  async start(): Promise<void> {
    await this.assertPortsFree();
    await this.startStores();
    if (this.options.databaseUrl) await assertDatabaseAnswers(this.options.databaseUrl);
    await this.makeTopics();
    const { announce, deployment } = this.options;
    const deploy = this.specs.deploy();
    announce(`${deployment}: ${await runToEnd(deploy)} (${deploy.logFile})`);
    await this.startServices();
  }

  /** Stops in reverse order. Ingress goes first: while it drains, the stages still answer its callers. */
  async stop(): Promise<void> {
    await this.running[0]?.scaleTo(0);
    await Promise.all(this.running.map((instances) => instances.scaleTo(0)));
    for (const store of this.stores.toReversed()) await store.stop();
    await this.dataDir.release();
  }

  private async startStores(): Promise<void> {
    if (!this.options.brokers) this.addStore('dev-broker', () => this.specs.broker());
    if (!this.options.databaseUrl) this.addStore('postgres', () => this.specs.postgres());
    await Promise.all(this.stores.map((store) => store.start()));
  }

  private async makeTopics(): Promise<void> {
    const { brokers, partitions } = this.options;
    try {
      // The way in is the environment's, but which brokers is an option of this stack.
      const client = brokers ? kafkaClientOptions('gauntlet-topics') : null;
      await createTopics({ ...client, brokers: this.brokers.split(','), partitions });
    } catch (error) {
      if (!brokers || !(error instanceof Error)) throw error;
      throw new LauncherError(`no Kafka answers at KAFKA_BROKERS=${brokers}: ${error.message}`);
    }
  }

  private addStore(name: string, spec: () => ReturnType<Specs['broker']>): void {
    this.stores.push(new ManagedProcess(name, spec, this.options.announce));
  }

  private async startServices(): Promise<void> {
    const { announce, compact, scale } = this.options;
    const processes = serviceProcesses(compact).map((process) => new ProcessInstances(process, this.specs, announce));
    this.running.push(...processes);
    await Promise.all(processes.map((instances) => instances.scaleTo(scale[instances.process.name] ?? 1)));
  }

  private async assertPortsFree(): Promise<void> {
    const { ports, brokers, databaseUrl, announce, compact } = this.options;
    const { leftRunning } = this.dataDir;
    if (leftRunning) announce('the launcher before this one was killed; going on when its processes have ended');
    // A PostgreSQL that outlived a killed owner is ended by the next one, so its port may be busy then.
    const postgres = !databaseUrl && !leftRunning;
    const uses = portUses(ports, { broker: !brokers, postgres, processes: serviceProcesses(compact) });
    await assertFree(uses, leftRunning ? DRAIN_OF_KILLED_MS : 0);
  }
}

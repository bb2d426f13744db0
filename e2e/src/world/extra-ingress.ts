import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildRun } from '@gauntlet/launcher';
import { freePorts, temporaryDirectory } from '@gauntlet/testing';
import type { WorldAddress } from './address';
import { ROOT } from './root';

/** One more ingress beside a running world, with settings and a port of its own that stay over its restarts. */
export class ExtraIngress {
  private run: ChildRun | undefined;
  private readonly logs = temporaryDirectory();

  private constructor(
    private readonly world: WorldAddress,
    private readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(world: WorldAddress, env: NodeJS.ProcessEnv = {}): Promise<ExtraIngress> {
    const [port = 0] = await freePorts(1);
    const ingress = new ExtraIngress(world, port, env);
    await ingress.restart();
    return ingress;
  }

  private get logFile(): string {
    return join(this.logs.path, 'extra-ingress.log');
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, after {@link kill} again; resolves when it is ready. */
  async restart(): Promise<void> {
    const { brokers, databaseUrl } = this.world;
    const ours = { KAFKA_BROKERS: brokers, DATABASE_URL: databaseUrl, INGRESS_PORT: String(this.port) };
    this.run = new ChildRun({
      name: 'extra-ingress',
      script: join(ROOT, 'services/ingress/dist/main.js'),
      cwd: ROOT,
      env: { ...process.env, ...ours, ...this.env },
      logFile: this.logFile,
    });
    const ended = this.run.exited.then(({ code }) =>
      Promise.reject(new Error(`the extra ingress ended: ${code}\n${this.log()}`)),
    );
    await Promise.race([this.run.ready, ended]);
    ended.catch(() => undefined); // From here on a test that needs it fails by itself.
  }

  /** Processor time that it has used, in ms, to the hundredth of a second that Linux counts in. */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.run?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident memory in bytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.run?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024;
  }

  /** What it has said so far. */
  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    this.run?.kill('SIGKILL');
    await this.run?.exited;
  }

  async stop(): Promise<void> {
    await this.run?.stop(45_000);
    this.logs.remove();
  }
}

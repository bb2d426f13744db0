import type { Specs } from '../specs';
import { type Announce, ManagedProcess } from './managed-process';
import type { ServiceProcess } from './service-process';

/** All instances of one process that runs services, each supervised on its own. */
export class ProcessInstances {
  private readonly running: ManagedProcess[] = [];

  constructor(
    readonly process: ServiceProcess,
    private readonly specs: Specs,
    private readonly announce: Announce,
  ) {}

  get processes(): readonly ManagedProcess[] {
    return this.running;
  }

  /** Port of the first instance. */
  async port(): Promise<number> {
    const [first] = this.running;
    return first ? (await first.ready()).port : 0;
  }

  /**
   * Starts or drains instances, the youngest first, until there are as many as wanted.
   * @throws LauncherError when one doesn't start.
   */
  async scaleTo(count: number): Promise<void> {
    const surplus = this.running.splice(count);
    const missing = Array.from({ length: count - this.running.length }, (_, index) => this.running.length + index + 1);
    const added = missing.map((instance) => this.managed(instance));
    this.running.push(...added);
    await Promise.all([...surplus.map((process) => process.stop()), ...added.map((process) => process.start())]);
  }

  private managed(instance: number): ManagedProcess {
    const spec = () => this.specs.services(this.process, instance);
    return new ManagedProcess(spec().name, spec, this.announce);
  }
}

import type { StackPorts } from './ports';
import type { Announce } from './processes/managed-process';

/** How many instances of which process, by its name; one of each that is not named. */
export type Scale = Readonly<Record<string, number>>;

/** Everything that makes one local stack differ from another. */
export interface StackOptions {
  /** Folder for all state: broker, database, logs. */
  readonly dataDir: string;
  readonly ports: StackPorts;
  /** Partitions of each topic that is not ordered. */
  readonly partitions: number;
  /** Two processes, one serving and one watching, instead of one for each service. */
  readonly compact: boolean;
  readonly scale: Scale;
  /** Kafka to use instead of a dev-broker of our own; `host:port`, comma-separated. */
  readonly brokers: string | null;
  /** PostgreSQL to use instead of an embedded one. */
  readonly databaseUrl: string | null;
  /** Desired state that is deployed before the services start, for prompts that have no pin yet; a file. */
  readonly deployment: string;
  /** Environment of a process on top of what the stack itself sets; asked again before each start. */
  readonly env: (process: string) => NodeJS.ProcessEnv;
  readonly announce: Announce;
}

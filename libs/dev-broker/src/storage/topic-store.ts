import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PartitionLog } from './partition-log';
import type { Topic, TopicSettings } from './topic';
import { writeAtomically } from './write-atomically';

const SETTINGS_FILE = 'topic.json';

/** All topics of the broker, one folder each. Names are checked by whoever creates a topic. */
export class TopicStore {
  private readonly topics = new Map<string, Topic>();

  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true });
    for (const name of readdirSync(dir)) {
      const settingsPath = join(dir, name, SETTINGS_FILE);
      // A folder without settings is a creation that a kill interrupted: nobody was told that it exists.
      if (existsSync(settingsPath)) this.open(name, JSON.parse(readFileSync(settingsPath, 'utf8')) as TopicSettings);
    }
  }

  all(): Topic[] {
    return [...this.topics.values()];
  }

  get(name: string): Topic | undefined {
    return this.topics.get(name);
  }

  partition(name: string, index: number): PartitionLog | undefined {
    return this.topics.get(name)?.logs[index];
  }

  create(name: string, settings: TopicSettings): void {
    mkdirSync(join(this.dir, name), { recursive: true });
    writeAtomically(join(this.dir, name, SETTINGS_FILE), JSON.stringify(settings));
    this.open(name, settings);
  }

  close(): void {
    for (const topic of this.topics.values()) topic.logs.forEach((log) => log.close());
  }

  private open(name: string, settings: TopicSettings): void {
    const logs = Array.from({ length: settings.partitions }, (_, index) =>
      PartitionLog.open(join(this.dir, name, String(index))),
    );
    this.topics.set(name, { name, ...settings, logs });
  }
}

import { type Admin, ConfigResourceTypes, type DescribeConfigResponse, type ITopicConfig } from 'kafkajs';

/** One setting of a topic that is not as it was wished. */
export interface TopicDifference {
  readonly topic: string;
  /** `partitions`, or a setting by Kafka's own name, such as `retention.ms`. */
  readonly setting: string;
  readonly found: string;
  readonly wished: string;
  /** True once the topic has what was wished. */
  readonly changed: boolean;
}

type Settings = Map<string, { readonly value: string; readonly isOwn: boolean }>;

const PARTITIONS = 'partitions';
/** Kafka's mark for a setting of the topic itself, beside those that come from the brokers. */
const SET_ON_TOPIC = 1;

/** Where these topics are not as wished; a broker that doesn't tell settings is compared by partitions alone. */
export async function topicDifferences(admin: Admin, wished: readonly ITopicConfig[]): Promise<TopicDifference[]> {
  const topics = wished.map(({ topic }) => topic);
  if (topics.length === 0) return [];
  const { topics: found } = await admin.fetchTopicMetadata({ topics });
  const partitions = new Map(found.map(({ name, partitions: all }) => [name, String(all.length)]));
  const settings = await settingsOf(admin, topics);
  return wished.flatMap(({ topic, numPartitions, configEntries = [] }) => [
    ...difference(topic, PARTITIONS, { found: partitions.get(topic), wished: String(numPartitions) }),
    ...configEntries.flatMap(({ name, value }) => {
      return difference(topic, name, { found: settings.get(topic)?.get(name)?.value, wished: value });
    }),
  ]);
}

/** Gives topics what was wished, with all their other settings kept; partitions are added and never taken away. */
export async function alterTopics(admin: Admin, differences: readonly TopicDifference[]): Promise<TopicDifference[]> {
  const wider = differences.filter(isWider);
  const topicPartitions = wider.map(({ topic, wished }) => ({ topic, count: Number(wished) }));
  if (wider.length > 0) await admin.createPartitions({ topicPartitions });
  const configured = differences.filter(({ setting }) => setting !== PARTITIONS);
  if (configured.length > 0) await alterSettings(admin, configured);
  return differences.map((one) => ({ ...one, changed: one.setting !== PARTITIONS || isWider(one) }));
}

function difference(
  topic: string,
  setting: string,
  { found, wished }: { found: string | undefined; wished: string },
): TopicDifference[] {
  return found === undefined || found === wished ? [] : [{ topic, setting, found, wished, changed: false }];
}

/** Whether more partitions were wished than there are. */
export function isWider({ setting, found, wished }: TopicDifference): boolean {
  return setting === PARTITIONS && Number(wished) > Number(found);
}

// Kafka takes the whole of a topic's own settings: what is left out would go back to the brokers' default.
async function alterSettings(admin: Admin, differences: readonly TopicDifference[]): Promise<void> {
  const topics = [...new Set(differences.map(({ topic }) => topic))];
  const settings = await settingsOf(admin, topics);
  const resources = topics.map((topic) => {
    const own = [...(settings.get(topic) ?? [])].filter(([, { isOwn }]) => isOwn);
    const values = new Map(own.map(([name, { value }]) => [name, value]));
    for (const one of differences) if (one.topic === topic) values.set(one.setting, one.wished);
    const configEntries = [...values].map(([name, value]) => ({ name, value }));
    return { type: ConfigResourceTypes.TOPIC, name: topic, configEntries };
  });
  await admin.alterConfigs({ validateOnly: false, resources });
}

async function settingsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, Settings>> {
  const resources = topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }));
  const none: DescribeConfigResponse['resources'] = [];
  const found = await admin.describeConfigs({ includeSynonyms: false, resources }).catch((error: Error) => {
    // The dev-broker keeps everything for ever and has no settings to tell.
    if (isUnsupported(error)) return { resources: none };
    throw error;
  });
  return new Map(found.resources.map(({ resourceName, configEntries }) => [resourceName, settingsIn(configEntries)]));
}

function settingsIn(entries: DescribeConfigResponse['resources'][number]['configEntries']): Settings {
  return new Map(
    entries.map(({ configName, configValue, ...entry }) => {
      return [configName, { value: configValue, isOwn: Number(entry.configSource) === SET_ON_TOPIC }];
    }),
  );
}

function isUnsupported(error: Error): boolean {
  return error.name === 'KafkaJSServerDoesNotSupportApiKey' || /does not support/.test(error.message);
}

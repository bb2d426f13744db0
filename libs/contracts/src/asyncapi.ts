import { stringify } from 'yaml';
import { EVENT_SCHEMAS } from './event-map';
import { PIPELINE } from './pipeline';
import { TOPIC_SPECS } from './topic-specs';
import type { Topic } from './topics';

const CLOUD_EVENT_HEADERS = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'content-type'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string' },
    ce_type: { type: 'string', description: 'the topic' },
    ce_source: { type: 'string' },
    ce_time: { type: 'string', description: 'time of acceptance for a request’s events' },
    ce_subject: { type: 'string', description: 'the key' },
    'content-type': { const: 'application/json' },
    traceparent: { type: 'string', description: 'W3C trace context' },
    tracestate: { type: 'string' },
    baggage: { type: 'string' },
  },
};

function channel(topic: Topic) {
  const spec = TOPIC_SPECS.find(({ name }) => name === topic);
  return {
    address: topic,
    messages: { event: { $ref: `#/components/messages/${topic}` } },
    bindings: { kafka: { topic, ...(spec?.ordered ? { partitions: 1 } : {}) } },
  };
}

function operations() {
  const entries = PIPELINE.flatMap(({ group, reads, publishes }) => [
    ...reads.map((topic) => [`${group}.receives.${topic}`, operation('receive', topic)]),
    ...publishes.map((topic) => [`${group}.sends.${topic}`, operation('send', topic)]),
  ]);
  return Object.fromEntries(entries);
}

function operation(action: 'send' | 'receive', topic: Topic) {
  return { action, channel: { $ref: `#/channels/${topic}` } };
}

/** The AsyncAPI 3.0 document of all events, made from the same list and schemas that the services run on. */
function asyncApiDocument(): Record<string, unknown> {
  const topics = Object.keys(EVENT_SCHEMAS) as Topic[];
  const message = (topic: Topic) => ({
    name: topic,
    contentType: 'application/json',
    headers: CLOUD_EVENT_HEADERS,
    payload: EVENT_SCHEMAS[topic],
  });
  const byTopic = <V>(make: (topic: Topic) => V) => Object.fromEntries(topics.map((topic) => [topic, make(topic)]));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Gauntlet events', version: '1.0.0', license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    channels: byTopic(channel),
    operations: operations(),
    components: { messages: byTopic(message) },
  };
}

/** The same document as YAML, as it stands in `docs/asyncapi.yaml`. */
export function asyncApiYaml(): string {
  return stringify(JSON.parse(JSON.stringify(asyncApiDocument())), { lineWidth: 120, aliasDuplicateObjects: false });
}

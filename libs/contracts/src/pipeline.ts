import { type Topic, TOPICS } from './topics';

interface Step {
  /** Also the folder, the image and the OTel service name. */
  readonly service: string;
  /** Kafka consumer group; the service's name, with `.role` where a service has several consumers. */
  readonly group: string;
  readonly reads: readonly Topic[];
  readonly publishes: readonly Topic[];
  readonly stores: string;
  /** A serving step is a stage of the request and owes the caller an answer: it releases the canned one when it gives up. */
  readonly serving: boolean;
  /** Every instance reads from now on, in a group of its own; nothing is committed or dead-lettered. */
  readonly broadcast?: true;
  /** Nobody's answer waits for its work, so records come up to 250 ms late and many at a time. */
  readonly batched?: true;
  /** A broadcast group of the same service that reads the same topics; what an instance fetched for that one is not fetched again. */
  readonly fedBy?: string;
}

const STEPS = [
  {
    service: 'ingress',
    group: 'ingress.submitted',
    reads: [TOPICS.submitted],
    publishes: [TOPICS.accepted],
    stores: 'idempotency keys',
    serving: false,
  },
  {
    service: 'guardrail',
    group: 'guardrail.input',
    reads: [TOPICS.accepted],
    publishes: [TOPICS.cleared, TOPICS.released],
    stores: '–',
    serving: true,
  },
  {
    service: 'prompt-render',
    group: 'prompt-render',
    reads: [TOPICS.cleared],
    publishes: [TOPICS.rendered, TOPICS.released],
    stores: '–',
    serving: true,
  },
  {
    service: 'model-invoker',
    group: 'model-invoker',
    reads: [TOPICS.rendered],
    publishes: [TOPICS.generated, TOPICS.released],
    stores: 'call ledger',
    serving: true,
  },
  {
    service: 'guardrail',
    group: 'guardrail.output',
    reads: [TOPICS.generated],
    publishes: [TOPICS.released, TOPICS.rendered],
    stores: '–',
    serving: true,
  },
  {
    service: 'ingress',
    group: 'ingress',
    reads: [TOPICS.released],
    publishes: [],
    stores: 'results',
    serving: false,
    batched: true,
    fedBy: 'ingress.waiters',
  },
  {
    service: 'ingress',
    group: 'ingress.waiters',
    reads: [TOPICS.released],
    publishes: [],
    stores: '–',
    serving: false,
    broadcast: true,
  },
  {
    service: 'ingress',
    group: 'ingress.progress',
    reads: [TOPICS.accepted, TOPICS.cleared, TOPICS.rendered, TOPICS.generated],
    publishes: [],
    stores: '–',
    serving: false,
    broadcast: true,
    batched: true,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.recorder',
    reads: [TOPICS.released, TOPICS.scored, TOPICS.feedback, TOPICS.gated],
    publishes: [],
    stores: 'every answer, every score, every feedback, every result of a gate',
    serving: false,
    batched: true,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.scorer',
    reads: [TOPICS.released, TOPICS.feedback],
    publishes: [TOPICS.scored],
    stores: '–',
    serving: false,
    batched: true,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.judge',
    reads: [TOPICS.released, TOPICS.feedback],
    publishes: [TOPICS.submitted, TOPICS.scored],
    stores: 'the spent budget of the judge',
    serving: false,
    batched: true,
  },
  {
    service: 'eval-scorer',
    group: 'eval-scorer.shadow',
    reads: [TOPICS.accepted],
    publishes: [TOPICS.submitted],
    stores: 'the spent budgets of shadows',
    serving: false,
    batched: true,
  },
  {
    service: 'drift-monitor',
    group: 'drift-monitor',
    reads: [TOPICS.released, TOPICS.scored],
    publishes: [TOPICS.drift, TOPICS.pinned],
    stores: 'windows, alerts',
    serving: false,
    batched: true,
  },
] as const satisfies readonly Step[];

/** A consumer group of the pipeline. */
export type GroupName = (typeof STEPS)[number]['group'];

/** One of the services; also their consumer-group prefix, OTel service name, folder and image. */
export type ServiceName = (typeof STEPS)[number]['service'];

/** A stage of the request; the guardrail's two sides are two stages. Every stage but ingress is a serving group. */
export type Stage = 'ingress' | Extract<(typeof STEPS)[number], { serving: true }>['group'];

/** One consumer group of the pipeline: what it reads, what it publishes, and what it keeps. */
export interface PipelineStep extends Step {
  readonly service: ServiceName;
  readonly group: GroupName;
}

/**
 * The request's way in reading order. The groups of a service, its stages and canned answers, the topics that are
 * created, the checks at start and the docs are derived from this list.
 */
export const PIPELINE: readonly PipelineStep[] = STEPS;

/** The steps whose groups share the work and commit; a broadcast group has as many as there are instances. */
export const DURABLE_STEPS: readonly PipelineStep[] = PIPELINE.filter(({ broadcast }) => !broadcast);

/** The services in the order of the pipeline. */
export const SERVICES: readonly ServiceName[] = [...new Set(STEPS.map(({ service }) => service))];

/** The stages in the order of the pipeline. */
export const STAGES: readonly Stage[] = ['ingress', ...STEPS.flatMap((step) => (step.serving ? [step.group] : []))];

/** The service that a stage runs in. @throws RangeError for a name that no type checked and that is no stage. */
export function serviceOf(stage: Stage): ServiceName {
  if (stage === 'ingress') return stage;
  const step = STEPS.find(({ serving, group }) => serving && group === stage);
  if (!step) throw new RangeError(`${String(stage)} is no stage of the pipeline; add a serving step to PIPELINE`);
  return step.service;
}

type RoleIn<Group, Service extends string> = Group extends `${Service}.${infer Role}` ? Role : never;

/** What of a service can run apart, for example `input` and `output` of `guardrail`. */
export type Role<Service extends ServiceName> = RoleIn<GroupName, Service>;

/** The roles of a service in the order of the pipeline: the names of its groups behind the dot. */
export function rolesOf<Service extends ServiceName>(service: Service): Role<Service>[] {
  const groups = PIPELINE.filter((step) => step.service === service).map(({ group }) => group);
  return groups.flatMap((group) => (group.includes('.') ? [group.slice(service.length + 1) as Role<Service>] : []));
}

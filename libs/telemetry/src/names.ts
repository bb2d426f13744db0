/**
 * Every span, event and metric attribute that Gauntlet sets. Upstream names (`messaging.*`, `gen_ai.*`, …) where a
 * convention has one, else `gauntlet.*`. Both conventions are still in development: a rename is made here alone.
 */
export const ATTRIBUTES = {
  messagingSystem: 'messaging.system',
  messagingDestination: 'messaging.destination.name',
  messagingPartition: 'messaging.destination.partition.id',
  messagingConsumerGroup: 'messaging.consumer.group.name',
  messagingOperationName: 'messaging.operation.name',
  messagingOperationType: 'messaging.operation.type',
  messagingOffset: 'messaging.kafka.offset',
  messagingKey: 'messaging.kafka.message.key',

  httpMethod: 'http.request.method',
  httpRoute: 'http.route',
  httpStatus: 'http.response.status_code',
  errorType: 'error.type',

  genAiOperation: 'gen_ai.operation.name',
  genAiProvider: 'gen_ai.provider.name',
  genAiRequestModel: 'gen_ai.request.model',
  genAiResponseId: 'gen_ai.response.id',
  genAiResponseModel: 'gen_ai.response.model',
  genAiFinishReasons: 'gen_ai.response.finish_reasons',
  genAiInputTokens: 'gen_ai.usage.input_tokens',
  genAiOutputTokens: 'gen_ai.usage.output_tokens',
  genAiTokenType: 'gen_ai.token.type',
  genAiPromptName: 'gen_ai.prompt.name',
  genAiEvaluationName: 'gen_ai.evaluation.name',
  genAiEvaluationScore: 'gen_ai.evaluation.score.value',
  genAiEvaluationLabel: 'gen_ai.evaluation.score.label',

  requestId: 'gauntlet.request.id',
  tenant: 'gauntlet.tenant',
  turn: 'gauntlet.turn',
  outcome: 'gauntlet.outcome',
  reason: 'gauntlet.reason',
  promptVersion: 'gauntlet.prompt.version',
  policyVersion: 'gauntlet.policy.version',
  pinOffset: 'gauntlet.pin.offset',
  costUsd: 'gauntlet.cost.usd',
  attemptNumber: 'gauntlet.attempt.number',
  attemptRung: 'gauntlet.attempt.rung',
  check: 'gauntlet.check.name',
  checkSide: 'gauntlet.check.side',
  checkOutcome: 'gauntlet.check.outcome',
  checkReason: 'gauntlet.check.reason',
  checkScore: 'gauntlet.check.score',
  checkShadow: 'gauntlet.check.shadow',
  checkJudge: 'gauntlet.check.judge',
  checkDurationMs: 'gauntlet.check.duration_ms',
  placeKind: 'gauntlet.place.kind',
  deadLetterReason: 'gauntlet.dead_letter.reason',
} as const;

/** Names of the metrics that Gauntlet records; dots become underscores in the Prometheus text. */
export const METRICS = {
  httpDuration: 'http.server.request.duration',
  processDuration: 'messaging.process.duration',
  inFlight: 'gauntlet.messaging.in_flight',
  queued: 'gauntlet.messaging.queued',
  watermarkAge: 'gauntlet.messaging.watermark.age',
  processed: 'gauntlet.messaging.processed',
  retried: 'gauntlet.messaging.retried',
  deadLettered: 'gauntlet.messaging.dead_lettered',
  lost: 'gauntlet.messaging.lost',
  publishBatchSize: 'gauntlet.messaging.publish.batch_size',
  waiters: 'gauntlet.ingress.waiters',
  places: 'gauntlet.ingress.places',
  judged: 'gauntlet.guardrail.judged',
  judgeQuestions: 'gauntlet.judge.questions',
  judgeReplies: 'gauntlet.judge.replies',
  shadowRequests: 'gauntlet.shadow.requests',
  scorerFailures: 'gauntlet.scorer.failures',
  genAiDuration: 'gen_ai.client.operation.duration',
  genAiTokens: 'gen_ai.client.token.usage',
  cost: 'gauntlet.model.cost',
  modelUp: 'gauntlet.model.up',
} as const;

/** Options of every duration: seconds, from a hop's milliseconds to a model's minute. The SDK's own buckets are for ms. */
export const SECONDS = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80],
  },
};

import { createRequire } from 'node:module';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import { AlwaysOffSampler, NoopSpanProcessor } from '@opentelemetry/sdk-trace';
import { setRunningTelemetry } from './running-telemetry';
import { serviceName } from './service-name';
import { nameByOperation } from './statement-span';

// Few on purpose: HTTP instrumentation alone costs three quarters of ingress's throughput, and the kafkajs one starts a
// new trace at every hop. Ours are manual; an operator names others in OTEL_NODE_ENABLED_INSTRUMENTATIONS.
const PG = { requireParentSpan: true, requestHook: nameByOperation };
const RUNTIME_NODE = { monitoringPrecision: 1_000 };

/** Starts the SDK for this process. Spans leave it only when an OTLP endpoint is configured; metrics wait to be scraped. */
export function startTelemetry({ env, mainScript }: { env: NodeJS.ProcessEnv; mainScript: string | undefined }): void {
  const metricReader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer();
  const sdk = new NodeSDK({
    serviceName: serviceName(env, mainScript),
    metricReaders: [metricReader],
    // Logs go to stdout as JSON; without this the SDK would send them to an OTLP collector that nobody configured.
    logRecordProcessors: [],
    instrumentations: instrumentations(env),
    ...tracing(env),
  });
  sdk.start();
  setRunningTelemetry({
    renderMetrics: async () => serializer.serialize((await metricReader.collect()).resourceMetrics),
    shutdown: () => sdk.shutdown(),
  });
}

function instrumentations(env: NodeJS.ProcessEnv): NodeSDKConfiguration['instrumentations'] {
  const named = env['OTEL_NODE_ENABLED_INSTRUMENTATIONS'] ?? env['OTEL_NODE_DISABLED_INSTRUMENTATIONS'];
  if (named === undefined) return [new PgInstrumentation(PG), new RuntimeNodeInstrumentation(RUNTIME_NODE)];
  return namedInstrumentations();
}

// Loaded only when asked for: its 40 packages would take a tenth of the start of every service.
function namedInstrumentations(): NodeSDKConfiguration['instrumentations'] {
  process.env['OTEL_NODE_ENABLED_INSTRUMENTATIONS'] ??= 'pg,runtime-node';
  const load = createRequire(__filename);
  const all = load(
    '@opentelemetry/auto-instrumentations-node',
  ) as typeof import('@opentelemetry/auto-instrumentations-node');
  return all.getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-pg': PG,
    '@opentelemetry/instrumentation-runtime-node': RUNTIME_NODE,
  });
}

// Without a collector, spans are not recorded but still get their ids: logs and answers name a trace either way.
function tracing(env: NodeJS.ProcessEnv): Partial<NodeSDKConfiguration> {
  if (env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return {};
  return { sampler: new AlwaysOffSampler(), spanProcessors: [new NoopSpanProcessor()] };
}

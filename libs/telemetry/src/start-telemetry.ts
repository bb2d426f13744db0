import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import { AlwaysOffSampler, NoopSpanProcessor } from '@opentelemetry/sdk-trace';
import { setRunningTelemetry } from './running-telemetry';
import { serviceName } from './service-name';

/** Starts the SDK for this process. Spans leave it only when an OTLP endpoint is configured; metrics wait to be scraped. */
export function startTelemetry({ env, mainScript }: { env: NodeJS.ProcessEnv; mainScript: string | undefined }): void {
  const metricReader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer();
  const sdk = new NodeSDK({
    serviceName: serviceName(env, mainScript),
    metricReaders: [metricReader],
    // Logs go to stdout as JSON; without this the SDK would send them to an OTLP collector that nobody configured.
    logRecordProcessors: [],
    instrumentations: [
      new PgInstrumentation({ requireParentSpan: true }),
      new RuntimeNodeInstrumentation({ monitoringPrecision: 1_000 }),
    ],
    ...tracing(env),
  });
  sdk.start();
  setRunningTelemetry({
    renderMetrics: async () => serializer.serialize((await metricReader.collect()).resourceMetrics),
    shutdown: () => sdk.shutdown(),
  });
}

// Without a collector, spans are not recorded but still get their ids: logs and answers name a trace either way.
function tracing(env: NodeJS.ProcessEnv): Partial<NodeSDKConfiguration> {
  if (env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return {};
  return { sampler: new AlwaysOffSampler(), spanProcessors: [new NoopSpanProcessor()] };
}

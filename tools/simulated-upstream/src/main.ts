import { parseBehaviour } from '@gauntlet/models';
import { SimulatedUpstream } from './simulated-upstream';

const DEFAULT_PORT = '8090';

async function main(): Promise<void> {
  const { SIMULATED_UPSTREAM_PORT, SIMULATED_UPSTREAM_CALL_LOG, SIMULATED_MODEL_BEHAVIOUR } = process.env;
  const upstream = await SimulatedUpstream.start({
    port: Number(SIMULATED_UPSTREAM_PORT ?? DEFAULT_PORT),
    callLog: SIMULATED_UPSTREAM_CALL_LOG,
    behaviour: parseBehaviour(JSON.parse(SIMULATED_MODEL_BEHAVIOUR ?? '{}')),
  });
  console.log(`simulated-upstream ready on 127.0.0.1:${upstream.port}`);
  process.send?.({ type: 'ready', port: upstream.port });
  const stop = (): void => void upstream.stop().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  process.once('disconnect', stop);
}

main().catch((error: unknown) => {
  console.error(`simulated-upstream: ${(error as Error).message}; SIMULATED_UPSTREAM_PORT changes the port`);
  process.exit(1);
});

import type { FactoryProvider } from '@nestjs/common';
import { expect, it } from 'vitest';
import { ProcessParts, RuntimeConfig } from '@gauntlet/runtime';
import { MessagingConfig } from './messaging.config';
import { MessagingModule } from './messaging.module';

/** How long the consumers of a process drain that has so long to stop, where 40 s are asked for. */
async function drainMs(stopMs: number): Promise<number | undefined> {
  const { providers = [] } = MessagingModule.forTool('spec', { MESSAGING_DRAIN_TIMEOUT_MS: '40000' });
  const ofConfig = (providers as FactoryProvider<MessagingConfig>[]).find(({ provide }) => provide === MessagingConfig);
  const config = Object.assign(new RuntimeConfig(), { SHUTDOWN_TIMEOUT_MS: stopMs });
  return (await ofConfig?.useFactory(new ProcessParts(['guardrail'], config)))?.MESSAGING_DRAIN_TIMEOUT_MS;
}

it('drains as long as it is told, and no longer than the stop of the process leaves for it', async () => {
  expect(await drainMs(60_000)).toBe(40_000);
  expect(await drainMs(20_000)).toBe(15_000);
});

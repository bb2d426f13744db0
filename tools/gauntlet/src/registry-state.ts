import { setTimeout } from 'node:timers/promises';
import type { LogReaderFactory } from '@gauntlet/messaging';
import { REGISTRY_TOPICS, RegistryProjection, type RegistryEvent, type RegistryTopic } from '@gauntlet/registry';
import { RegistryUnreachableError } from './registry-unreachable.error';

/**
 * What the registry's topics say now.
 * @throws RegistryUnreachableError when their end was not reached within `limitMs`.
 */
export async function readRegistry(logs: LogReaderFactory, limitMs: number): Promise<RegistryProjection> {
  const projection = new RegistryProjection();
  const reader = logs.read<RegistryTopic>({
    topics: REGISTRY_TOPICS,
    onEvent: (event, offset) => projection.apply(event as RegistryEvent, offset),
  });
  const timer = new AbortController();
  const late = setTimeout(limitMs, false, { signal: timer.signal });
  const inTime = await Promise.race([reader.caughtUp.then(() => true), late]);
  timer.abort();
  if (!inTime) throw new RegistryUnreachableError(limitMs);
  return projection;
}

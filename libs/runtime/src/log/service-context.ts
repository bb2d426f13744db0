import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServiceName } from '@gauntlet/contracts';

// Nest has one logger for all applications of a process, so a line learns whose it is from the work that writes it.
const services = new AsyncLocalStorage<ServiceName>();

/** Runs a service's work; whatever that begins, now or later, is the service's too. */
export function asService<Result>(service: ServiceName, work: () => Result): Result {
  return services.run(service, work);
}

/** Whose work this is; undefined outside of {@link asService}. */
export function currentService(): ServiceName | undefined {
  return services.getStore();
}

import type { KeptRows } from '@gauntlet/persistence';
import type { ModelInvokerConfig } from '../model-invoker.config';

/** What goes, and when: a call once nothing can ask for it any more. */
export function keptRows({ LEDGER_RETENTION_DAYS: days }: ModelInvokerConfig): KeptRows[] {
  return [{ table: 'model_invoker.calls', since: 'claimed_at', days }];
}

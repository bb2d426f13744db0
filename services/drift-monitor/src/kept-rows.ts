import type { KeptRows } from '@gauntlet/persistence';
import type { DriftMonitorConfig } from './drift-monitor.config';
import { RESPONSES, SCORES } from './observation.rows';

/** What goes, and when: numbers that no window needs, and alerts long after their end was told. */
export function keptRows({ DRIFT_RETENTION_DAYS, ALERTS_RETENTION_DAYS }: DriftMonitorConfig): KeptRows[] {
  const toldEnd = 'CASE WHEN resolved_published THEN resolved_end END';
  return [
    ...[RESPONSES, SCORES].map(({ table }) => ({ table, since: 'accepted_at', days: DRIFT_RETENTION_DAYS })),
    { table: 'drift_monitor.alerts', since: toldEnd, days: ALERTS_RETENTION_DAYS },
  ];
}

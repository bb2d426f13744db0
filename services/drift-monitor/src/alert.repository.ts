import { Injectable } from '@nestjs/common';
import type { Monitor } from '@gauntlet/artefacts';
import { alertId } from '@gauntlet/contracts';
import { Database } from '@gauntlet/persistence';
import type { AlertChange, AlertEvidence, OpenAlert } from './alert';

// One alert at a time per monitor and prompt version: of several instances that see the same, one gets to insert.
const RAISE = `
  INSERT INTO drift_monitor.alerts (alert_id, monitor, metric, prompt_name, prompt_version, threshold,
    raised_value, raised_samples, raised_start, raised_end)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`;

const RESOLVE = `
  UPDATE drift_monitor.alerts SET resolved_value = $2, resolved_samples = $3, resolved_start = $4, resolved_end = $5
  WHERE alert_id = $1 AND resolved_end IS NULL`;

const changes = (state: 'raised' | 'resolved') => `
  SELECT '${state}' AS state, alert_id AS "alertId", monitor, metric, prompt_name AS "promptName",
    prompt_version AS "promptVersion", threshold, ${state}_value AS value, ${state}_samples AS samples,
    ${state}_start AS start, ${state}_end AS "end"
  FROM drift_monitor.alerts WHERE ${state}_end IS NOT NULL AND NOT ${state}_published`;
const UNPUBLISHED = `${changes('raised')} UNION ALL ${changes('resolved')} ORDER BY "end", state`;

const OPEN = `
  SELECT alert_id AS "alertId", monitor, metric, prompt_name AS "promptName", prompt_version AS "promptVersion",
    raised_value AS value
  FROM drift_monitor.alerts WHERE resolved_end IS NULL`;

/** The alerts and what of them is still to be published. All writes can be repeated, by any instance. */
@Injectable()
export class AlertRepository {
  constructor(private readonly database: Database) {}

  open(): Promise<OpenAlert[]> {
    return this.database.query<OpenAlert>(OPEN);
  }

  /** Opens an alert, unless one is open for this monitor and prompt version. */
  async raise({ name, metric, threshold }: Monitor, { measurement, window }: AlertEvidence): Promise<void> {
    const { promptName, promptVersion, value, samples } = measurement;
    const id = alertId(name, promptName, promptVersion, window.end.toISOString());
    const evidence = [value, samples, window.start, window.end];
    await this.database.query(RAISE, [id, name, metric, promptName, promptVersion, threshold, ...evidence]);
  }

  /** Ends an alert, unless it has ended. */
  async resolve(id: string, { measurement, window }: AlertEvidence): Promise<void> {
    await this.database.query(RESOLVE, [id, measurement.value, measurement.samples, window.start, window.end]);
  }

  /** Changes that no event tells about yet, oldest first. */
  unpublished(): Promise<AlertChange[]> {
    return this.database.query<AlertChange>(UNPUBLISHED);
  }

  async markPublished({ alertId: id, state }: AlertChange): Promise<void> {
    await this.database.query(`UPDATE drift_monitor.alerts SET ${state}_published = true WHERE alert_id = $1`, [id]);
  }
}

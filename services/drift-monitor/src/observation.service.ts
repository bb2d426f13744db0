import { Injectable } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { BulkWriter, Database } from '@gauntlet/persistence';
import type { LogPosition } from './log-position';
import { RESPONSES, responseRow, SCORES, scoreRow, type ResponseRow, type ScoreRow } from './observation.rows';

const KEPT = "interval '8 days'";

/** Keeps what metrics are computed from, for a little longer than the topics do. A repeat changes nothing. */
@Injectable()
export class ObservationService {
  private readonly responses: BulkWriter<ResponseRow>;
  private readonly scores: BulkWriter<ScoreRow>;

  constructor(private readonly database: Database) {
    this.responses = new BulkWriter<ResponseRow>(database, RESPONSES);
    this.scores = new BulkWriter<ScoreRow>(database, SCORES);
  }

  observeResponse(event: GauntletEvent<typeof TOPICS.released>, position: LogPosition): Promise<void> {
    return this.responses.write(responseRow(event, position));
  }

  observeScore(event: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): Promise<void> {
    return this.scores.write(scoreRow(event, position));
  }

  /** Removes what is older than 8 days; the whole record is eval-scorer's. */
  async forgetOld(now: Date): Promise<void> {
    for (const { table } of [RESPONSES, SCORES]) {
      await this.database.query(`DELETE FROM ${table} WHERE accepted_at < $1::timestamptz - ${KEPT}`, [now]);
    }
  }
}

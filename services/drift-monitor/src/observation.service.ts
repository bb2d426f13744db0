import { Injectable } from '@nestjs/common';
import { type GauntletEvent, OWN_TENANT, type TOPICS } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { BulkWriter, Database } from '@gauntlet/persistence';
import { responseRow, RESPONSES, scoreRow, SCORES } from './observation.rows';

/** Keeps what metrics are computed from. A repeat changes nothing. */
@Injectable()
export class ObservationService {
  private readonly responses: BulkWriter<typeof RESPONSES>;
  private readonly scores: BulkWriter<typeof SCORES>;

  constructor(database: Database) {
    this.responses = new BulkWriter(database, RESPONSES);
    this.scores = new BulkWriter(database, SCORES);
  }

  /** Resolves once the answer's numbers are committed; a request of Gauntlet's own is no user's and leaves none. */
  async observeReleased(event: GauntletEvent<typeof TOPICS.released>, position: LogPosition): Promise<void> {
    if (event.facts.request.tenant === OWN_TENANT) return;
    await this.responses.write(responseRow(event, position));
  }

  /**
   * Resolves once the score is committed. Left out are disliked answers, which are picked by their fault and would bend a
   * mean, and those of a shadow, which no user got.
   */
  async observeScore(event: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): Promise<void> {
    if (event.facts.sampling.reason === 'disliked' || event.facts.tenant === OWN_TENANT) return;
    await this.scores.write(scoreRow(event, position));
  }
}

import { Injectable } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { LogPosition, Loss } from '@gauntlet/messaging';
import { BulkWriter, Database } from '@gauntlet/persistence';
import { FEEDBACK, feedbackRow, type FeedbackRow } from './feedback.row';
import { GAPS, gapRow, type GapRow } from './gap.row';
import { RESPONSES, responseRow, type ResponseRow } from './response.row';
import { SCORES, scoreRow, type ScoreRow } from './score.row';

/** Keeps the record of every answer, score and feedback. A repeat of the same event at the same offset changes nothing. */
@Injectable()
export class RecorderService {
  private readonly responses: BulkWriter<ResponseRow>;
  private readonly scores: BulkWriter<ScoreRow>;
  private readonly feedback: BulkWriter<FeedbackRow>;
  private readonly gaps: BulkWriter<GapRow>;

  constructor(database: Database) {
    this.responses = new BulkWriter<ResponseRow>(database, RESPONSES);
    this.scores = new BulkWriter<ScoreRow>(database, SCORES);
    this.feedback = new BulkWriter<FeedbackRow>(database, FEEDBACK);
    this.gaps = new BulkWriter<GapRow>(database, GAPS);
  }

  /** Resolves once the candidate, with its attempts and verdicts, is committed. */
  recordResponse(event: GauntletEvent<typeof TOPICS.released>, position: LogPosition): Promise<void> {
    return this.responses.write(responseRow(event, position));
  }

  /** Resolves once the score is committed. */
  recordScore(event: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): Promise<void> {
    return this.scores.write(scoreRow(event, position));
  }

  /** Resolves once the feedback is committed. */
  recordFeedback(event: GauntletEvent<typeof TOPICS.feedback>, position: LogPosition): Promise<void> {
    return this.feedback.write(feedbackRow(event, position));
  }

  /** Resolves once it is committed that this part of the log was never recorded. */
  recordLoss(loss: Loss): Promise<void> {
    return this.gaps.write(gapRow(loss));
  }
}

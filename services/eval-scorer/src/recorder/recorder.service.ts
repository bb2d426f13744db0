import { Injectable } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { LogPosition, Loss } from '@gauntlet/messaging';
import { BulkWriter, Database, SharedMessagesWriter } from '@gauntlet/persistence';
import { FEEDBACK, feedbackRow } from './feedback.row';
import { gapRow, GAPS } from './gap.row';
import { GATE_ROWS, gateRow, gateRows, GATES } from './gate.row';
import { responseRow, RESPONSES } from './response.row';
import { scoreRow, SCORES } from './score.row';

/** Keeps every candidate, score, feedback, result of a gate and gap. The same event at the same offset is kept once. */
@Injectable()
export class RecorderService {
  private readonly responses: SharedMessagesWriter<typeof RESPONSES>;
  private readonly scores: BulkWriter<typeof SCORES>;
  private readonly feedback: BulkWriter<typeof FEEDBACK>;
  private readonly gaps: BulkWriter<typeof GAPS>;
  private readonly gates: BulkWriter<typeof GATES>;
  private readonly gateRows: BulkWriter<typeof GATE_ROWS>;

  constructor(database: Database) {
    this.responses = new SharedMessagesWriter(database, RESPONSES, 'eval_scorer.system_messages');
    this.scores = new BulkWriter(database, SCORES);
    this.feedback = new BulkWriter(database, FEEDBACK);
    this.gaps = new BulkWriter(database, GAPS);
    this.gates = new BulkWriter(database, GATES);
    this.gateRows = new BulkWriter(database, GATE_ROWS);
  }

  /** Resolves once the candidate, with its attempts and verdicts, is committed. */
  async recordReleased(event: GauntletEvent<typeof TOPICS.released>, position: LogPosition): Promise<void> {
    const row = await responseRow(event, position);
    await this.responses.write(row.messages, row.accepted_at, (messages) => ({ ...row, messages }));
  }

  /** Resolves once the score is committed. */
  async recordScore(event: GauntletEvent<typeof TOPICS.scored>, position: LogPosition): Promise<void> {
    await this.scores.write(await scoreRow(event, position));
  }

  /** Resolves once the feedback is committed. */
  recordFeedback(event: GauntletEvent<typeof TOPICS.feedback>, position: LogPosition): Promise<void> {
    return this.feedback.write(feedbackRow(event, position));
  }

  /** Resolves once the result of a gate is committed; its rows come first, so that no result is without them. */
  async recordGate(event: GauntletEvent<typeof TOPICS.gated>): Promise<void> {
    await Promise.all(gateRows(event).map((row) => this.gateRows.write(row)));
    await this.gates.write(gateRow(event));
  }

  /** Resolves once it is committed that this part of the log was never recorded. */
  recordLoss(loss: Loss): Promise<void> {
    return this.gaps.write(gapRow(loss));
  }
}

import { MessagingModule } from '@gauntlet/messaging';
import { Database, PersistenceModule } from '@gauntlet/persistence';
import { HealthRegistry, provideConfig, RuntimeModule } from '@gauntlet/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import { EvalScorerConfig } from './eval-scorer.config';
import { CreateRecords1764000000000 } from './migrations/1764000000000-create-records';
import { CreateAnalytics1764000000001 } from './migrations/1764000000001-create-analytics';
import { CreateFeedback1764000000002 } from './migrations/1764000000002-create-feedback';
import { PartitionKeeper } from './partition-keeper';
import { RecorderConsumer } from './recorder.consumer';
import { RecorderService } from './recorder.service';
import { groupsOf } from './roles';
import { ScorerConsumer } from './scorer.consumer';
import { ScorerService, SCORERS } from './scorer.service';
import { AnswerShapeScorer } from './scorers/answer-shape.scorer';
import { GroundingScorer } from './scorers/grounding.scorer';
import { RefusalScorer } from './scorers/refusal.scorer';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'eval-scorer' }),
    MessagingModule.forService({ service: 'eval-scorer', groups: groupsOf(process.env.EVAL_ROLES) }),
    PersistenceModule.forService({
      schema: 'eval_scorer',
      entities: [],
      migrations: [CreateRecords1764000000000, CreateAnalytics1764000000001, CreateFeedback1764000000002],
    }),
  ],
  controllers: [RecorderConsumer, ScorerConsumer],
  providers: [
    provideConfig(EvalScorerConfig),
    RecorderService,
    PartitionKeeper,
    ScorerService,
    { provide: SCORERS, useFactory: () => [new GroundingScorer(), new AnswerShapeScorer(), new RefusalScorer()] },
  ],
})
export class EvalScorerModule implements OnModuleInit {
  constructor(
    private readonly config: EvalScorerConfig,
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  // The scorer stores nothing: it works on while Postgres is away.
  onModuleInit(): void {
    if (!this.config.EVAL_ROLES.includes('recorder')) return;
    this.health.register('database', () => this.database.assertUp());
  }
}

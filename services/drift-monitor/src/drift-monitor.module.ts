import { Module, type OnModuleInit } from '@nestjs/common';
import { MessagingModule } from '@gauntlet/messaging';
import { Database, KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { RegistryModule } from '@gauntlet/registry';
import { HealthRegistry, RuntimeModule } from '@gauntlet/runtime';
import { AlertRepository } from './alert.repository';
import { ThresholdDetector } from './detectors/threshold.detector';
import { DriftMonitorConfig } from './drift-monitor.config';
import { DriftMonitorConsumer } from './drift-monitor.consumer';
import { DETECTOR, EvaluationService, MONITORS } from './evaluation.service';
import { EvaluationClock } from './evaluation-clock';
import { keptRows } from './kept-rows';
import { loadMonitors } from './load-monitors';
import { MeasurementRepository } from './measurement.repository';
import { MIGRATIONS } from './migrations/all-migrations';
import { ObservationService } from './observation.service';
import { ArmsRepository } from './ramps/arms.repository';
import { ArmsEvidence } from './ramps/arms-evidence';
import { RampService } from './ramps/ramp.service';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'drift-monitor', configs: [DriftMonitorConfig] }),
    MessagingModule.forService({ service: 'drift-monitor' }),
    PersistenceModule.forService({ schema: 'drift_monitor', migrations: MIGRATIONS }),
    RegistryModule,
  ],
  controllers: [DriftMonitorConsumer],
  providers: [
    ObservationService,
    MeasurementRepository,
    AlertRepository,
    EvaluationService,
    ArmsRepository,
    ArmsEvidence,
    RampService,
    EvaluationClock,
    Retention,
    { provide: KEPT_ROWS, inject: [DriftMonitorConfig], useFactory: keptRows },
    { provide: MONITORS, inject: [DriftMonitorConfig], useFactory: loadMonitors },
    { provide: DETECTOR, useClass: ThresholdDetector },
  ],
})
export class DriftMonitorModule implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register('database', () => this.database.assertUp());
  }
}

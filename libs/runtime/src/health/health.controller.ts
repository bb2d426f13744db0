import { Controller, Get, Header, Res } from '@nestjs/common';
import { renderMetrics } from '@gauntlet/telemetry';
import { HealthRegistry, type HealthReport } from './health-registry';

interface Reply {
  status(code: number): unknown;
}

/** What a scheduler and a scraper ask of every service. 503 when not healthy, with the failing checks by name. */
@Controller()
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  @Get('health/live')
  async live(@Res({ passthrough: true }) reply: Reply): Promise<HealthReport> {
    return answered(reply, await this.health.liveness());
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<HealthReport> {
    return answered(reply, await this.health.readiness());
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    return renderMetrics();
  }
}

function answered(reply: Reply, report: HealthReport): HealthReport {
  reply.status(report.healthy ? 200 : 503);
  return report;
}

import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiError, badRequest } from './api.error';
import { RecordsService } from './records.service';
import { requestRecord } from './request-record';
import { Tenant } from './tenant';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What happened to a request, stage by stage. */
@Controller('v1/requests')
export class RequestsController {
  constructor(private readonly records: RecordsService) {}

  /** 200 with the record, 202 while the request is on its way, 404 for an id that is none of the tenant's. */
  @Get(':id')
  async read(@Param('id') id: string, @Tenant() tenant: string, @Res({ passthrough: true }) reply: FastifyReply) {
    if (!UUID.test(id)) throw badRequest('id must be a lower-case UUID', { code: 'invalid_request_id', param: 'id' });
    const release = await this.records.find(id, tenant);
    if (release) return requestRecord(release);
    if (!(await this.records.isPending(id, tenant))) {
      throw new ApiError(404, `no request ${id} is known`, { code: 'request_not_found', param: 'id' });
    }
    reply.status(202);
    return { id, status: 'pending' };
  }
}

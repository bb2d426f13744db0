import { Injectable, type PipeTransform } from '@nestjs/common';
import { badRequest } from '../errors/api.error';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lets request ids through; 400 for anything else, before it reaches the database. */
@Injectable()
export class RequestIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (UUID.test(id)) return id;
    throw badRequest('id must be a lower-case UUID', { code: 'invalid_request_id', param: 'id' });
  }
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { UUID_PATTERN } from '@gauntlet/contracts';
import { ApiError } from '../api.error';

const REQUEST_ID = new RegExp(`^(?:chatcmpl-)?(${UUID_PATTERN})$`);

/** Lets request ids through, also as the `id` of a chat completion; 400 for anything else, before it reaches the database. */
@Injectable()
export class RequestIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    const requestId = REQUEST_ID.exec(id)?.[1];
    if (requestId !== undefined) return requestId;
    throw new ApiError('invalid_request_id', 'id must be a lower-case UUID, with or without chatcmpl- before it', {
      param: 'id',
    });
  }
}

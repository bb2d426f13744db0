import { Injectable, type PipeTransform } from '@nestjs/common';
import { FeedbackBody } from '@gauntlet/contracts/http';
import { bodyChecker, bodyObject } from '../ask/validated-body';
import type { Feedback } from './feedback-event';

const checked = bodyChecker(FeedbackBody);

/** Turns the body of `POST /v1/requests/{id}/feedback` into feedback, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class FeedbackPipe implements PipeTransform<unknown, Feedback> {
  transform(body: unknown): Feedback {
    const { rating, comment } = checked(bodyObject(body));
    return { rating, comment: comment ?? null };
  }
}

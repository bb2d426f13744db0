import { Injectable, type PipeTransform } from '@nestjs/common';
import type { Feedback } from './feedback-event';
import { FeedbackDto } from './feedback.dto';
import { bodyObject, validated } from '../ask/validated-body';

/** Turns the body of `POST /v1/requests/{id}/feedback` into feedback, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class FeedbackPipe implements PipeTransform<unknown, Feedback> {
  transform(body: unknown): Feedback {
    const { rating, comment } = validated(FeedbackDto, bodyObject(body));
    return { rating, comment: comment ?? null };
  }
}

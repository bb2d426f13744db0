import { type Static, Type } from '@sinclair/typebox';
import { Instant } from '../parts/text';
import { ResponseReleasedV1 } from './response-released.v1';

/**
 * What somebody thought of an answer. Carries the record of that answer with its texts redacted, so that a reader needs
 * no store. Published by ingress, read by eval-scorer; key: request id. Of several for a request the last one counts.
 */
export const FeedbackGivenV1 = Type.Object({
  facts: Type.Object({
    rating: Type.Union([Type.Literal('up'), Type.Literal('down')]),
    givenAt: Instant,
    response: ResponseReleasedV1.properties.facts,
  }),
  content: Type.Object({
    comment: Type.Union([Type.String({ minLength: 1, maxLength: 4_000 }), Type.Null()], {
      description: 'as it was written: redact it where it is stored',
    }),
    response: ResponseReleasedV1.properties.content,
  }),
});
export type FeedbackGivenV1 = Static<typeof FeedbackGivenV1>;

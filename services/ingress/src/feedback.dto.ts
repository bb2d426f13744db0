import { IsIn, IsOptional, IsString, Length } from 'class-validator';

/** Body of `POST /v1/requests/{id}/feedback`. */
export class FeedbackDto {
  /** An answer with `down` is always scored. */
  @IsIn(['up', 'down'], { message: 'must be up or down' })
  rating: 'up' | 'down';

  /** For people; stored with personal data taken out. Optional: a rating says enough. */
  @IsOptional()
  @IsString()
  @Length(1, 4_000)
  comment?: string | null;
}

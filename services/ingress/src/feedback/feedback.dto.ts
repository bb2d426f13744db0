import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';

/** Body of `POST /v1/requests/{id}/feedback`. */
export class FeedbackDto {
  /** An answer with `down` is always scored. */
  @ApiProperty({ enum: ['up', 'down'] })
  @IsIn(['up', 'down'], { message: 'must be up or down' })
  rating: 'up' | 'down';

  /** For people; stored with personal data taken out. Optional: a rating says enough. */
  @ApiProperty({ required: false, nullable: true, type: 'string', minLength: 1, maxLength: 4_000 })
  @IsOptional()
  @IsString()
  @Length(1, 4_000)
  comment?: string | null;
}

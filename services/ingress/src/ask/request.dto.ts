import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ChatMessageDto } from './chat-request.dto';
import { IsStringMap, STRING_MAP } from './is-string-map';

/** Body of `POST /v1/requests`. */
export class RequestDto {
  /** Name of a deployed prompt. */
  @ApiProperty({ type: 'string', pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$', example: 'support-agent' })
  @IsString()
  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/, { message: 'must be the name of a prompt, such as support-agent' })
  prompt: string;

  /** What the user says. */
  @ApiProperty({ type: 'string', minLength: 1, example: 'Hello' })
  @IsString()
  @MinLength(1)
  input: string;

  /** Earlier turns. Optional: a conversation begins without. */
  @ApiProperty({ required: false, nullable: true, type: [ChatMessageDto], maxItems: 200 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  history?: ChatMessageDto[] | null;

  /** What the prompt's template asks for. Optional: many prompts need none. */
  @ApiProperty(STRING_MAP)
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  variables?: Record<string, string> | null;

  /** Recorded with the answer, for analysts. Optional: most requests have none. */
  @ApiProperty(STRING_MAP)
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  tags?: Record<string, string> | null;

  /** Keeps a conversation on one side of a canary. Optional: single requests have none. */
  @ApiProperty({ required: false, nullable: true, type: 'string', minLength: 1, maxLength: 256 })
  @IsOptional()
  @IsString()
  @Length(1, 256)
  conversation?: string | null;
}

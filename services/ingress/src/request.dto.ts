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
import { IsStringMap } from './is-string-map';

/** Body of `POST /v1/requests`. */
export class RequestDto {
  /** Name of a deployed prompt. */
  @IsString()
  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/, { message: 'must be the name of a prompt, such as support-agent' })
  prompt: string;

  /** What the user says. */
  @IsString()
  @MinLength(1)
  input: string;

  /** Earlier turns. Optional: a conversation begins without. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  history?: ChatMessageDto[] | null;

  /** What the prompt's template asks for. Optional: many prompts need none. */
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  variables?: Record<string, string> | null;

  /** Recorded with the answer, for analysts. Optional: most requests have none. */
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  tags?: Record<string, string> | null;

  /** Keeps a conversation on one side of a canary. Optional: single requests have none. */
  @IsOptional()
  @IsString()
  @Length(1, 256)
  conversation?: string | null;
}

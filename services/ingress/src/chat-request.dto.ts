import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsStringMap } from './is-string-map';

/** One turn of the conversation. */
export class ChatMessageDto {
  @IsIn(['user', 'assistant'], { message: 'must be user or assistant; the prompt file alone speaks as system' })
  role: 'user' | 'assistant';

  @IsString()
  @MinLength(1)
  content: string;
}

/** How a stream is to be written. */
export class StreamOptionsDto {
  /** One more chunk at the end with the usage. Optional: without it a stream has none, as with OpenAI. */
  @IsOptional()
  @IsBoolean()
  include_usage?: boolean | null;
}

/** Body of `POST /v1/chat/completions`, after everything that is not supported has been refused by name. */
export class ChatRequestDto {
  /** Name of a deployed prompt. */
  @IsString()
  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/, { message: 'must be the name of a prompt, such as support-agent' })
  model: string;

  /** Earlier turns and, last, the user's input. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(201)
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  messages: ChatMessageDto[];

  /** Template variables that the prompt names; all others become tags. Optional: many prompts need none. */
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  metadata?: Record<string, string>;

  /** Keeps a conversation on one side of a canary. Optional: single requests have none. */
  @IsOptional()
  @IsString()
  @Length(1, 256)
  conversation?: string;

  /** The answer as server-sent events. Optional: an answer comes in one piece. */
  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  /** Optional: for streams only. */
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => StreamOptionsDto)
  stream_options?: StreamOptionsDto | null;
}

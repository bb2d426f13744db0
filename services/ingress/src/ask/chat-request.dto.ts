import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
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
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsStringMap, STRING_MAP } from './is-string-map';

const TEXT_PARTS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'text'],
    properties: { type: { type: 'string', enum: ['text'] }, text: { type: 'string' } },
  },
};

/** One turn of the conversation. */
export class ChatMessageDto {
  @ApiProperty({ enum: ['user', 'assistant'] })
  @IsIn(['user', 'assistant'], { message: 'must be user or assistant; the prompt file alone speaks as system' })
  role: 'user' | 'assistant';

  /** An answer of ours may be empty, and can be given back; a question can't. */
  @ApiProperty({ oneOf: [{ type: 'string' }, TEXT_PARTS], description: 'of a user: not empty' })
  @ValidateIf(({ role, content }: ChatMessageDto) => role !== 'assistant' || content !== '')
  @IsString()
  @MinLength(1)
  content: string;
}

/** How a stream is to be written. */
class StreamOptionsDto {
  /** One more chunk at the end with the usage. Optional: without it a stream has none, as with OpenAI. */
  @ApiProperty({ required: false, nullable: true, type: 'boolean' })
  @IsOptional()
  @IsBoolean()
  include_usage?: boolean | null;
}

/** Body of `POST /v1/chat/completions`, after everything that is not supported has been refused by name. */
@ApiExtraModels(StreamOptionsDto)
export class ChatRequestDto {
  /** Name of a deployed prompt. */
  @ApiProperty({ type: 'string', pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$', example: 'support-agent' })
  @IsString()
  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/, { message: 'must be the name of a prompt, such as support-agent' })
  model: string;

  /** Earlier turns and, last, the user's input. */
  @ApiProperty({ type: [ChatMessageDto], minItems: 1, maxItems: 201, example: [{ role: 'user', content: 'Hello' }] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(201)
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  messages: ChatMessageDto[];

  /** Template variables that the prompt names; all others become tags. Optional: many prompts need none. */
  @ApiProperty(STRING_MAP)
  @IsOptional()
  @IsStringMap({ maxEntries: 32, maxKeyLength: 64 })
  metadata?: Record<string, string>;

  /** Keeps a conversation on one side of a canary. Optional: single requests have none. */
  @ApiProperty({ required: false, nullable: true, type: 'string', minLength: 1, maxLength: 256 })
  @IsOptional()
  @IsString()
  @Length(1, 256)
  conversation?: string;

  /** The answer as server-sent events. Optional: an answer comes in one piece. */
  @ApiProperty({ required: false, nullable: true, type: 'boolean' })
  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  /** Optional: for streams only. */
  @ApiProperty({ required: false, oneOf: [{ $ref: getSchemaPath(StreamOptionsDto) }, { type: 'null' }] })
  @IsOptional()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => StreamOptionsDto)
  stream_options?: StreamOptionsDto | null;
}

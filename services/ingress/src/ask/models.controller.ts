import { Controller, Get, Param } from '@nestjs/common';
import type { Model, ModelList } from '@gauntlet/contracts/http';
import { type PinnedPrompt, Registry } from '@gauntlet/registry';
import { ApiError } from '../api.error';
import { Answers, AnswersErrors, TakesInPath } from '../door/api-docs';
import { Tenant } from '../door/keys/tenant';

/** OpenAI's list of models: what a caller may name as `model` is a prompt. */
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Answers(200, 'all prompts that the caller may ask', 'ModelList')
  @AnswersErrors()
  list(@Tenant() tenant: string): ModelList {
    return { object: 'list', data: this.registry.pinned(tenant).map(modelView) };
  }

  @Get(':model')
  @TakesInPath('model')
  @Answers(200, 'one prompt', 'Model')
  @AnswersErrors()
  read(@Param('model') model: string, @Tenant() tenant: string): Model | ModelList {
    // The router takes the list with a slash at its end for a prompt without a name.
    if (model === '') return this.list(tenant);
    const prompt = this.registry.pinned(tenant).find(({ name }) => name === model);
    if (prompt) return modelView(prompt);
    throw new ApiError('model_not_found', 'no such prompt is deployed', { param: 'model' });
  }
}

function modelView({ name, version, since }: PinnedPrompt): Model {
  const created = Math.floor(Date.parse(since) / 1_000);
  return { id: name, object: 'model', created, owned_by: 'gauntlet', gauntlet: { version } };
}

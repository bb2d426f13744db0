import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RESTATED_BY_SCHEMA } from '../ask/openai-parameters';

interface Schema {
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

const DESCRIPTION = `Requests to LLM features, each with one safe answer and a record. \`/v1/chat/completions\` is as OpenAI's
clients expect it; every error has OpenAI's shape and a stable code.`;

/** Serves the description of the HTTP API at `/openapi.json`: OpenAPI 3.1, made once from the controllers and DTOs. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const document = openApiDocument(app);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => reply.send(document));
}

/** The description of all that callers may use; probes are not for them. */
function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Gauntlet')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', description: 'an API key; optional where Gauntlet listens on loopback only' })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'));
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const [name, restated] of Object.entries(RESTATED_BY_SCHEMA)) allowRestated(schemas[name], restated);
  for (const schema of Object.values(schemas)) tighten(schema);
  return { ...document, paths: Object.fromEntries(paths) };
}

// What Nest's library can't say: unknown fields are refused, and null is a type in OpenAPI 3.1.
function tighten(schema: Schema): void {
  if (!schema.properties) return;
  schema.additionalProperties ??= false;
  for (const property of Object.values(schema.properties)) allowNull(property);
}

// Fields that may be there and ask for nothing: null whatever their name, or what holds anyway.
function allowRestated(schema: Schema | undefined, restated: Readonly<Record<string, readonly unknown[]>>): void {
  if (!schema?.properties) return;
  schema.additionalProperties = { type: 'null' };
  for (const [name, values] of Object.entries(restated)) schema.properties[name] = { enum: [...values, null] };
}

function allowNull(property: Schema): void {
  if (property.nullable && typeof property.type === 'string') property.type = [property.type, 'null'];
  delete property.nullable;
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { HTTP_SCHEMAS, type HttpSchemaName, RESTATED_BY_SCHEMA } from '@gauntlet/contracts/http';

interface Schema {
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
}

/** Our own words for a refusal, which come with the refusal. */
const PROBLEM = 'x-problem';

const DESCRIPTION = `Requests to LLM features, each with one safe answer and a record. \`/v1/chat/completions\` is as OpenAI's
clients expect it; every error has OpenAI's shape and a stable code.`;

/** Serves the description of the HTTP API at `/openapi.json`: OpenAPI 3.1, made once from the controllers and the contracts. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const document = openApiDocument(app);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => reply.send(document));
}

// All that callers may use; probes are not for them.
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
  const components = { ...document.components, schemas: schemas() } as OpenAPIObject['components'];
  return { ...document, paths: Object.fromEntries(paths), components };
}

function schemas(): Record<HttpSchemaName, Schema> {
  const names = new Map<unknown, string>(Object.entries(HTTP_SCHEMAS).map(([name, schema]) => [schema, name]));
  const described = Object.entries(HTTP_SCHEMAS).map(([name, schema]) => {
    const orRef = (name: string, value: unknown) => {
      if (name === PROBLEM) return undefined;
      const inner = value === schema ? undefined : names.get(value);
      return inner === undefined ? value : { $ref: `#/components/schemas/${inner}` };
    };
    return [name, JSON.parse(JSON.stringify(schema, orRef)) as Schema];
  });
  const byName = Object.fromEntries(described) as Record<HttpSchemaName, Schema>;
  for (const name of Object.keys(RESTATED_BY_SCHEMA) as (keyof typeof RESTATED_BY_SCHEMA)[]) {
    allowRestated(byName[name], RESTATED_BY_SCHEMA[name]);
  }
  return byName;
}

// Fields that may be there and ask for nothing: null whatever their name, or what holds anyway.
function allowRestated(schema: Schema, restated: Readonly<Record<string, readonly unknown[]>>): void {
  const properties = Object.entries(restated).map(([name, values]) => [name, { enum: [...values, null] }]);
  schema.additionalProperties = { type: 'null' };
  schema.properties = { ...schema.properties, ...Object.fromEntries(properties) };
}

import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HTTP_SCHEMAS, type HttpSchemaName, RESTATED_BY_SCHEMA } from '@gauntlet/contracts/http';
import { operationOf } from './api-docs';

interface Schema {
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
}

/** Our own words for a refusal, which come with the refusal. */
const PROBLEM = 'x-problem';

const DESCRIPTION = `Requests to LLM features, each with one safe answer and a record. \`/v1/chat/completions\` is as OpenAI's
clients expect it; every error has OpenAI's shape and a stable code.`;

const BEARER = 'an API key; optional where Gauntlet listens on loopback only';

/** Serves the description of the HTTP API at `/openapi.json`: OpenAPI 3.1, made once from the controllers and the contracts. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const document = openApiDocument(app);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => reply.send(document));
}

function openApiDocument(app: NestFastifyApplication): object {
  const bearer = { scheme: 'bearer', type: 'http', description: BEARER };
  return {
    openapi: '3.1.0',
    paths: pathsOf(controllersOf(app)),
    info: { title: 'Gauntlet', description: DESCRIPTION, version: '1' },
    components: { securitySchemes: { bearer }, schemas: schemas() },
  };
}

function controllersOf(app: NestFastifyApplication): Type[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype as Type));
}

// All that callers may use; of probes nothing is said.
function pathsOf(controllers: readonly Type[]): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const controller of controllers) {
    for (const [name, handler] of handlersOf(controller)) {
      const operation = operationOf(handler);
      if (!operation) continue;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod].toLowerCase();
      const described = { operationId: `${controller.name}_${name}`, ...operation, tags: [tagOf(controller)] };
      const path = pathOf(controller, handler);
      paths[path] = { ...paths[path], [method]: described };
    }
  }
  return paths;
}

function handlersOf({ prototype }: Type<object>): [string, object][] {
  const members = Object.entries(Object.getOwnPropertyDescriptors(prototype as object));
  return members.flatMap(([name, { value }]) => (typeof value === 'function' ? [[name, value as object]] : []));
}

function pathOf(controller: Type, handler: object): string {
  const parts = [controller, handler].map((one) => Reflect.getMetadata(PATH_METADATA, one) as string);
  return `/${parts.filter((part) => part !== '/').join('/')}`.replace(/:(\w+)/g, '{$1}');
}

// `v1/chat` is about chat.
function tagOf(controller: Type): string {
  return (Reflect.getMetadata(PATH_METADATA, controller) as string).split('/').at(-1) ?? '';
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

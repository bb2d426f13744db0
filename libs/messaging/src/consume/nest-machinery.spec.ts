import {
  type CallHandler,
  Catch,
  Controller,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { of, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../../test/consuming-app';
import { acceptedEvent } from '../../test/events';
import { specWorld } from '../../test/spec-world';
import { transportOf } from './consumer-group';

const topic = TOPICS.accepted;
const world = specWorld();

describe("Nest's machinery", () => {
  it('runs guards, interceptors and pipes around a handler', async () => {
    const group = await world.cluster.newGroup([topic]);
    const steps: string[] = [];
    @Injectable()
    class Guard {
      canActivate(context: ExecutionContext): boolean {
        steps.push(`guard ${context.getType()}`);
        return true;
      }
    }
    @Injectable()
    class Interceptor {
      intercept(_context: ExecutionContext, next: CallHandler) {
        steps.push('before');
        return next.handle().pipe(tap({ complete: () => steps.push('after') }));
      }
    }
    @Injectable()
    class KeyPipe implements PipeTransform<GauntletEvent, string> {
      transform({ key }: GauntletEvent): string {
        return key;
      }
    }
    @Controller()
    @UseGuards(Guard)
    class SpecController {
      @UseInterceptors(Interceptor)
      @EventPattern(topic, transportOf(group))
      onEvent(@Payload(KeyPipe) key: string): void {
        steps.push(`handler ${key}`);
      }
    }
    const app = await world.apps.start({ groups: [{ group }], controllers: [SpecController] });
    const event = acceptedEvent();
    await app.publisher.publish(event);
    await waitFor(() => steps.includes('after'), { deadlineMs: 10_000, description: 'the handler' });
    expect(steps).toEqual(['guard rpc', 'before', `handler ${event.key}`, 'after']);
  });

  it("asks a handler's own filter before an error counts as one", async () => {
    const group = await world.cluster.newGroup([topic]);
    class KnownError extends Error {}
    let caught = 0;
    @Catch(KnownError)
    class SpecFilter {
      catch() {
        caught += 1;
        return of('dealt with');
      }
    }
    @Controller()
    @UseFilters(SpecFilter)
    class SpecController {
      @EventPattern(topic, transportOf(group))
      onEvent(): void {
        throw new KnownError();
      }
    }
    const app = await world.apps.start({ groups: [{ group }], controllers: [SpecController] });
    await app.publisher.publish(acceptedEvent());
    await world.cluster.caughtUp(group, topic);
    expect(caught).toBe(1);
  });

  it('does not ask global filters, which are written for HTTP', async () => {
    const group = await world.cluster.newGroup([topic]);
    let asked = 0;
    let calls = 0;
    @Catch()
    class HttpFilter {
      catch() {
        asked += 1;
        return of('swallowed');
      }
    }
    const app = await world.apps.start({
      groups: [{ group }],
      controllers: [
        handlerOf(topic, group, () => {
          calls += 1;
          if (calls === 1) throw new Error('once');
        }),
      ],
      providers: [{ provide: APP_FILTER, useClass: HttpFilter }],
    });
    await app.publisher.publish(acceptedEvent());
    await world.cluster.caughtUp(group, topic);
    expect([asked, calls]).toEqual([0, 2]);
  });
});

import { Catch, Injectable, type RpcExceptionFilter } from '@nestjs/common';
import { EXCEPTION_FILTERS_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { TRANSPORT_METADATA } from '@nestjs/microservices/constants';
import { type Observable, throwError } from 'rxjs';

/** Lets the original error through, which Nest's default filter would replace by "Internal server error". */
@Catch()
class RethrowingFilter implements RpcExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}

/**
 * Puts the rethrowing filter behind the filters of every event handler and its class, and before the global ones: those
 * are written for HTTP, and would turn an error of an event into a response to nobody.
 */
@Injectable()
export class RethrowingFilterBinder {
  constructor(discovery: DiscoveryService, scanner: MetadataScanner) {
    for (const { metatype } of discovery.getControllers()) {
      if (metatype) bindAll(metatype, scanner);
    }
  }
}

function bindAll(controller: NewableFunction, scanner: MetadataScanner): void {
  const prototype = controller.prototype as Record<string, object>;
  for (const name of scanner.getAllMethodNames(prototype)) {
    const handler = prototype[name];
    if (handler && typeof Reflect.getMetadata(TRANSPORT_METADATA, handler) === 'symbol') bind(controller, handler);
  }
}

// Nest asks the last filter first.
function bind(controller: object, handler: object): void {
  const filters = [new RethrowingFilter(), ...filtersOf(controller), ...filtersOf(handler)];
  Reflect.defineMetadata(EXCEPTION_FILTERS_METADATA, filters, handler);
}

function filtersOf(target: object): unknown[] {
  return (Reflect.getMetadata(EXCEPTION_FILTERS_METADATA, target) as unknown[] | undefined) ?? [];
}

import { CommaSeparated, spelledHost } from '@gauntlet/runtime';
import { IsArray, Matches, ValidateBy } from 'class-validator';

const ORIGIN = /^https?:\/\/[^\s/*?#@\\]+$/i;
const HOST_NAME = { each: true, message: 'each must be a host name such as gauntlet.test, without a port' };

/** Which web pages may ask, and under which names. */
export class OriginConfig {
  /** Pages whose scripts may ask and read the answers, by origin; none by default. */
  @CommaSeparated(asSent) @IsArray() @IsOrigin() INGRESS_CORS_ORIGINS: string[] = [];

  /** Host names, beside those of loopback, under which callers without a key may ask. */
  @CommaSeparated(spelledHost) @IsArray() @Matches(/^[^\s/*?#:]+$/, HOST_NAME) INGRESS_ALLOWED_HOSTS: string[] = [];
}

// Browsers send small letters and no default port; another spelling would never match.
function asSent(entry: string): string {
  return isOrigin(entry) ? new URL(entry).origin : entry;
}

function isOrigin(entry: unknown): boolean {
  return typeof entry === 'string' && ORIGIN.test(entry) && URL.canParse(entry);
}

function IsOrigin(): PropertyDecorator {
  const defaultMessage = () => 'each must be an origin such as https://shop.example, without a path';
  return ValidateBy({ name: 'isOrigin', validator: { validate: isOrigin, defaultMessage } }, { each: true });
}

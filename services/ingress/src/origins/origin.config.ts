import { CommaSeparated } from '@gauntlet/runtime';
import { IsArray, Matches } from 'class-validator';

const ORIGIN = { each: true, message: 'each must be an origin such as https://shop.example, without a path' };
const HOST_NAME = { each: true, message: 'each must be a host name such as gauntlet.test, without a port' };

/** Which web pages may ask, and under which names. */
export class OriginConfig {
  /** Pages whose scripts may ask and read the answers, by origin; none by default. */
  @CommaSeparated() @IsArray() @Matches(/^https?:\/\/[^\s/*?#]+$/, ORIGIN) INGRESS_CORS_ORIGINS: string[] = [];

  /** Host names, beside those of loopback, under which callers without a key may ask. */
  @CommaSeparated() @IsArray() @Matches(/^[^\s/*?#:]+$/, HOST_NAME) INGRESS_ALLOWED_HOSTS: string[] = [];
}

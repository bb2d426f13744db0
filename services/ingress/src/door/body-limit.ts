import { MAX_EVENT_BYTES } from '@gauntlet/contracts';

/** What an event carries beside the request's own texts: system message, answer, broken answer of a repair turn, schema, pin, trail. */
const RESERVE_BYTES = 393_216;

/**
 * Largest request, over HTTP or as a submitted event. The last event of a request is the largest and holds its
 * texts twice, as they came and as they were rendered; two copies and the reserve make `MAX_EVENT_BYTES`. The rendered
 * event of a pin whose backups have a prompt version of their own holds a third copy and no answer yet: 64 KiB of the
 * reserve are left for the two system messages, schema, pin and trail. JSON that we write is never longer than JSON that
 * we accepted. A template that repeats a long variable can still exceed it: that request gets its canned answer.
 */
export const BODY_LIMIT_BYTES = Math.floor((MAX_EVENT_BYTES - RESERVE_BYTES) / 2);

import { OWN_TENANT, type RequestFacts } from '@gauntlet/contracts';

type Asked = Pick<RequestFacts, 'id' | 'pin'>;

const OF = 'shadow-request';

/** Whose copy a shadow's request is, as its tags: the request and the pin that asked for it. */
export function shadowTags({ id, pin }: Asked): Record<string, string> {
  return { [OF]: id, 'shadow-pin': String(pin.offset), 'shadow-pinned-version': pin.prompt.version };
}

/** True for a request that {@link shadowTags} were given to. */
export function isShadow({ tenant, tags }: Pick<RequestFacts, 'tenant' | 'tags'>): boolean {
  return tenant === OWN_TENANT && Object.hasOwn(tags, OF);
}

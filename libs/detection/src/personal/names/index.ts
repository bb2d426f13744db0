export { hashOf } from '../words/word-hash';
export { GROUPS, letterGroups, MAX_GROUPS, placeOf, PLACES } from './likeness';

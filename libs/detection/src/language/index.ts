export { COUNTED_LANGUAGES } from './languages';
export { GROUPS, letterGroups, MOST_GROUPS } from './letter-groups';
export { STEPS_PER_NAT } from './likelihoods';

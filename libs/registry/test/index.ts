export { pinOf, POLICY, publishedVersion } from './versions';
export { registryWith } from './registry-with';

export { pinOf, POLICY, publishedVersion, type PublishedVersion } from './versions';
export { registryWith } from './registry-with';

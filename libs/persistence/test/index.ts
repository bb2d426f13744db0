export { DatabaseWorld } from './database-world';

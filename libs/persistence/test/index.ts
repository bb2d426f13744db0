export { DatabaseWorld } from './database-world';
export { finalViews } from './final-views';

export { type Rate, wilson } from './interval';

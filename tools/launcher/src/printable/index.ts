export { printable, printableJson } from './printable';

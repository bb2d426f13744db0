import { cpus, totalmem } from 'node:os';

/** What figures depend on, without anything that names one machine among its likes. */
export function machine() {
  const processors = cpus();
  return {
    cpu: processors[0].model.trim(),
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

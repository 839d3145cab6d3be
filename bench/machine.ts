import os from 'node:os';

/** What the figures were measured on. Load from others makes every figure worse, so it stands beside them. */
export function machine() {
  return {
    cpu: os.cpus()[0]?.model,
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    loadBefore: Number(os.loadavg()[0]?.toFixed(1)),
  };
}

import fs from 'node:fs';
import path from 'node:path';

const ticksPerSecond = 100;

/**
 * Milliseconds of processor time that Foyer and its PostgreSQL have used until now; Linux only, else undefined.
 * Beside the rate, because it does not depend on what else the machine does.
 */
export function cpuTime(pid: number, data: string): { server: number; database: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  const postmaster = fs.readFileSync(path.join(data, 'database', 'postmaster.pid'), 'utf8').split('\n')[0];
  const processes = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const backends = processes.map(statOf).filter((stat) => stat?.parent === postmaster);
  const gone = statOf(postmaster ?? '')?.ofChildrenGone ?? 0;
  return {
    server: statOf(String(pid))?.milliseconds ?? 0,
    database: backends.reduce((sum, stat) => sum + (stat?.milliseconds ?? 0), gone),
  };
}

/** See proc(5): the fields after the program's name. */
function statOf(
  pid: string,
): { parent: string | undefined; milliseconds: number; ofChildrenGone: number } | undefined {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const of = (user: number) => ((Number(fields[user]) + Number(fields[user + 1])) * 1000) / ticksPerSecond;
    return { parent: fields[1], milliseconds: of(11), ofChildrenGone: of(13) };
  } catch {
    return undefined;
  }
}

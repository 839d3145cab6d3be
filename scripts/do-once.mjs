// Plain JavaScript without dependencies: runs on the Node that the machine has (20 or later), before anything is installed.
import fs from 'node:fs';

/**
 * Does work that several processes may ask for at once: one does it, the others wait and find it done.
 * A lock whose holder died is taken over.
 * @param {{ lockFile: string, isDone: () => boolean, work: () => void }} task
 */
export function doOnce({ lockFile, isDone, work }) {
  while (!isDone()) {
    if (!takeLock(lockFile)) {
      if (!isAlive(holderOf(lockFile))) fs.rmSync(lockFile, { force: true });
      else pause(200);
      continue;
    }
    try {
      // Another process may have finished between our look and our lock.
      if (!isDone()) work();
      return;
    } finally {
      fs.rmSync(lockFile, { force: true });
    }
  }
}

/** The file appears with its content: nobody ever reads a lock without a holder. */
function takeLock(lockFile) {
  const draft = `${lockFile}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** 0 when the lock was given back a moment ago. */
function holderOf(lockFile) {
  try {
    return Number(fs.readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  // Our own pid in a lock is left from a container's earlier life.
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

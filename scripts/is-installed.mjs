// Plain JavaScript without dependencies: runs on the Node that the machine has (20 or later), before anything is installed.
import fs from 'node:fs';
import path from 'node:path';

/**
 * True when node_modules holds what package-lock.json names. npm writes its own list of what it installed last of
 * all, so an install that was killed counts as none, and one made by hand counts as well as ours.
 * @param {string} root the folder of package.json
 * @param {{ platform: string, arch: string }} machine
 */
export function isInstalled(root, machine) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  const ours = Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  return Object.entries(wanted).every(([location, entry]) => {
    if (location === '') return true;
    const found = present[location];
    if (found !== undefined) return found.version === entry.version && found.integrity === entry.integrity;
    return entry.optional === true && !(ours.includes(location) && isFor(entry, machine));
  });
}

/** A package may name one system or several. */
function isFor({ os, cpu }, { platform, arch }) {
  return [os].flat().includes(platform) && [cpu].flat().includes(arch);
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

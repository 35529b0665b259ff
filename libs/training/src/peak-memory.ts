import { readFileSync } from 'node:fs';

/**
 * Peak resident memory of this process until now, in MiB. On Linux it is the kernel's own mark for this program (VmHWM):
 * `maxRSS` there starts at what the parent process held when it started this one, 1 GB behind a parent of 1 GB.
 */
export function peakMemoryMb(): number {
  return Math.round(highWaterMarkKb() / 1024);
}

function highWaterMarkKb(): number {
  if (process.platform === 'linux') {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(statusOfProcess());
    if (found?.[1] !== undefined) return Number(found[1]);
  }
  return process.resourceUsage().maxRSS;
}

function statusOfProcess(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}

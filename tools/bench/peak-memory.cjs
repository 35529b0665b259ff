// Loaded before a measured process: writes the most memory that it ever held, in bytes, when it exits.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Linux counts a parent's memory into `maxRSS` of a child; the status file does not. */
function peakBytes() {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

process.once('exit', () => {
  writeFileSync(join(process.env.BENCH_PEAK_FOLDER, `${process.pid}.txt`), String(peakBytes()));
});

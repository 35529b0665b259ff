// Loaded before the command (`node --require`): lets something happen at the 100th file that it writes, or after as many
// renames as STRIKE_RENAME says.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const blow = process.env.STRIKE;
const write = fs.writeSync;
let writes = 0;
fs.writeSync = (...words) => {
  if (blow !== '' && words[0] > 2 && ++writes === 100) {
    if (blow !== 'ENOSPC') process.kill(process.pid, blow);
    else throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  }
  return write(...words);
};
const rename = fs.renameSync;
let renames = 0;
fs.renameSync = (...words) => {
  rename(...words);
  if (++renames === Number(process.env.STRIKE_RENAME)) process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();

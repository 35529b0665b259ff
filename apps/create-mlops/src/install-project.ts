import { spawn } from 'node:child_process';
import { quotedWord } from './quoted-word.ts';

export type Installed =
  | { readonly outcome: 'done'; readonly problem: null }
  | { readonly outcome: 'failed' | 'interrupted'; readonly problem: string };

/** Runs `npm install` in the project. npm's own output stays visible: a hidden child that hangs or fails tells nobody why. */
export async function installProject(
  directory: string,
  options: { readonly quiet: boolean },
): Promise<Installed> {
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', ['install', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    shell: isWindows,
    env: withoutNpmLeftovers(process.env),
  });
  // A terminal sends Ctrl-C to npm, too; a plain kill reaches us alone and is passed on. Either way npm ends first.
  let isInterrupted = false;
  const pass = (signal: NodeJS.Signals) => {
    isInterrupted = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  const reason = await new Promise<string | null>((resolve) => {
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      resolve(isMissing ? 'there is no npm on the PATH' : error.message);
    });
    child.on('close', (code, signal) => {
      resolve(code === 0 ? null : code === null ? `ended by ${signal}` : `exit code ${code}`);
    });
  });
  for (const signal of signals) process.off(signal, pass);
  if (reason === null && !isInterrupted) return { outcome: 'done', problem: null };
  const retry = `cd ${quotedWord(directory)} && npm install`;
  return isInterrupted
    ? {
        outcome: 'interrupted',
        problem: `npm install was stopped. The project is complete; go on with: ${retry}`,
      }
    : {
        outcome: 'failed',
        problem: `npm install did not finish (${reason}). The project is complete; try again with: ${retry}`,
      };
}

/** Under `npm create`, npm's variables for the command itself would steer the install of the project. */
function withoutNpmLeftovers(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own =
    /^npm_(config_(task|data|target|test_data|keep|ci|cidr|backend|answers|install|git|yes|json|dry_run|package|local_prefix|package_lock_only|workspaces?)|command|lifecycle_|package_|execpath$)/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}
